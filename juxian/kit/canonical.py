"""One text for one content, for whatever is signed or fingerprinted."""

import json
from collections.abc import Mapping
from typing import Any


def canonical(content: Mapping[str, Any]) -> str:
    """Return the one text of this content: sorted keys, no spaces, Chinese as it is. Signatures that are out in the
    world stand on these very bytes: never change it, add another."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
