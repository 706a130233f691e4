"""What people, scripts and attackers write into parameters."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

SCRIPT = "<script>x7</script>"
UNKNOWN = "00000000-0000-7000-8000-000000000000"
VALUES: list[Any] = [
    "",
    "\x00",
    "a\x00b",
    " " * 10_000,
    "真" * 20_000,
    "-1",
    "0",
    "1.5",
    "1e400",
    "NaN",
    "Infinity",
    "²",
    "１２",
    "٣",
    "99999999999999999999",
    "1" * 5_000,
    "2024-02-30",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "😀" * 300,
    "\u202e\u200b\ufeff",
    f"'\"><{SCRIPT[1:]}",
    "' OR 1=1 --",
    "%s%n{0.__class__}{{7*7}}",
    "../../etc/passwd",
    "https://example.invalid/",
    "//example.invalid",
    "javascript:x7",
    UNKNOWN,
    "not-a-uuid",
    ["1", "2"],
    ["", "\x00", SCRIPT],
]
# The few that are tried alone, with everything else as it should be.
SHARP = ["99999999999999999999", "9999-12-31", "真" * 3_000, f'"><{SCRIPT[1:]}', "²"]
# Parameters that many pages have; a view that reads one without a form is found by these.
COMMON = {name: forms.CharField() for name in ("page", "q", "state", "kind", "next", "sort")}
QUERIES = [
    "q=%ff%fe&page=%00&page=2&a[]=1&%ff=%ff",
    "page=1&page=zwei&state=%ed%a0%80&next=//example.invalid&kind[]=x",
    "&&&===&;;%&%zz&q",
]
BODIES = [
    ("application/x-www-form-urlencoded", b"q=%ff%fe&name=%00&reason=\xff\xfe&a[]=1"),
    ("application/json", b'{"a": '),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\xff\r\n\r\n\xff\r\n--x--"),
    ("text/plain; charset=nothing", b"q=1"),
]
HEADERS: list[dict[str, str]] = [
    {
        "X-Forwarded-For": "999.1.1.1, ';--, \x80",
        "HX-Request": "maybe",
        "HX-Current-URL": "http://[",
        "HX-Boosted": "x",
    },
    {
        "X-Forwarded-For": "," * 5_000,
        "Accept-Language": "zz;q=foo,,;q=9," * 500,
        "HX-Request": "true",
        "HX-Trigger": "%00",
    },
    {
        "X-Forwarded-For": "::ffff:1.2.3.4%eth0",
        "Accept-Language": "\x80",
        "HX-Current-URL": "x" * 5_000,
        "HX-Request": "1",
    },
    {"Cookie": "sessionid=../../x; django_language=../../etc; csrftoken=\x80; ;=;", "User-Agent": "\x80" * 2_000},
    {
        "Range": "bytes=9-1",
        "If-Modified-Since": "yesterday",
        "If-None-Match": '"',
        "Accept": "\x80",
        "Referer": "http://[",
    },
]
PATH_PIECES = ["%00", "%ff", "x" * 3_000, "..%2f..%2fetc%2fpasswd", "%3Cscript%3Ex7", "%E7%9C%9F", "0", "99999999999999999999", "-1"]  # fmt: skip


def files() -> list[Any]:
    """Files that are none, or not what they say."""
    picture = io.BytesIO()
    Image.new("RGB", (300, 400)).save(picture, "JPEG")
    return [
        SimpleUploadedFile("empty.jpg", b""),
        SimpleUploadedFile("x" * 300 + ".jpg", picture.getvalue(), content_type="image/jpeg"),
        SimpleUploadedFile(f"{SCRIPT}\x01\u202e.jpg", picture.getvalue()[:200], content_type="image/jpeg"),
        SimpleUploadedFile("items.xlsx", b"PK\x03\x04" + b"\x00" * 50, content_type="application/vnd.ms-excel"),
        SimpleUploadedFile("a.svg", b"<svg onload=x7>", content_type="image/svg+xml"),
    ]


@contextmanager
def forms_seen() -> Iterator[list[forms.BaseForm]]:
    """Collect every form that is made inside, whoever makes it."""
    seen: list[forms.BaseForm] = []
    original = forms.BaseForm.__init__

    def remember(self: forms.BaseForm, *args: Any, **options: Any) -> None:
        original(self, *args, **options)
        seen.append(self)

    with patch.object(forms.BaseForm, "__init__", remember):
        yield seen


def plausible(field: forms.Field) -> Any:
    """A value that the field takes, so that only the others are wrong."""
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, forms.DateField):
        return "2025-03-01"
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return "1"
    if isinstance(field, forms.EmailField):
        return "someone@example.invalid"
    if choices := [value for value, _label in _flat(getattr(field, "choices", ())) if value not in ("", None)]:
        return str(choices[0])
    return "13800138000" if "Mobile" in type(field).__name__ else "测试用的文字说明"


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield value, label
