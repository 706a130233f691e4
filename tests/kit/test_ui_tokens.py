"""The colours: text is readable in light and in dark, and the two ways into the dark agree."""

import re

import pytest

from juxian.kit.ui.assets import STATIC

TOKENS = (STATIC / "kit/css/tokens.css").read_text()
# Every pair of text and ground that a style sheet puts together.
TEXT_ON_GROUND = [
    *[(text, ground) for text in ("ink", "ink-soft", "sea", "stop") for ground in ("ground", "paper", "sunken")],
    *[(text, "sea-wash") for text in ("ink", "ink-soft", "sea", "sea-strong")],
    *[(text, "stop-wash") for text in ("ink", "stop")],
    *[(text, "ok-wash") for text in ("ink", "ok")],
    *[(text, "gold-wash") for text in ("ink", "gold", "ink-soft")],
    ("on-sea", "sea"),
    ("on-sea", "sea-strong"),
    ("on-stop", "stop"),
    ("on-deep", "deep"),
    ("on-deep-soft", "deep"),
]
# The edges of inputs and the marks of a state: 3 is enough (WCAG 2.1, 1.4.11).
EDGE_ON_GROUND = [("line-strong", ground) for ground in ("ground", "paper", "sunken")]


def tokens_of(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6}|rgb\([^)]*\));", block))


def blocks() -> dict[str, dict[str, str]]:
    light, rest = TOKENS.split("@media (prefers-color-scheme: dark)", 1)
    system, switch = rest.split(':root[data-theme="dark"]', 1)
    return {"light": tokens_of(light), "dark": tokens_of(system), "switch": tokens_of(switch)}


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_is_readable(theme: str, text: str, ground: str) -> None:
    colours = blocks()[theme]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_ON_GROUND)
def test_edges_are_visible(theme: str, edge: str, ground: str) -> None:
    colours = blocks()[theme]
    assert contrast(colours[edge], colours[ground]) >= 3


def test_both_ways_into_the_dark_are_the_same() -> None:
    assert blocks()["dark"] == blocks()["switch"]
    assert blocks()["dark"].keys() == blocks()["light"].keys()


def test_colours_are_named_in_the_tokens_only() -> None:
    elsewhere = [path for path in (STATIC / "kit/css").rglob("*.css") if path.name not in ("tokens.css", "print.css")]
    found = {path.name: re.findall(r"#[0-9a-f]{3,6}\b", path.read_text()) for path in elsewhere}
    # The ground of a QR code stays white in the dark, or no camera reads it.
    assert {name: colours for name, colours in found.items() if colours} == {"entrance.css": ["#fff"]}


def test_every_token_used_exists() -> None:
    defined = set(re.findall(r"--([\w-]+):", TOKENS))
    used = {name for path in STATIC.rglob("*.css") for name in re.findall(r"var\(--([\w-]+)", path.read_text())}
    assert used <= defined
