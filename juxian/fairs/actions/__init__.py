"""Every write of fairs."""
