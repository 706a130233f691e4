"""The port to sign-in (django-allauth): where numbers are kept, how codes are sent, what of it goes on record."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import VISITOR, Actor
from juxian.kit.audit import record
from juxian.kit.codes import check_mobile
from juxian.kit.errors import RuleBroken
from juxian.kit.messages.gateways import send_sms
from juxian.people.models import User


class MobileField(forms.CharField):
    """A Chinese mobile number, in the one spelling that is kept."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})

    def __init__(self, **options: Any):
        options.setdefault("label", _("手机号"))
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        if not number:
            return ""
        try:
            return check_mobile(number)
        except RuleBroken as error:
            raise ValidationError(error.message) from error


class AccountAdapter(DefaultAccountAdapter):
    """Phones are sealed, codes go by SMS, sign-ins and failures are on record."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count by the address that our own middleware found behind the set number of proxies."""
        return request.client_address  # type: ignore[attr-defined,no-any-return]

    def phone_form_field(self, **options: Any) -> forms.Field:
        return MobileField(**options)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone_number.open(), user.is_phone_verified) if user.phone_number else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone_number, user.phone_tail, user.is_phone_verified = phone, phone[-4:], verified
        user.save(update_fields=["phone_number", "phone_index", "phone_tail", "is_phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.by_phone(phone)

    def send_verification_code_sms(self, user: User, phone: str, code: str, **options: Any) -> None:
        send_sms(
            phone,
            text("验证码 %(code)s，十分钟内有效。不要告诉任何人。") % {"code": code},
            key=f"code:{user.pk}:{code}",
        )

    def send_unknown_account_sms(self, phone: str, **options: Any) -> None:
        send_sms(phone, text("这个手机号还没有注册。如要使用，请先注册。"), key=f"unknown:{phone[-4:]}")

    def send_account_already_exists_sms(self, phone: str) -> None:
        send_sms(phone, text("这个手机号已注册过。请直接登录，忘记密码可用验证码登录。"), key=f"exists:{phone[-4:]}")

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        record("sign_in", "people.sign_in", by=_account(user))

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            record("sign_in", "people.sign_out", by=_account(request.user))
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        record("refusal", "people.sign_in", by=VISITOR)


def _account(user: Any) -> Actor:
    return Actor(role="citizen", name=str(user), user_id=user.pk)
