"""Reads of recruitment that other domains use, and that its own pages are made of."""
