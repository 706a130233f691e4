"""The front door of fairs for reading."""

from juxian.fairs.numbers import viewer_key

__all__ = ["viewer_key"]
