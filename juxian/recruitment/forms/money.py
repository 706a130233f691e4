"""Pay in whole yuan, kept in fen."""

from typing import Any

from django import forms

FEN = 100
MOST_YUAN = 1_000_000


class PayField(forms.IntegerField):
    """Reads yuan, gives fen."""

    def __init__(self, **options: Any):
        super().__init__(min_value=1, max_value=MOST_YUAN, **options)

    def clean(self, value: Any) -> int | None:
        yuan = super().clean(value)
        return None if yuan is None else yuan * FEN
