"""Pictures of state for people and machines: terminal tables and JSON."""
