"""Sign-in and sign-up, worded for people."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.socialaccount import forms as city_forms
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
    """A phone number, a password, and an e-mail for those who want one."""

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["phone"].help_text = _("用来登录和接收验证码。")
        self.fields["email"].label = _("电子邮箱")
        self.fields["password1"].label = _("设置密码")
        for field in self.fields.values():
            field.widget.attrs["placeholder"] = ""


class CitySignupForm(city_forms.SignupForm):
    """What a city's sign-in does not give: the telephone."""

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields.pop("email", None)
        self.fields["phone"].help_text = _("用来登录和接收验证码。")
        self.fields["phone"].widget.attrs["placeholder"] = ""
