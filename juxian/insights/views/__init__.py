"""Pages of insights, by audience."""
