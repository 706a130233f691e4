"""Texts of a template, read from the tokens that Django itself reads, looked up as Django looks them up: percent signs
doubled, `trimmed` blocks joined, variables of a block as `%(name)s`."""

import re
from collections.abc import Iterator

from django.template.base import Lexer, Token, TokenType
from django.utils.text import unescape_string_literal
from django.utils.translation import trim_whitespace

from juxian.kit.translations.found import Findings, Message, has_chinese

LITERAL = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
WRAPPED = re.compile(rf"_\(\s*{LITERAL}\s*\)")
QUOTED = re.compile(LITERAL)
CONTEXT = re.compile(rf"\bcontext\s+{LITERAL}")
INLINE = ("translate", "trans")
BLOCK = ("blocktranslate", "blocktrans")


def read_template(path: str, source: str, findings: Findings) -> None:
    """Add the texts of one template."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        word = _first_word(token)
        if token.token_type is TokenType.TEXT:
            _blame_chinese(path, token, token.contents, findings)
        elif word == "comment":
            _skip_to(tokens, "endcomment")
        elif word in BLOCK:
            _read_block(path, token, tokens, findings)
        elif token.token_type is not TokenType.COMMENT:
            _read_tag(path, token, findings)


def _read_tag(path: str, token: Token, findings: Findings) -> None:
    """Add the text of a `translate` tag, and every `_("…")` of any tag or variable."""
    rest = token.contents
    if _first_word(token) in INLINE:
        literal = QUOTED.match(rest.split(None, 1)[1])
        if literal:
            findings.add(path, Message(_as_looked_up(literal[1]), context=_context(rest)))
            rest = CONTEXT.sub("", rest.split(None, 1)[1][literal.end() :])
    for literal in WRAPPED.finditer(rest):
        findings.add(path, Message(_as_looked_up(literal[1])))
    for literal in QUOTED.finditer(WRAPPED.sub("", rest)):
        _blame_chinese(path, token, literal[1], findings)


def _read_block(path: str, opening: Token, tokens: Iterator[Token], findings: Findings) -> None:
    """Add the text of a `blocktranslate`, with its plural."""
    _read_tag(path, Token(TokenType.BLOCK, CONTEXT.sub("", opening.contents), lineno=opening.lineno), findings)
    forms = [""]
    for token in tokens:
        word = _first_word(token)
        if word in {f"end{name}" for name in BLOCK}:
            break
        if word == "plural":
            forms.append("")
        elif token.token_type is TokenType.TEXT:
            forms[-1] += token.contents.replace("%", "%%")
        elif token.token_type is TokenType.VAR:
            forms[-1] += f"%({token.contents})s"
    if "trimmed" in opening.split_contents():
        forms = [trim_whitespace(form) for form in forms]
    findings.add(path, Message(forms[0], forms[1] if len(forms) > 1 else "", _context(opening.contents)))


def _skip_to(tokens: Iterator[Token], word: str) -> None:
    for token in tokens:
        if _first_word(token) == word:
            return


def _first_word(token: Token) -> str:
    words = token.contents.split(None, 1)
    return words[0] if token.token_type is TokenType.BLOCK and words else ""


def _as_looked_up(literal: str) -> str:
    return str(unescape_string_literal(literal)).replace("%", "%%")


def _context(contents: str) -> str:
    found = CONTEXT.search(contents)
    return str(unescape_string_literal(found[1])) if found else ""


def _blame_chinese(path: str, token: Token, text: str, findings: Findings) -> None:
    for offset, line in enumerate(text.split("\n")):
        if has_chinese(line):
            findings.blame(path, (token.lineno or 0) + offset, "Chinese outside of a translation tag", line)
