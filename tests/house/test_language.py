"""Every text is wrapped, and translated into every language of the product."""

from juxian.kit import translations
from tests.house.tree import assert_none


def test_every_text_is_wrapped():
    assert_none([str(fault) for fault in translations.unwrapped()])


def test_every_text_is_translated():
    assert_none([str(fault) for fault in translations.check()])


def test_an_unwrapped_text_is_found(plant):
    root = plant({"product/people/views.py": 'TITLE = "个人"\n', "product/people/templates/a.html": "<p>个人</p>"})
    assert len(translations.unwrapped(root / "product")) == 2


def test_an_untranslated_text_is_found(plant):
    code = 'from django.utils.translation import gettext_lazy as _\nTITLE = _("个人")\n'
    package = plant({"product/people/views.py": code}) / "product"
    translations.update(package, package / "locale")
    assert any("untranslated" in str(fault) for fault in translations.check(package, package / "locale"))
