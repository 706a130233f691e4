"""Views of fairs, one module a noun and audience."""
