"""The home pages, by audience."""
