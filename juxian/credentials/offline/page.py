"""The page for checking without network: one file, everything inside, nothing fetched.

Its scripts are ours, except Ed25519 for browsers that have none: that comes from npm by the lock file at set-up and
is put into the generated file alone."""

import base64
import hashlib
import json
import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from juxian.credentials.did import did_of
from juxian.credentials.offline.words import spoken
from juxian.credentials.proofs.multibase import to_base64url
from juxian.credentials.signing import PUBLISHED_KEYS, key_hint, raw_key
from juxian.kit import clock
from juxian.kit.errors import RuleBroken

HERE = Path(__file__).with_name("page")
# In the order in which they need each other.
SCRIPTS = ["code", "signature", "status", "verdict", "words", "result", "camera", "main"]
LIBRARY = "node_modules/@noble/ed25519/index.js"
EXPORTS = re.compile(r"^export \{[^}]*\};?\s*$", re.MULTILINE)
MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def checker_html() -> str:
    """Return the whole file. Raises `RuleBroken` where the libraries were not fetched."""
    style = (HERE / "page.css").read_text(encoding="utf-8")
    script = "\n".join([f"const FACTS = {_json(_facts())};", _ed25519(), *map(_own, SCRIPTS)])
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "img-src blob: data:; media-src blob:; base-uri 'none'; form-action 'none'"
    )
    page = (HERE / "page.html").read_text(encoding="utf-8")
    for name, text in (("policy", policy), ("style", style), ("script", script)):
        page = page.replace(f"%{name}%", text, 1)
    return page


def _facts() -> dict[str, object]:
    return {
        "made": clock.now().isoformat(timespec="seconds"),
        "site": settings.SITE_URL,
        "issuer": did_of(settings.SITE_URL),
        "keys": [
            {
                "id": key.id,
                "hint": key_hint(key.id),
                "raw": to_base64url(raw_key(key.id)),
                "since": key.since_on.isoformat(),
                "until": key.until_on.isoformat() if key.until_on else None,
            }
            for key in PUBLISHED_KEYS
        ],
        "languages": spoken(),
    }


def _json(value: object) -> str:
    """JSON inside a script: no text may end it."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _own(name: str) -> str:
    return (HERE / f"{name}.js").read_text(encoding="utf-8")


def _ed25519() -> str:
    """The library as one constant: its names stay its own."""
    path = settings.BASE_DIR / LIBRARY
    if not path.exists():
        raise RuleBroken(_("核验文件暂时不能生成：缺少前端组件。请联系管理员运行 juxian libraries。"))
    source = MAP.sub("", path.read_text(encoding="utf-8"))
    body, count = EXPORTS.subn("", source)
    if count != 1 or "</script" in body.lower():
        raise RuntimeError(f"{LIBRARY} is not made as it was: look at its exports")
    return f"const ed25519 = (() => {{\n{body}\nreturn {{ verifyAsync }};\n}})();"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
