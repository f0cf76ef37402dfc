"""How the county's rows become entries of case files, and what is wrong with them."""
