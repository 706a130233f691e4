"""Occupations, levels, industries, majors, divisions, and the shortage catalogue by yearly edition."""
