"""Filters of an edition's page, and the public's opinion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from juxian.catalogue.levels import RECOGNISED_CHOICES
from juxian.catalogue.models import IndustryGroup
from juxian.kit.text import LONGEST_QUERY
from juxian.kit.views import QueryForm


def star_choices() -> list[tuple[Any, str]]:
    """Five stars down to one, in the reader's language."""
    stars = [(n, ngettext("%(number)s 星", "%(number)s 星", n) % {"number": n}) for n in range(5, 0, -1)]
    return [("", str(_("全部星级"))), *stars]


class ItemFilterForm(QueryForm):
    """Search and filters; they stay in the address, so that a list can be sent to somebody."""

    q = forms.CharField(label=_("搜索"), required=False, max_length=LONGEST_QUERY, initial="")
    group = forms.ModelChoiceField(
        IndustryGroup.objects.all(), label=_("产业"), required=False, to_field_name="key", empty_label=_("全部产业")
    )
    level = forms.ChoiceField(label=_("等级"), required=False, choices=[("", _("全部等级")), *RECOGNISED_CHOICES])
    stars = forms.TypedChoiceField(
        label=_("紧缺程度"), required=False, choices=star_choices, coerce=int, empty_value=None
    )

    def narrow(self, items: Any) -> Any:
        """Return the items that the address asks for."""
        asked = self.values()
        items = items.search(asked["q"] or "")
        if asked["group"]:
            items = items.filter(industry_group=asked["group"])
        if asked["level"]:
            items = items.filter(levels__contains=[asked["level"]])
        return items.filter(stars=asked["stars"]) if asked["stars"] else items


class OpinionForm(forms.Form):
    """What somebody thinks of a draft."""

    text = forms.CharField(
        label=_("您的意见"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("请写明哪个工种、建议怎样调整和理由。意见和答复会一起公布，请不要写个人信息。"),
    )
    contact = forms.CharField(
        label=_("联系方式"),
        max_length=60,
        required=False,
        help_text=_("手机号或邮箱；加密保存，只用于答复您。"),
    )
