"""Wiring: settings, routes, roles, schedule, command line. Decides nothing by itself."""
