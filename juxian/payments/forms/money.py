"""A field that takes yuan and gives fen."""

from decimal import Decimal
from typing import Any

from django import forms

MOST_YUAN = Decimal("999999999999.99")


class YuanField(forms.DecimalField):
    """Yuan with at most two decimals on the page, thousands separators allowed; whole fen in `cleaned_data`."""

    def __init__(self, **options: Any):
        options.setdefault("min_value", Decimal("0.01"))
        options.setdefault("max_value", MOST_YUAN)
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_digits=14, decimal_places=2, widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace(",", "").replace("，", "").strip()
        return super().to_python(value)

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        return None if amount is None else int(amount * 100)
