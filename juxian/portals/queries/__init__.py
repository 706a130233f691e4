"""What the pages of the portals put together from the domains below."""
