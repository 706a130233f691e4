"""Texts are found as Django looks them up, catalogues are kept, and every fault is named."""

from pathlib import Path

import polib
import pytest
from django.template import Context, Template
from django.utils import translation

from juxian.kit import translations
from juxian.kit.translations.catalogues import ENGLISH, TRADITIONAL, traditional
from juxian.kit.translations.found import Message

TEMPLATE = """{% load i18n %}
{% translate "首页" %}
{% trans '单引号' as quoted %}{{ quoted }}
{% translate "打开" context "门" %}
{% translate "完成 100%" %}
{% blocktranslate with name=who %}你好，{{ name }}！{% endblocktranslate %}
{% blocktranslate trimmed %}
  第一行
  第二行
{% endblocktranslate %}
{% blocktranslate count n=count %}一个名额{% plural %}{{ n }} 个名额{% endblocktranslate %}
{% blocktranslate context "钱" %}发放 50%{% endblocktranslate %}
{{ nothing|default:_("没有") }}
{% firstof nothing _("备用") %}
{% comment %}不译{% endcomment %}{# 不译 #}
"""
PYTHON = '''"""文档字符串。"""
from django.utils import translation
from django.utils.translation import gettext as text, gettext_lazy as _, ngettext, pgettext

LABEL = _("标签")
LONG = _("前半"
         "后半")


def say(count):
    """说明。"""
    "也不是文字"
    return [text("现在"), pgettext("语境", "词"), ngettext("一行", "%(n)d 行", count), translation.gettext("模块")]
'''
FROM_TEMPLATE = {
    Message("首页"),
    Message("单引号"),
    Message("打开", context="门"),
    Message("完成 100%%"),
    Message("你好，%(name)s！"),
    Message("第一行 第二行"),
    Message("一个名额", "%(n)s 个名额"),
    Message("发放 50%%", context="钱"),
    Message("没有"),
    Message("备用"),
}
FROM_PYTHON = {
    Message("标签"),
    Message("前半后半"),
    Message("现在"),
    Message("词", context="语境"),
    Message("一行", "%(n)d 行"),
    Message("模块"),
}


@pytest.fixture
def package(tmp_path):
    """A small product: one file of Python, one template."""
    root = tmp_path / "product"
    (root / "app" / "templates").mkdir(parents=True)
    (root / "app" / "page.py").write_text(PYTHON)
    (root / "app" / "templates" / "page.html").write_text(TEMPLATE)
    return root


@pytest.fixture
def locale(package):
    return package / "locale"


def python(package, source):
    (package / "app" / "page.py").write_text(source)
    return [str(fault) for fault in translations.unwrapped(package)]


def template(package, source):
    (package / "app" / "templates" / "page.html").write_text(source)
    return [str(fault) for fault in translations.unwrapped(package)]


def english(locale):
    return polib.pofile(str(ENGLISH.path(locale)))


def translate_all(locale):
    catalogue = english(locale)
    for entry in catalogue:
        english_of = "".join(character for character in entry.msgid_plural or entry.msgid if ord(character) < 0x2000)
        if entry.msgid_plural:
            entry.msgstr_plural = {0: "one", 1: f"many {english_of}"}
        else:
            entry.msgstr = f"{(entry.msgctxt and 'C-') or ''}EN {english_of}"
    catalogue.save()


def test_every_text_of_a_template_and_a_file_is_found(package, locale):
    translations.update(package, locale)
    found = {Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "") for entry in english(locale)}
    assert found == FROM_TEMPLATE | FROM_PYTHON
    assert translations.unwrapped(package) == []


def test_what_was_found_is_what_django_looks_up(package, locale, settings):
    """The proof of the extraction: compiled, every text of the page comes out in English."""
    translations.update(package, locale)
    translate_all(locale)
    assert translations.check(package, locale) == []
    translations.compile_all(locale)
    settings.LOCALE_PATHS = [locale]
    with translation.override("en"):
        for count in (1, 5):
            page = Template(TEMPLATE).render(Context({"who": "W", "count": count, "nothing": ""}))
            assert not any(ord(character) >= 0x4E00 for character in page), page
    assert "EN W" in page
    assert "many 5" in page
    assert "EN  100%" in page
    assert "C-EN  50%" in page


