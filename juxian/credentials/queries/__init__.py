"""Reads of certificates for pages and for the domains above."""

from juxian.credentials.queries.credential import by_two_facts, credential_of, filtered

__all__ = ["by_two_facts", "credential_of", "filtered"]
