"""Pages of the office: editions, items, sheets, opinions, industry groups."""
