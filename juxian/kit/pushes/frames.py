"""What goes over the wire: the frames of an event stream, and the news in them loaded in bulk."""

import json
import logging
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import translation

from juxian.kit.pushes.registry import KINDS, Loaded

logger = logging.getLogger("juxian.pushes")

News = tuple[str, str]  # kind and ref
HELLO = b"retry: 3000\n\n"
HEARTBEAT = b":\n\n"


@dataclass(frozen=True, slots=True)
class Frame:
    """The same news in each language that listens; `number` counts the news of this process, `at` is in seconds."""

    number: int
    at: float
    texts: dict[str, bytes] = field(repr=False)


def news_text(mark: str, items: list[dict]) -> bytes:
    """Return a message of the stream; `mark` is what a browser sends back as Last-Event-ID."""
    return f"id: {mark}\ndata: {json.dumps(items, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


def missed_text(mark: str, within: int) -> bytes:
    """Tell a page to fetch its lists again, at some moment within so many seconds (not all pages at once)."""
    return f'id: {mark}\nevent: missed\ndata: {{"within":{within}}}\n\n'.encode()


def load_news(news: Collection[News], languages: Collection[str]) -> dict[str, list[dict]]:
    """Return per language what the pages are told, in the order of the news. One call of each kind's loader a language.

    Runs in a thread (`kit/pushes/threads.py`), in a transaction that cannot write; raises what a loader raises.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")
        return {language: _load_in(language, news) for language in languages}


def _load_in(language: str, news: Collection[News]) -> list[dict]:
    refs_by_kind: dict[str, list[str]] = {}
    for kind, ref in news:
        refs_by_kind.setdefault(kind, []).append(ref)
    with translation.override(language):
        loaded = {kind: _load(kind, refs) for kind, refs in refs_by_kind.items()}
    return [_item(kind, ref, loaded[kind]) for kind, ref in news if kind in KINDS]


def _load(kind: str, refs: list[str]) -> Loaded | None:
    entry = KINDS.get(kind)
    if entry is None:
        logger.error("news of kind %s, which nobody registered", kind)
    return entry.load(refs) if entry and entry.load else None


def _item(kind: str, ref: str, loaded: Loaded | None) -> dict:
    item: dict = {"kind": kind, "ref": ref}
    if loaded is None:
        return item
    found = loaded.get(ref)
    if found is None:
        return {**item, "gone": True}
    return {**item, "html": found} if isinstance(found, str) else {**item, "data": found}
