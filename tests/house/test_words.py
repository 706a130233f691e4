"""One word for each thing (docs/glossary): no pinyin and no second English word in names and in the English text."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib

from tests.house.tree import ROOT, Source, assert_none, sources, walk

# The wrong word → the only one. Whole words of an identifier: `id_card`, `IdCard` and `idcard` are found alike.
SYNONYMS = {
    **dict.fromkeys(("company", "corporation", "firm", "organization"), "organisation"),
    **dict.fromkeys(("citizenry", "laborer", "labourer"), "person"),
    **dict.fromkeys(("idcard", "id_card", "id_number", "identity_card", "id_no"), "identity_number"),
    **dict.fromkeys(("credit_code", "social_credit_code"), "uscc"),
    **dict.fromkeys(("certification", "cert_record", "licence_record"), "credential"),
    **dict.fromkeys(("complaint", "dissent"), "objection"),  # 异议; an appeal (申诉) is against a panel's result
    **dict.fromkeys(("publicity", "publicize", "publicise"), "public_notice"),
    **dict.fromkeys(("attachment",), "upload"),
    **dict.fromkeys(("recall_application", "retract"), "withdraw"),
    **dict.fromkeys(("send_back", "bounce_back", "rectify"), "return"),
    **dict.fromkeys(("recognize", "recognized", "recognizes"), "recognise"),
    **dict.fromkeys(("license",), "licence"),
    **dict.fromkeys(("preliminary_review", "initial_review", "preliminary_examination"), "first_review"),
    **dict.fromkeys(("appraisal_body", "assessment_agency"), "evaluation_body"),
    **dict.fromkeys(("scarce", "scarcity"), "shortage"),
    **dict.fromkeys(("work_type", "worktype", "type_of_work"), "trade"),
    **dict.fromkeys(("todo_list", "pending_list"), "work_queue"),
    **dict.fromkeys(("audit_trail", "process_log", "history_log"), "timeline"),
    **dict.fromkeys(("headcount", "quota_places"), "places"),
    **dict.fromkeys(("subdistrict", "sub_district", "township"), "street"),
}
PINYIN = {
    *("shenbao", "shenqing", "gongshi", "gonggao", "zhengshu", "rending", "rencai", "jinlanling", "danwei", "geren"),
    *("qiye", "butie", "jiangli", "bumen", "shenhe", "chushen", "fushen", "zhongshen", "bohui", "tongguo", "shouli"),
    *("mulu", "zhiye", "gongzhong", "dengji", "jishi", "pingshen", "kaohe", "yiyi", "mingdan", "xinxi", "guanli"),
    *("shenfenzheng", "shouji", "dianhua", "dizhi", "xingming", "banli", "shixiang", "zhengce", "tiaojian"),
}
# In the English text, where people read it. "appeal" and "firm" are English words for other things there.
ENGLISH_SYNONYMS = {
    **dict.fromkeys(("organization", "organizations", "enterprise unit"), "organisation"),
    **dict.fromkeys(("ID number", "ID card number", "identification number"), "identity number"),
    **dict.fromkeys(("publicity", "publicization"), "public notice"),
    **dict.fromkeys(("recognize", "recognized", "recognizes"), "recognise"),
    **dict.fromkeys(("business license", "the license"), "licence"),
}
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def find_wrong_names(root: Path) -> list[str]:
    """Identifiers with a forbidden word, each with the word to use."""
    return [
        f"{source.at(node)}: {name} says {word!r}, the word is {right!r}"
        for source in sources(root)
        for node, name in _names(source)
        for word, right in _forbidden(name)
    ]


def _names(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Every name that is given here: modules, functions, classes, arguments, variables, attributes."""
    yield source.tree.body[0] if source.tree.body else ast.Pass(lineno=1), source.parts[-1]
    for node in walk(source, ast.FunctionDef, ast.ClassDef, ast.arg, ast.Name, ast.Attribute):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node, node.name
        elif isinstance(node, ast.arg):
            yield node, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node, node.attr


def _forbidden(name: str) -> Iterator[tuple[str, str]]:
    words = [word.lower() for word in WORD.findall(name)]
    joined = f"_{'_'.join(words)}_"
    yield from ((wrong, right) for wrong, right in SYNONYMS.items() if f"_{wrong}_" in joined)
    yield from ((word, "English") for word in words if word in PINYIN)


def find_wrong_english(catalogue: Path) -> list[str]:
    """Entries of the English catalogue that use a second word."""
    return [
        f"{catalogue.name}:{entry.linenum}: {wrong!r} in {text[:40]!r}, the word is {right!r}"
        for entry in polib.pofile(str(catalogue))
        if not entry.obsolete
        for text in [entry.msgstr, *entry.msgstr_plural.values()]
        for wrong, right in ENGLISH_SYNONYMS.items()
        if re.search(rf"\b{re.escape(wrong)}\b", text, re.IGNORECASE)
    ]


def test_names_use_the_words_of_the_glossary():
    assert_none(find_wrong_names(ROOT))


def test_english_uses_the_words_of_the_glossary():
    assert_none(find_wrong_english(ROOT / "juxian" / "locale" / "en" / "LC_MESSAGES" / "django.po"))


def test_a_second_word_and_pinyin_are_found(plant):
    module = """
    class CompanyForm: ...
    def check_id_card(danwei): ...
    companion = certificate = recognised = 1
    self.creditCode = 1
    """
    found = find_wrong_names(plant({"juxian/people/shenbao.py": module}))
    assert len(found) == 5


def test_a_second_word_in_english_is_found(plant):
    entry = 'msgid "单位"\nmsgstr "Name of the Organization"\n\nmsgid "同伴"\nmsgstr "Companion"\n'
    root = plant({"django.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\\\n"\n\n' + entry})
    assert len(find_wrong_english(root / "django.po")) == 1
