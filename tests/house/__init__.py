"""The rules of docs/architecture §9 that no linter knows.

Each rule is a checker `find_…(…) -> list[str]` with two tests: the house has no fault, and a planted breach is found.
"""
