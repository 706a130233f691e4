"""Pages of evaluation, by audience."""
