"""What can be wrong with media that somebody sends. The words for people stand in `words.py`."""

from typing import Any


class BadMedia(Exception):
    """The input cannot become a stream. `code` names why; `facts` fill the sentence that the sender reads."""

    def __init__(self, code: str, **facts: Any):
        super().__init__(code)
        self.code, self.facts = code, facts