def test_traditional_chinese_is_there_without_anybody(package, locale, settings):
    translations.update(package, locale)
    translations.compile_all(locale)
    settings.LOCALE_PATHS = [locale]
    with translation.override("zh-hant"):
        assert translation.gettext("标签") == "標籤"
        page = Template(TEMPLATE).render(Context({"who": "W", "count": 3, "nothing": ""}))
    assert "3 個名額" in page
    assert "首頁" in page


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("为里面的用户", "為裡面的用戶"),  # the characters of Taiwan, the words of the office
        ("项目制培训", "項目制培訓"),
        ("你好，%(name)s，<b>发</b>", "你好，%(name)s，<b>發</b>"),
        ("%(人数)s 人发放", "%(人数)s 人發放"),
        ("头发与发展", "頭髮與發展"),
    ],
)
def test_traditional_chinese_keeps_words_and_placeholders(simplified, expected):
    assert traditional(simplified) == expected


def test_an_update_keeps_translations_and_drops_what_is_gone(package, locale):
    translations.update(package, locale)
    translate_all(locale)
    (package / "app" / "page.py").write_text(PYTHON.replace('_("标签")', '_("新标签")'))
    translations.update(package, locale)
    texts = {entry.msgid: entry.msgstr for entry in english(locale)}
    assert texts["首页"] == "EN "
    assert texts["新标签"] == ""
    assert "标签" not in texts


def test_an_update_without_news_changes_no_byte(package, locale):
    translations.update(package, locale)
    translate_all(locale)
    translations.update(package, locale)
    before = [path.read_bytes() for path in sorted(locale.rglob("*.po"))]
    translations.update(package, locale)
    assert [path.read_bytes() for path in sorted(locale.rglob("*.po"))] == before
    assert len(before) == 2


def test_a_catalogue_has_no_line_numbers_and_no_dates_to_quarrel_about(package, locale):
    translations.update(package, locale)
    text = ENGLISH.path(locale).read_text()
    assert "#: product/app/page.py\n" in text
    assert "page.py:" not in text
    assert "Date" not in text
    assert "nplurals=2" in text
    assert "nplurals=1" in TRADITIONAL.path(locale).read_text()


def fault_of(package, locale, msgid, **changes):
    catalogue = english(locale)
    entry = catalogue.find(msgid)
    for name, value in changes.items():
        setattr(entry, name, value)
    catalogue.save()
    return [fault.reason for fault in translations.check(package, locale)]


@pytest.fixture
def complete(package, locale):
    translations.update(package, locale)
    translate_all(locale)
    assert translations.check(package, locale) == []


@pytest.mark.usefixtures("complete")
@pytest.mark.parametrize(
    ("msgid", "changes", "reason"),
    [
        ("首页", {"msgstr": ""}, "untranslated"),
        ("首页", {"flags": ["fuzzy"]}, "untranslated"),
        ("首页", {"msgstr": "Home 首页"}, "English with Chinese in it"),
        ("你好，%(name)s！", {"msgstr": "Hello"}, "placeholders or tags differ"),
        ("你好，%(name)s！", {"msgstr": "Hello %(nmae)s"}, "placeholders or tags differ"),
        ("你好，%(name)s！", {"msgstr": "100% sure, %(name)s"}, "a percent sign that is no placeholder; double it"),
        ("首页", {"msgstr": "<b>Home"}, "placeholders or tags differ"),
        ("一个名额", {"msgstr_plural": {0: "one", 1: "many"}}, "placeholders or tags differ"),
        ("一个名额", {"msgstr_plural": {0: "one %(m)s", 1: "%(n)s"}}, "placeholders or tags differ"),
        ("一个名额", {"msgstr_plural": {0: "one", 1: ""}}, "untranslated"),
    ],
)
def test_a_wrong_translation_is_named(package, locale, msgid, changes, reason):
    assert fault_of(package, locale, msgid, **changes) == [reason]


@pytest.mark.usefixtures("complete")
def test_the_singular_may_leave_out_its_number(package, locale):
    assert fault_of(package, locale, "一个名额", msgstr_plural={0: "a seat", 1: "%(n)s seats"}) == []


@pytest.mark.usefixtures("complete")
def test_a_new_text_and_a_forgotten_one_are_named_until_the_update(package, locale):
    (package / "app" / "page.py").write_text(PYTHON.replace('_("标签")', '_("新标签")'))
    reasons = [(fault.path, fault.reason, fault.text) for fault in translations.check(package, locale)]
    path = "product/locale/en/LC_MESSAGES/django.po"
    assert (path, "missing; run update", "新标签") in reasons
    assert (path, "no source has it; run update", "标签") in reasons
    assert len(reasons) == 4  # the same two in Traditional Chinese


