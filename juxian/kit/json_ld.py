"""Structured data for search engines (JSON-LD), as the element that pages carry in their head."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def json_ld(data: dict[str, Any]) -> SafeString:
    """Return the data in their script element, which no browser runs. `<` is written as an escape: nothing in it can
    end the element."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 escaped above
