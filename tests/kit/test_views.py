"""Small tools of views: the way back to a list with its filters."""

import pytest
from django.test import RequestFactory

from juxian.kit.templatetags.ui_forms import coming_from
from juxian.kit.views import back_to

LIST = "/office/audit/?kind=refusal&page=2"


def test_the_way_back_keeps_the_filters_whether_in_the_form_or_in_the_address():
    factory = RequestFactory()
    by_form = factory.post("/do/", {"next": LIST})
    by_address = factory.post(coming_from("/do/?version=3", factory.get(LIST)))
    assert back_to(by_form, "/start/")["Location"] == back_to(by_address, "/start/")["Location"] == LIST


@pytest.mark.parametrize(
    "address",
    ["", "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "\x00", "/" * 3000],
)
def test_a_foreign_address_is_not_followed(address):
    assert back_to(RequestFactory().post("/do/", {"next": address}), "kit:gallery")["Location"] == "/ui/"
