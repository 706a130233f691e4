"""A whole demo district, made only through actions. Never touches a table by itself."""
