"""Sign-in and sign-up, worded for people."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.socialaccount import forms as city_forms
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class LoginForm(account_forms.LoginForm):
    """Phone or e-mail, and password."""

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["login"].label = _("手机号或电子邮箱")
        self.fields["login"].widget.attrs.update({"placeholder": "", "autocomplete": "username"})
        self.fields["password"].label = _("密码")
        self.fields["password"].widget.attrs["placeholder"] = ""


class SignupForm(account_forms.SignupForm):
    """A phone number and a password. No e-mail: one that is taken could only be refused, and the refusal would say that
    it is known here. Who is signed in adds one."""

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields.pop("email")
        self.fields["phone"].label = _("手机号")
        self.fields["phone"].help_text = _("用来登录和接收验证码。")
        self.fields["password1"].label = _("设置密码")
        for field in self.fields.values():
            field.widget.attrs["placeholder"] = ""

    def try_save(self, request: HttpRequest) -> Any:
        """Hash the password also where the account exists: the time of the answer would tell otherwise."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class CitySignupForm(city_forms.SignupForm):
    """What a city's sign-in does not give: the telephone."""

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields.pop("email")
        self.fields["phone"].label = _("手机号")
        self.fields["phone"].help_text = _("用来登录和接收验证码。")
        self.fields["phone"].widget.attrs["placeholder"] = ""


class LoginCodeForm(account_forms.RequestLoginCodeForm):
    """Where the one-time code goes. The library's own form lets an empty one through, and then fails."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors and not (values.get("phone") or values.get("email")):
            raise forms.ValidationError(_("还没有填写手机号或电子邮箱，验证码无处可发。请填写其中一项。"))
        return values


class SecondFactorForm(factor_forms.AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        _word(self.fields["code"], _("验证器代码"), _("验证器应用上的六位数字，或者一个恢复代码。"))


class AuthenticatorForm(totp_forms.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        _word(self.fields["code"], _("验证器代码"), _("扫码后，应用上显示的六位数字。"))


class VerifyPhoneForm(account_forms.VerifyPhoneForm):
    """The code that came by SMS."""

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        _word(self.fields["code"], _("验证码"), _("短信里的验证码。"))


class ConfirmLoginCodeForm(account_forms.ConfirmLoginCodeForm):
    """The one-time code for signing in."""

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        _word(self.fields["code"], _("验证码"), _("短信或邮件里的验证码。"))


def _word(field: forms.Field, label: Any, help_text: Any) -> None:
    field.label, field.help_text = label, help_text
    field.widget.attrs["placeholder"] = ""
