"""What people are told of recruitment, one module a side."""

from juxian.recruitment.messages import agreement, candidate, employer

__all__ = ["agreement", "candidate", "employer"]
