"""Persons, organisations, memberships, sign-in, inbox, consents. Everyone else refers to them by key."""
