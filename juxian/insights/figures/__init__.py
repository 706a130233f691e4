"""The figures of the district. Importing the package enters all of them, in the order in which they are shown."""

from juxian.insights.figures import fairs, recruiting, talent, today
from juxian.insights.figures.registry import FIGURES, Figure, figure

__all__ = ["FIGURES", "Figure", "fairs", "figure", "recruiting", "talent", "today"]
