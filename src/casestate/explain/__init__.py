"""Why a state is what it is, what differs between two views, and how one field stood over time."""
