"""What a page of a call sends: a few messages at a time, of known kinds and bounded length."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from juxian.kit.models import CallSignal
from juxian.kit.views import QueryForm

NOT_OURS = _("这次通话的数据无法识别，没有发出。请刷新页面后重新进入。")
MOST_MESSAGES = 40
LONGEST_SENDING = 200_000
LONGEST_TEXT = 500
# The fields of a message and their longest text; a session description of a browser has 2,000 to 10,000 characters.
TEXT_FIELDS = {
    "session": 40,
    "peer": 40,
    "type": 10,
    "sdp": 40_000,
    "candidate": 1000,
    "sdpMid": 100,
    "usernameFragment": 300,
    "text": LONGEST_TEXT,
}
MOST_MEDIA_LINES = 100


class SignalsForm(forms.Form):
    """A list of `{"what": …, "body": {…}}`, written as JSON by our own script."""

    signals = forms.CharField(
        max_length=LONGEST_SENDING, error_messages=dict.fromkeys(("required", "max_length", "null"), NOT_OURS)
    )

    def clean_signals(self) -> list[dict[str, Any]]:
        try:
            value = json.loads(self.cleaned_data["signals"])
        except (ValueError, RecursionError):
            raise ValidationError(NOT_OURS) from None
        if not isinstance(value, list) or not 0 < len(value) <= MOST_MESSAGES:
            raise ValidationError(NOT_OURS)
        return [_checked(entry) for entry in value]


class AfterForm(QueryForm):
    """How far the page has heard."""

    after = forms.IntegerField(min_value=0, max_value=2**62, initial=0, required=False)


def _checked(entry: Any) -> dict[str, Any]:
    """Return the message with only what belongs in it, or refuse: the other browser must not meet surprises."""
    what, body = (entry.get("what"), entry.get("body")) if isinstance(entry, dict) else (None, None)
    if what not in CallSignal.What.values or not isinstance(body, dict) or not all(map(_fits, body.items())):
        raise ValidationError(NOT_OURS)
    if what == CallSignal.What.TEXT and not str(body.get("text", "")).strip():
        raise ValidationError(_("没有内容，没有发出。请先输入文字。"))
    return {"what": what, "body": body}


def _fits(field: tuple[str, Any]) -> bool:
    name, value = field
    if name in TEXT_FIELDS:
        return value is None or (isinstance(value, str) and len(value) <= TEXT_FIELDS[name] and _is_storable(value))
    is_line = value is None or (type(value) is int and 0 <= value < MOST_MEDIA_LINES)
    return name == "sdpMLineIndex" and is_line


def _is_storable(text: str) -> bool:
    """PostgreSQL keeps no NUL and no half of a surrogate pair; JSON can bring both."""
    return "\0" not in text and not any(0xD800 <= ord(letter) <= 0xDFFF for letter in text)
