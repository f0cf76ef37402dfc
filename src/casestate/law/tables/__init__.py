"""The transition tables: one row an act, each with its authority."""
