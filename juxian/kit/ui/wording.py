"""The words in which every form says what is wrong. Django's own say "this field"; ours say what to do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WORDS: list[tuple[type[forms.Field], dict[str, Any]]] = [
    (forms.Field, {"required": _("请填写这一项。")}),
    (forms.BooleanField, {"required": _("请勾选后再继续。")}),
    (
        forms.ChoiceField,
        {"required": _("请选择一项。"), "invalid_choice": _("“%(value)s”不在选项里，请从列表中选择。")},
    ),
    (
        forms.MultipleChoiceField,
        {"required": _("请至少选择一项。"), "invalid_choice": _("“%(value)s”不在选项里，请从列表中选择。")},
    ),
    (forms.ModelChoiceField, {"required": _("请选择一项。"), "invalid_choice": _("这一项已不在选项里，请重新选择。")}),
    (forms.FileField, {"required": _("请选择一个文件。"), "empty": _("这个文件是空的，请换一个文件。")}),
    (forms.DateField, {"invalid": _("这不是一个日期，请写成 2025-03-12 的样子。")}),
    (forms.DateTimeField, {"invalid": _("这不是一个时间，请写成 2025-03-12 10:00 的样子。")}),
    (forms.IntegerField, {"invalid": _("请填写整数，不要带小数点或文字。")}),
    (forms.DecimalField, {"invalid": _("请填写数字，例如 12.5。")}),
    (forms.EmailField, {"invalid": _("电子邮箱写得不对，请写成 name@example.cn 的样子。")}),
    (forms.UUIDField, {"invalid": _("编号写得不对，请从页面上的链接重新打开。")}),
]


def install() -> None:
    """Give Django's fields our words, once, when the apps are ready; a field's own `error_messages` still win."""
    for field, words in WORDS:
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **words}
