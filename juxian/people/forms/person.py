"""Forms about persons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.people.forms.fields import StreetField
from juxian.people.gateways import MobileField
from juxian.people.models import IdentityKind, Sex
from juxian.people.queries import CONSENT_PURPOSES


class IdentityFields(forms.Form):
    """Name and document. Birth date and sex are asked only where the number does not say them."""

    name = forms.CharField(label=_("姓名"), max_length=60, help_text=_("与证件一致。"))
    identity_kind = forms.ChoiceField(label=_("证件类型"), choices=IdentityKind.choices)
    identity_number = forms.CharField(label=_("证件号码"), max_length=40)
    birth_on = forms.DateField(label=_("出生日期"), required=False, help_text=_("居民身份证和十八位证件不用填。"))
    sex = forms.ChoiceField(label=_("性别"), choices=[("", _("由证件号码确定")), *Sex.choices], required=False)


class RegisterForm(IdentityFields):
    """Who I am, once, after sign-up."""

    street_code = StreetField()


class CounterForm(IdentityFields):
    """Who stands before the counter."""

    phone = MobileField(required=False)


class CorrectionRequestForm(IdentityFields):
    """What is right, what was wrong, and the document that shows it."""

    reason = forms.CharField(
        label=_("哪里不对"), min_length=4, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    document = forms.FileField(label=_("证件照片"), help_text=_("拍清楚有姓名和号码的一面，JPG、PNG 或 PDF。"))


class AnswerForm(forms.Form):
    """Why a correction is refused; the person reads it word for word."""

    answer = forms.CharField(label=_("理由"), min_length=4, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class CorrectionForm(IdentityFields):
    """The document as the officer saw it, and why it is corrected."""

    reason = forms.CharField(label=_("更正理由"), max_length=200)


class LinkAccountForm(forms.Form):
    """The phone of the account that shall act for this person."""

    phone = MobileField()


class ContactForm(forms.Form):
    """How I am reached."""

    phone = MobileField()
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    street_code = StreetField()
    portrait = forms.FileField(label=_("证件照"), required=False, help_text=_("一寸免冠照，会印在证书上。JPG 或 PNG。"))


class RevealForm(forms.Form):
    """Why the whole number is needed."""

    reason = forms.CharField(label=_("办事理由"), min_length=4, max_length=200)


class ReasonForm(forms.Form):
    """A reason that is kept."""

    reason = forms.CharField(label=_("理由"), min_length=4, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ConsentForm(forms.Form):
    """A yes to one use."""

    purpose = forms.ChoiceField(label=_("用途"))
    expires_on = forms.DateField(label=_("到期日"), required=False)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["purpose"].choices = [(key, purpose.title) for key, purpose in CONSENT_PURPOSES.items()]


class DeletionForm(forms.Form):
    """What I want to tell the office about it, if anything."""

    reason = forms.CharField(label=_("说明"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class LegalReasonForm(forms.Form):
    """By which law something must be kept."""

    legal_reason = forms.CharField(
        label=_("法律依据"), min_length=4, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class PersonSearchForm(forms.Form):
    """Name, pinyin, initials, or a whole number. Sent by POST where it is a number: addresses are logged."""

    q = forms.CharField(label=_("姓名、拼音、证件号或手机号"), max_length=60)

    def words(self) -> str:
        """Return what is looked for, or nothing while the form is empty or wrong."""
        return self.cleaned_data["q"] if self.is_valid() else ""


class RoleSearchForm(forms.Form):
    """The whole number of whoever shall get a role, and why one asks: the look is on record."""

    number = forms.CharField(label=_("完整证件号码"), max_length=40)
    reason = forms.CharField(label=_("查找理由"), max_length=200, help_text=_("会留下记录。"))


class HatForm(forms.Form):
    """The hat to wear: a membership, or nothing for the citizen's own."""

    hat = forms.UUIDField(required=False)
    next = forms.CharField(required=False, max_length=300)


class DemoPersonForm(forms.Form):
    """One of the demo people."""

    person = forms.UUIDField()
    hat = forms.UUIDField(required=False)
