"""Persons, organisations, memberships, sign-in, consents: who somebody is, and in which roles they may act.

Nouns: User (an account), Person (a human, unique by document number), Organisation (unique by credit code) and
Membership (a person's role in an organisation, with dates). Neighbour below: kit. Everyone above refers to people by
key and asks `queries`; nobody else reads these tables.
"""