@pytest.mark.usefixtures("complete")
def test_generated_chinese_that_somebody_edited_is_named(package, locale):
    path = TRADITIONAL.path(locale)
    path.write_text(path.read_text().replace("標籤", "标签"))
    assert [fault.reason for fault in translations.check(package, locale)] == ["not what is generated; run update"]


@pytest.mark.parametrize(
    "source",
    [
        'X = "中文"',
        'def f(x="中文"): pass',
        'def f(x): return f"第{x}行"',
        'from django.utils.translation import gettext as _\ndef f(x): return _("中文 %s" % x)',
        'from django.utils.translation import gettext as _\ndef f(x): return _(f"第{x}行")',
        'def _(x): return x\ndef f(): return _("中文")',
    ],
)
def test_chinese_that_is_not_wrapped_is_found_in_python(package, source):
    [fault] = python(package, source)
    assert "product/app/page.py:" in fault
    assert "Chinese outside of a translation call" in fault


@pytest.mark.parametrize(
    "source",
    [
        'X = "abc，。"  # 中文注释',
        'X = "中文"  # untranslated: a name in the state\'s own data',
        '# untranslated: words that are looked for\nX = ["中文", "英文"]',
        r'RANGE = "[\u4e00-\u9fff]"',
        'class A:\n    """说明。"""',
    ],
)
def test_chinese_that_nobody_reads_is_left_alone(package, source):
    assert python(package, source) == []


@pytest.mark.parametrize(
    "source", ['X = _("早")', 'class A:\n    x = _("早")', 'def f(x=_("早")): pass', '@_("早")\ndef f(): pass']
)
def test_a_text_that_is_translated_at_import_is_named(package, source):
    [fault] = python(package, f"from django.utils.translation import gettext as _\n{source}")
    assert "runs at import; use gettext_lazy" in fault


def test_a_lazy_text_that_is_filled_in_at_import_is_named(package):
    lazy = "from django.utils.translation import gettext_lazy as _\n"
    [fault] = python(package, lazy + 'STARS = [_("%(n)s 星") % {"n": n} for n in (1, 2)]')
    assert "filled in at import" in fault
    assert python(package, lazy + 'def stars(n):\n    return _("%(n)s 星") % {"n": n}') == []


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("<p>中文</p>", 1),
        ("<p>\n\n中文</p>", 3),
        ('<input placeholder="中文">', 1),
        ('{% include "a.html" with title="中文" %}', 1),
        ('{{ name|default:"中文" }}', 1),
        ("<!-- 中文 -->", 1),
        ('{% translate "好" %}{% comment %}好{% endcomment %}中文', 1),
    ],
)
def test_chinese_that_is_not_wrapped_is_found_in_a_template(package, source, line):
    [fault] = template(package, source)
    assert f"page.html:{line}: Chinese outside of a translation tag" in fault


@pytest.mark.parametrize(
    "source",
    [
        '{% x title=_("中文") %}',
        '{% translate "中文" context "中" %}',
        "{# 中文 #}",
        "{% comment %}中{{ x }}文{% endcomment %}",
        "",
    ],
)
def test_chinese_that_is_wrapped_in_a_template_is_left_alone(package, source):
    assert template(package, source) == []


def test_chinese_in_a_script_is_found(package):
    (package / "app" / "static").mkdir()
    (package / "app" / "static" / "x.js").write_text('// fine\nalert("中文")\n')
    [fault] = translations.unwrapped(package)
    assert (fault.path, fault.line) == ("product/app/static/x.js", 2)


def test_law_and_demo_data_may_be_chinese(package):
    for place in ("districts", "policy", "demo"):
        (package / place).mkdir()
        (package / place / "data.py").write_text('X = "中文"')
    assert translations.unwrapped(package) == []


def test_the_binary_catalogues_are_written_once(package, locale):
    translations.update(package, locale)
    assert [path.name for path in translations.compile_all(locale)] == ["django.mo", "django.mo"]
    assert translations.compile_all(locale) == []


def test_the_command_tells_by_its_exit_code(package, locale, monkeypatch, capsys):
    monkeypatch.setattr(translations, "check", list)
    assert translations.main(["check"]) == 0
    monkeypatch.setattr(translations, "check", lambda: [translations.Fault("a.py", 3, "wrong", "中文")])
    assert translations.main(["check"]) == 1
    assert "a.py:3: wrong: 中文" in capsys.readouterr().out


def test_the_product_has_its_catalogues():
    root = Path(translations.__file__).resolve().parents[2]
    for language in (ENGLISH, TRADITIONAL):
        assert len(polib.pofile(str(language.path(root / "locale")))) > 100
