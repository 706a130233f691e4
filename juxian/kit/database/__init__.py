"""PostgreSQL: where it is, and an embedded cluster where none is named."""
