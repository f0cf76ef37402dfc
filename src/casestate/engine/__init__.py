"""Answer questions about a file: select the entries, put them in order, fold them, enumerate the possible states."""
