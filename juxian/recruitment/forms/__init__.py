"""What the pages of recruitment read, one module a noun."""
