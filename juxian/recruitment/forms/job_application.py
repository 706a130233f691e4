"""Applying, taking back, answering an offer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import PageForm, QueryForm
from juxian.recruitment.forms.money import PayField
from juxian.recruitment.models import ApplicationSource


class ApplyQuery(QueryForm):
    """Where the applicant comes from; an unknown place is a search."""

    source = forms.ChoiceField(choices=ApplicationSource.choices, required=False, initial=ApplicationSource.SEARCH)
    source_ref = forms.CharField(max_length=80, required=False, initial="")


class ApplyForm(forms.Form):
    """Some words, and whether the employer may see one's contact data at once."""

    letter = forms.CharField(
        label=_("想对单位说的话"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    shares_contact = forms.BooleanField(
        label=_("现在就让这个单位看到我的电话和邮箱"),
        required=False,
        help_text=_("不勾选也能投递。单位要联系您时会请您同意，同意以后随时可以收回。"),
    )


class ReasonForm(forms.Form):
    """Some words that the other side reads, where one likes to say them."""

    reason = forms.CharField(label=_("原因"), max_length=300, required=False)


class MyApplicationsQuery(PageForm):
    """Filters of one's own applications."""

    show = forms.ChoiceField(
        choices=[("open", _("进行中")), ("ended", _("已结束")), ("all", _("全部"))], required=False, initial="open"
    )


class PersonPayForm(forms.Form):
    """What base pay really came."""

    person_pay_fen = PayField(label=_("工资条上的基本工资（元/月）"))
