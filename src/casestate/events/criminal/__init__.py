"""Acts in a criminal case: on one charge against one defendant, or on the person."""
