"""Pages of certificates, by audience."""
