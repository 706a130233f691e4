"""What people are told of recruitment, one module a side."""

from juxian.recruitment.messages import agreement, candidate, employer, saved_search

__all__ = ["agreement", "candidate", "employer", "saved_search"]
