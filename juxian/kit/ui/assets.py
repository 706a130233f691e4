"""The style sheets and scripts of the design system, in the order in which a page links them."""

from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage

STATIC = Path(__file__).resolve().parent.parent / "static"
HTMX = "vendor/htmx.min.js"


def _names(pattern: str) -> list[str]:
    return sorted(str(path.relative_to(STATIC)) for path in STATIC.glob(pattern))


# Cascade layers make the order of components irrelevant; tokens come first because they name the layers.
STYLESHEETS = [
    "kit/css/tokens.css",
    "kit/css/base.css",
    "kit/css/layout.css",
    *_names("kit/css/components/*.css"),
    "kit/css/utilities.css",
    "kit/css/print.css",
]
BEHAVIOURS = _names("kit/behaviours/*.js")


def static_url(name: str) -> str:
    """Return the (hashed) address of a static file, or "" where it was not collected, as before `npm ci`."""
    try:
        return staticfiles_storage.url(name)
    except ValueError:
        return ""
