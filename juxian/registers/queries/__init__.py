"""Reads of the registers of other offices."""

from juxian.registers.queries.columns import headings_of
from juxian.registers.queries.staff import staff_of

__all__ = ["headings_of", "staff_of"]
