"""Reads of certificates for pages and for the domains above."""

from juxian.credentials.queries.credential import by_two_facts, credential_of, filtered, highest_level_of, origin_of

__all__ = ["by_two_facts", "credential_of", "filtered", "highest_level_of", "origin_of"]
