"""Fields whose lists come from upstairs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.people.queries import choices_of


class RegisterField(forms.ChoiceField):
    """A choice from a list that the catalogue gives; a code to type while there is no list yet."""

    def __init__(self, register: str, **options: Any):
        options.setdefault("required", False)
        self.register = register
        super().__init__(choices=self._choices, **options)

    def _choices(self) -> list[tuple[str, Any]]:
        return [("", _("请选择")), *choices_of(self.register)]

    def valid_value(self, value: str) -> bool:
        return super().valid_value(value) if choices_of(self.register) else True


class StreetField(RegisterField):
    """Street of residence or of business."""

    def __init__(self, **options: Any):
        super().__init__("street", **{"label": _("所在街道"), **options})


class IndustryField(RegisterField):
    """GB/T 4754-2017."""

    def __init__(self, **options: Any):
        super().__init__("industry", **{"label": _("所属行业"), **options})
