"""Where the pages of people stand in the navigation."""
