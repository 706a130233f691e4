"""Which filters of a list are active, each with the address that takes it away."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from juxian.kit.access import Text
from juxian.kit.ui.fields import choice_label
from juxian.kit.ui.rendering import address_without


@dataclass(frozen=True)
class Chip:
    """An active filter: its words, and this page without it."""

    label: Text
    value: Text
    url: str


def active_filters(form: forms.BaseForm, request: HttpRequest | None) -> list[Chip]:
    """Return a chip for every filter that the address sets. What the form does not accept filters nothing."""
    if request is None or not form.is_bound:
        return []
    form.is_valid()
    return [
        Chip(bound.label, _words(bound.field, value), address_without(request, bound.html_name, value))
        for bound in form.visible_fields()
        if bound.name not in ("page", "sort") and bound.name not in form.errors
        for value in request.GET.getlist(bound.html_name)
        if value
    ]


def _words(field: forms.Field, value: str) -> Text:
    return _("是") if isinstance(field, forms.BooleanField) else choice_label(field, value)
