"""Pictures of state: terminal tables, JSON, pages and notebooks."""
