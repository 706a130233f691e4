"""Pages of notices, by audience."""
