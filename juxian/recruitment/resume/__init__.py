"""Résumés without a database: what one holds, reading one out of a file, JSON Resume in and out."""
