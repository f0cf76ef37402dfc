"""What the county's layout cannot say of a row alone, and the counting."""
