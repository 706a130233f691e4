"""Forms about organisations and their people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import ROLES, Audience, role_label
from juxian.kit.views import PageForm
from juxian.people.actions.membership import ROLES_OF_KIND
from juxian.people.actions.organisation import FIRST_ROLE
from juxian.people.forms.fields import IndustryField, StreetField
from juxian.people.gateways import MobileField
from juxian.people.models import Organisation, OrganisationKind
from juxian.people.states import OrganisationState


class OrganisationRegisterForm(forms.Form):
    """The three facts an organisation is known by."""

    name = forms.CharField(label=_("单位名称"), max_length=120, help_text=_("与营业执照或法人证书一致。"))
    uscc = forms.CharField(label=_("统一社会信用代码"), max_length=30, help_text=_("执照上的十八位代码。"))
    kind = forms.ChoiceField(
        label=_("单位类型"), choices=[(kind, kind.label) for kind in OrganisationKind if kind in FIRST_ROLE]
    )


class OrganisationForm(forms.Form):
    """What an officer compares with the register."""

    name = forms.CharField(label=_("单位名称"), max_length=120)
    industry_code = IndustryField()
    street_code = StreetField()
    address = forms.CharField(label=_("详细地址"), max_length=200, required=False)
    contact_name = forms.CharField(label=_("联系人"), max_length=60)
    contact_phone = MobileField(label=_("联系电话"))


class OrganisationContactForm(forms.Form):
    """Whom the office calls."""

    contact_name = forms.CharField(label=_("联系人"), max_length=60)
    contact_phone = MobileField(label=_("联系电话"))


class LicenceForm(forms.Form):
    """The licence."""

    licence = forms.FileField(label=_("营业执照或法人证书"), help_text=_("清晰的照片或 PDF。"))


class InviteForm(forms.Form):
    """Whom to invite, as what, until when."""

    phone = MobileField(label=_("对方手机号"))
    role = forms.ChoiceField(label=_("角色"))
    ends_on = forms.DateField(label=_("到期日"), required=False, help_text=_("不填则长期有效。"))

    def __init__(self, *args: Any, organisation: Organisation, **options: Any):
        super().__init__(*args, **options)
        self.fields["role"].choices = [(key, role_label(key)) for key in ROLES_OF_KIND[organisation.kind]]


class CodeForm(forms.Form):
    """The code of an invitation."""

    code = forms.CharField(label=_("邀请码"), max_length=12, widget=forms.TextInput(attrs={"inputmode": "numeric"}))


class DelegateForm(forms.Form):
    """To whom and for how long."""

    to = forms.ChoiceField(label=_("委托给"))
    starts_on = forms.DateField(label=_("从"))
    ends_on = forms.DateField(label=_("到"))

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **options: Any):
        super().__init__(*args, **options)
        self.fields["to"].choices = colleagues


class OfficeRoleForm(forms.Form):
    """A role of the office for a person found before."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    role = forms.ChoiceField(label=_("角色"))
    ends_on = forms.DateField(label=_("到期日"), required=False)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        office = [role for role in ROLES.values() if role.audience is Audience.OFFICE]
        self.fields["role"].choices = [(role.key, role.label) for role in office]


class OrganisationFilterForm(PageForm):
    """The queue: state, kind, name."""

    q = forms.CharField(label=_("名称或信用代码"), max_length=60, required=False, initial="")
    state = forms.ChoiceField(
        choices=OrganisationState.choices, required=False, initial=OrganisationState.SUBMITTED, widget=forms.HiddenInput
    )
    kind = forms.ChoiceField(
        label=_("类型"), choices=[("", _("全部类型")), *OrganisationKind.choices], required=False, initial=""
    )
