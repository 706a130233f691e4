"""Reads of the registers of other offices."""

from juxian.registers.queries.staff import staff_of

__all__ = ["staff_of"]
