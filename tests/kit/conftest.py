"""The cast, for pages of the kit that real roles open."""

from tests.cast import cast

__all__ = ["cast"]
