"""The port to a city's sign-in (OpenID Connect): it says who somebody is by a number of its own, and nothing else.

Name, identity number, e-mail and telephone that a city sends along are let go at once: they would lie plain in the
library's table, and an unverified address must not open an account that others hold. Who comes for the first time
gives a telephone, which we verify, and registers like everybody.
"""

from typing import Any

import requests
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext as _

from juxian.kit.access import VISITOR
from juxian.kit.audit import record
from juxian.kit.errors import RuleBroken
from juxian.people.models import User

PATIENCE_SECONDS = 5


class CitySession(requests.Session):
    """Calls to the city. Silence is an answer too: one sentence, and not an error of ours."""

    def request(self, *args: Any, **options: Any) -> requests.Response:  # type: ignore[override]
        try:
            return super().request(*args, **{"timeout": PATIENCE_SECONDS, **options})
        except (requests.ConnectionError, requests.Timeout) as error:
            message = _("统一身份认证暂时没有回应，登录没有完成。请稍后再试，或者用手机号登录。")
            raise RuleBroken(message) from error


class CitySignInAdapter(DefaultSocialAccountAdapter):
    """Keeps the subject only; puts a failed return on record."""

    def get_requests_session(self) -> requests.Session:
        return CitySession()

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """Called by the library once, before the city's person is looked up: forget what came along."""
        sociallogin.account.extra_data = {}
        sociallogin.email_addresses, sociallogin.phone, sociallogin.phone_verified = [], None, False
        return sociallogin.user

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **details: Any) -> None:
        record("refusal", "people.city_sign_in", by=VISITOR)

    # Between two steps the library keeps the account in the session; it cannot write down what is sealed.

    def serialize_instance(self, instance: Any) -> dict[str, Any]:
        return {"pk": str(instance.pk)} if isinstance(instance, User) else super().serialize_instance(instance)

    def deserialize_instance(self, model: Any, data: Any) -> Any:
        if model is not User or not isinstance(data, dict):
            return super().deserialize_instance(model, data)
        return User.objects.filter(pk=data["pk"]).first() or _new_account(data["pk"])


def _new_account(pk: str) -> User:
    """Return the account that the library made for a newcomer and has not saved yet: nothing but its key."""
    user = User(pk=pk)
    user.set_unusable_password()
    return user
