"""What insights reads from below, put together for its pages, and the ledger of figures for the domains above."""

from juxian.insights.figures import FIGURES
from juxian.insights.ledger import Entry, entries

__all__ = ["FIGURES", "Entry", "entries"]
