"""Every component is documented, says when to use it, and renders."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from juxian.kit.templatetags import ui, ui_data, ui_forms, ui_frame, ui_media
from juxian.kit.ui import gallery
from juxian.kit.ui.assets import BEHAVIOURS, STATIC, STYLESHEETS
from juxian.kit.ui.components import COMPONENTS, Component

PAGE = Path(settings.BASE_DIR, "docs/how-to/page.md").read_text()
TEMPLATES = Path(settings.BASE_DIR, "juxian")
LIBRARIES = [ui.register, ui_data.register, ui_forms.register, ui_frame.register, ui_media.register]
# What only the layouts use.
FRAME = {"stylesheets", "scripts", "side_navigation", "public_navigation", "display_switches", "header_search", "place"}
by_name = pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.name)


def draw(source: str, **context: Any) -> str:
    request = RequestFactory().get("/list/", context.pop("query", {}))
    return engines["django"].from_string(source).render(context, request)


@by_name
def test_a_component_says_when_to_use_it_and_when_not(component: Component) -> None:
    assert component.guidance.startswith("When to use: ")
    assert "\nWhen not: " in component.guidance


@by_name
def test_a_component_renders_in_every_variant(component: Component) -> None:
    request = RequestFactory().get("/ui/")
    html = render_to_string(component.example, gallery.context(), request)
    assert len(html.strip()) > 40
    assert "&lt;" not in html


@by_name
def test_a_component_is_documented(component: Component) -> None:
    for tag in set(component.tags) - FRAME - {"messages_list", "seal"}:
        assert "{% " + tag + " " in PAGE, tag


def test_every_tag_belongs_to_a_component() -> None:
    tags = {name for library in LIBRARIES for name in library.tags}
    owned = {tag for component in COMPONENTS for tag in component.tags}
    assert tags - owned - FRAME == set()


def test_every_style_sheet_of_a_component_is_linked_and_listed() -> None:
    files = {path.stem for path in (STATIC / "kit/css/components").glob("*.css")}
    assert files - {component.name for component in COMPONENTS} == {"call", "entrance", "scan_code", "specimen"}
    assert STYLESHEETS[0] == "kit/css/tokens.css"
    assert len(STYLESHEETS) == len(files) + 5


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_a_behaviour_is_small_and_documented(name: str) -> None:
    lines = (STATIC / name).read_text().splitlines()
    assert len(lines) <= 80
    assert lines[0].startswith("// ")
    own = {"dialog", "display-switch", "focus", "htmx-errors", "menu", "back"}
    assert Path(name).stem in own or f"`{Path(name).stem}`" in PAGE


def _templates() -> list[Path]:
    return sorted(TEMPLATES.glob("*/templates/**/*.html"))


def test_no_template_has_inline_style_or_script() -> None:
    wrong = re.compile(r"\sstyle=|<style|\son[a-z]+=[\"']|<script(?![^>]*(\ssrc=|application/json))|javascript:")
    found = [f"{path}: {hit.group()}" for path in _templates() for hit in wrong.finditer(path.read_text())]
    assert found == []


def test_no_template_uses_a_class_that_no_style_sheet_knows() -> None:
    """A part may go without a rule of its own (block__part) where its block is known; a block or a variant may not."""
    css = " ".join(path.read_text() for path in TEMPLATES.glob("*/static/**/*.css"))
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", css)) | {"page--public", "page--workbench"}
    blocks = {re.split("__|--", name)[0] for name in known}
    # A name that a template tag touches is put together at run time and not checked here.
    found = {
        f"{path.relative_to(TEMPLATES)}: {name}"
        for path in _templates()
        for value in re.findall(r'class="([^"]*)"', re.sub(r"{[{%].*?[%}]}", "\0", path.read_text(), flags=re.DOTALL))
        for name in value.split()
        if "\0" not in name and name not in known and not ("__" in name and name.split("__")[0] in blocks)
    }
    assert {hit for hit in found if hit.split(": ")[1] not in blocks} == set()


def test_text_is_escaped() -> None:
    html = draw(
        '{% card title %}{{ title }}{% endcard %}{% badge title "ok" %}{% fact title title %}', title="<b>x</b>"
    )
    assert "<b>" not in html
    assert html.count("&lt;b&gt;x") == 5


def test_a_page_head_keeps_its_actions_as_html() -> None:
    html = draw('{% page_head "标题" %}{% link_button "新建" "/new/" %}{% endpage_head %}')
    assert '<a class="button button--secondary" href="/new/">' in html
    assert "page-head__actions" not in draw('{% page_head "标题" %}  {% endpage_head %}')


def test_a_badge_of_an_unknown_tone_is_refused() -> None:
    with pytest.raises(KeyError):
        draw('{% badge "x" "purple" %}')


def test_steps_tell_which_is_current_and_which_are_done() -> None:
    html = draw("{% steps labels current=2 %}", labels=["甲", "乙", "丙"])
    assert html.count('aria-current="step"') == 1
    assert html.count("（已完成）") == 1
