"""What the docs name exists: links, paths, names in the code, commands, addresses (of this platform, or after `SITE`), and quoted
excerpts.

In backticks stands what is looked for. A name with a placeholder (`<domain>`, `…`, `*`) is not."""

import re
from functools import cache
from pathlib import Path

import pytest

from juxian.config.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    path
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
    if "reference" not in path.parts  # generated, and compared by `juxian reference --check`
]
ROOTS = ("juxian/", "tests/", "docs/", "benchmarks/", "requirements/", ".ci/")
SHORT = (ROOT, ROOT / "juxian")  # `kit/actions.py` is said for `juxian/kit/actions.py`
MEDIA_TYPE = re.compile(r"(application|image|text)/[a-z.+-]+")
RUNTIME = ("var/",)  # what a running platform writes
PLACEHOLDER = re.compile(r"[<>…*{}|]|\.\.\.")
FENCE = re.compile(r"^( *)```.*?^\1```\n", re.M | re.S)
EXCERPT = re.compile(r"^( *)<!-- from (\S+) -->\n\1```\w*\n(.*?)^\1```", re.M | re.S)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
SPAN = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"\.?[\w.-]+(/[\w.-]+)*/?(\.\w+)?")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")
SUFFIXES = {".py", ".md", ".html", ".yaml", ".toml", ".typ", ".sql", ".css", ".csv", ".txt"}


@cache
def words() -> frozenset[str]:
    """Every word of code, data and templates."""
    files = [path for folder in ("juxian", "tests") for path in (ROOT / folder).rglob("*") if path.suffix in SUFFIXES]
    files += [ROOT / name for name in ("Makefile", "pyproject.toml", "package.json")]
    text = "\n".join(path.read_text() for path in files if path != Path(__file__))
    return frozenset(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", text))


@cache
def house_files() -> frozenset[str]:
    """Every file and folder of the product, from the root."""
    return frozenset(path.relative_to(ROOT).as_posix() for path in (ROOT / "juxian").rglob("*"))


def find_broken_links(page: Path, text: str) -> list[str]:
    targets = [target.split("#")[0] for target in LINK.findall(FENCE.sub("", text)) if "://" not in target]
    return [target for target in targets if target and not (page.parent / target).exists()]


def find_missing_names(text: str) -> list[str]:
    """Spans that look like a path, a name, a command or an address, and name nothing."""
    return [span for span in SPAN.findall(FENCE.sub("", text)) if not PLACEHOLDER.search(span) and not _names(span)]


def find_wrong_excerpts(text: str) -> list[str]:
    """Quoted code that its file no longer contains."""
    wrong = []
    for indent, name, code in EXCERPT.findall(text):
        quoted = re.sub(rf"^{indent}", "", code, flags=re.M)
        if not (ROOT / name).is_file() or quoted not in (ROOT / name).read_text():
            wrong.append(f"{name}: {quoted.splitlines()[0]}")
    return wrong


def _names(span: str) -> bool:
    """Tell whether the span names something; what is no path, name, command or address is prose."""
    if span.startswith("juxian "):
        return span.split()[1] in COMMANDS
    if span.startswith("make "):
        return re.search(rf"^{span.split()[1]}:", (ROOT / "Makefile").read_text(), re.M) is not None
    if MEDIA_TYPE.fullmatch(span):
        return True
    if re.fullmatch(r"/[a-z/-]*/|SITE/[a-z./-]*", span):
        return _is_address(span.removeprefix("SITE"))
    if PATH.fullmatch(span) and ("/" in span or Path(span).suffix in SUFFIXES):
        return _is_file(span)
    called = re.match(r"(?:@|\.)?([\w.]+)\(.*\)$", span)
    name = called.group(1) if called else span.lstrip("@.")
    if NAME.fullmatch(name):
        return all(part in words() for part in name.split("."))
    return True


def _is_file(span: str) -> bool:
    """The whole path, or one that is said for short and is found at the root, in `juxian/`, or by its own name."""
    if span.startswith(ROOTS):
        return (ROOT / span).exists()
    if any((base / span).exists() for base in SHORT) or span.startswith(RUNTIME):
        return True
    return any(f"/{path}/".endswith(f"/{span.rstrip('/')}/") for path in house_files())


def _is_address(span: str) -> bool:
    from django.urls import get_resolver

    def routes(patterns: list, prefix: str) -> list[str]:
        found = []
        for one in patterns:
            here = prefix + str(one.pattern).lstrip("^")
            found += routes(one.url_patterns, here) if hasattr(one, "url_patterns") else [here]
        return found

    return any(f"/{route}".startswith(span) for route in routes(get_resolver().url_patterns, ""))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_page_names_exists(page: Path) -> None:
    text = page.read_text()
    assert find_broken_links(page, text) == []
    assert find_missing_names(text) == []
    assert find_wrong_excerpts(text) == []


def test_every_decision_and_guide_is_in_its_index() -> None:
    for folder in ("decisions", "how-to", "services"):
        index = (ROOT / "docs" / folder / "README.md").read_text()
        pages = {path.name for path in (ROOT / "docs" / folder).glob("*.md")} - {"README.md"}
        assert {name for name in pages if f"({name})" not in index} == set(), folder


def test_the_service_page_has_the_time_limits_of_the_code() -> None:
    from juxian.evaluation.states import ApplicationState
    from juxian.evaluation.steps import STEPS

    text = (ROOT / "docs" / "services" / "gold-blue-collar-recognition.md").read_text()
    said = {state: days for days, state in re.findall(r"\| (\d+|none)\b[^|]*\| (\w+)(?: →[^|]*)? \|$", text, re.M)}
    limits = {str(ApplicationState(state).label): step.working_days for state, step in STEPS.items()}
    limits["公示中"] = 5  # the notice's own
    assert said == {label: str(days or "none") for label, days in limits.items()}


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_everybody_one_can_be(readme: str) -> None:
    from juxian.demo.cast import PEOPLE

    text = (ROOT / readme).read_text()
    assert [name for _key, name, *_rest in PEOPLE if name not in text] == []


def test_what_does_not_exist_is_found(tmp_path: Path) -> None:
    assert find_broken_links(tmp_path / "page.md", "[gone](gone.md) [outside](https://example.org/)") == ["gone.md"]
    gone = ["juxian/kit/gone.py", "gone_function", "GoneThing.method()", "juxian gone", "make gone", "/gone/"]
    named = "`juxian/kit/actions.py` `kit/actions.py` `allows` `@action` `juxian demo` `make demo` `/verify/`"
    assert find_missing_names(named + " ".join(f"`{one}`" for one in gone)) == gone
    assert find_missing_names("`juxian/<domain>/gone.py` `gone_*`\n```\n`gone_in_a_fence`\n```\n") == []
    true = "<!-- from juxian/kit/access.py -->\n```python\nText = str | Promise\n```\n"
    assert find_wrong_excerpts(true) == []
    assert find_wrong_excerpts(true.replace("Promise", "Gone")) == ["juxian/kit/access.py: Text = str | Gone"]
