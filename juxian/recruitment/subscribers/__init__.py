"""What recruitment does when it hears news, its own included, one module a side."""

from juxian.recruitment.subscribers import candidate, employer

__all__ = ["candidate", "employer"]
