"""Answer a question of a file: select what is heard, put it in order, fold it, and enumerate what is possible."""
