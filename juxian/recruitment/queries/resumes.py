"""The shape of a résumé, for those who write one through actions."""

from juxian.recruitment.resume.shape import Resume, Schooling, Work

__all__ = ["Resume", "Schooling", "Work"]
