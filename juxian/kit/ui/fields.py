"""What a form field needs beyond Django: the right input on a phone, and the behaviours that help to fill it."""

from typing import Any

from django import forms
from django.forms.widgets import DateInput, DateTimeInput, FileInput, Textarea

from juxian.kit.access import Text


def field_context(bound: forms.BoundField, *, camera: bool = False, optional_mark: bool = True) -> dict[str, Any]:
    """Return the context of the `field` component for one bound field."""
    widget = bound.field.widget
    is_file = isinstance(widget, FileInput)
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=_attributes(bound, camera=camera)),
        "kind": _kind(bound),
        "is_file": is_file,
        "is_optional": optional_mark and not bound.field.required and not isinstance(widget, forms.CheckboxInput),
        "limit": _limit(bound.field),
        "help_text": bound.help_text,
    }


def _kind(bound: forms.BoundField) -> str:
    """Group (several inputs under one legend), check (one box before its label) or plain."""
    if bound.use_fieldset:
        return "group"
    return "check" if isinstance(bound.field.widget, forms.CheckboxInput) else "plain"


def _limit(field: forms.Field) -> int | None:
    """Return how many characters a long text may have; short texts are not counted."""
    return getattr(field, "max_length", None) if isinstance(field.widget, Textarea) else None


def _attributes(bound: forms.BoundField, *, camera: bool) -> dict[str, str | bool]:
    widget = bound.field.widget
    attributes: dict[str, str | bool] = {}
    if isinstance(widget, FileInput):
        attributes["data-behaviour"] = "file-preview"
        attributes["data-max-bytes"] = str(getattr(bound.field, "max_bytes", 10 * 1024 * 1024))
    if camera:
        attributes |= {"accept": "image/*", "capture": "environment"}
    if _limit(bound.field):
        attributes["data-behaviour"] = "counter"
    _use_native_dates(widget)
    return attributes


def _use_native_dates(widget: Any) -> None:
    """Give dates the browser's own picker; it reads and writes ISO 8601 whatever the language of the page."""
    if type(widget) is DateInput and widget.input_type == "text":
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    elif type(widget) is DateTimeInput and widget.input_type == "text":
        widget.input_type, widget.format = "datetime-local", "%Y-%m-%dT%H:%M"


def choice_label(field: forms.Field, value: str) -> Text:
    """Return the word for a chosen value, or the value itself where the field offers no choices."""
    for key, label in getattr(field, "choices", []):
        options = label if isinstance(label, list | tuple) else [(key, label)]
        for option, words in options:
            if str(option) == value:
                return words
    return value
