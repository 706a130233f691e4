"""How often something may be tried: per account, telephone number or address, counted in PostgreSQL.

A sliding window of two halves: what was counted in the last window fades out while the current one fills. Refused
attempts do not count, so who waits as long as the sentence says gets in.

A count must survive the refusal of what it counted, so it commits by itself: call `hit` before any transaction. A GET
runs in a read-only transaction from beginning to end; there `@limited` counts before that begins.
"""

import hashlib
import hmac
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from juxian.kit import pages
from juxian.kit.errors import RuleBroken

COUNT = """
    INSERT INTO kit_rate_count AS c (name, key, "window", hits, hits_before, seconds)
    VALUES (%(name)s, %(key)s, %(window)s, 1, 0, %(seconds)s)
    ON CONFLICT (name, key) DO UPDATE SET
        hits = CASE WHEN c.seconds = excluded.seconds AND c."window" >= excluded."window" THEN c.hits ELSE 0 END + 1,
        hits_before = CASE WHEN c.seconds <> excluded.seconds THEN 0
            WHEN c."window" >= excluded."window" THEN c.hits_before
            WHEN c."window" = excluded."window" - 1 THEN c.hits ELSE 0 END,
        "window" = CASE WHEN c.seconds = excluded.seconds THEN greatest(c."window", excluded."window")
            ELSE excluded."window" END,
        seconds = excluded.seconds
    RETURNING hits, hits_before
"""
TAKE_BACK = "UPDATE kit_rate_count SET hits = greatest(hits - 1, 0) WHERE name = %(name)s AND key = %(key)s"


class TooMany(RuleBroken):
    """Tried too often. `retry_after` is in seconds."""

    status = 429

    def __init__(self, retry_after: int):
        super().__init__(_("尝试次数太多。请等待 %(wait)s后再试。") % {"wait": _waiting_time(retry_after)})
        self.retry_after = retry_after


@dataclass(frozen=True)
class Limit:
    """So many attempts in so many seconds, for one address."""

    name: str
    limit: int
    seconds: int


def limited(name: str, limit: int = 30, seconds: int = 60) -> Callable[[Callable], Callable]:
    """Limit a view per address, whatever the method. `LimitedViews` counts, outside the transaction."""

    def decorate(view: Callable) -> Callable:
        view.limited = Limit(name, limit, seconds)  # type: ignore[attr-defined]
        return view

    return decorate


def hit(name: str, key: str, limit: int = 30, seconds: int = 60) -> None:
    """Count one attempt of `key` at `name`; raise `TooMany` where it is over `limit` in `seconds`.

    Raises RuntimeError inside a transaction, where a rollback would lose the count."""
    now = time.time()
    values: dict[str, str | int] = {
        "name": name,
        "key": _digest(name, key),
        "window": int(now // seconds),
        "seconds": seconds,
    }
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        hits, before = cursor.fetchone()
        is_over = before * (1 - now % seconds / seconds) + hits > limit
        if is_over:
            cursor.execute(TAKE_BACK, values)
    if is_over:
        raise TooMany(_seconds_to_wait(hits - 1, before, limit, seconds, now % seconds))


class LimitedViews:
    """Counts attempts at `@limited` views before the read-only transaction begins, and answers 429 inside it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        limit = _limit_of(request.path_info)
        if limit is not None:
            try:
                hit(limit.name, request.client_address, limit.limit, limit.seconds)
            except TooMany as error:
                request.too_many = error
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        error = getattr(request, "too_many", None)
        return refused(request, error) if error else None


def refused(request: HttpRequest, error: TooMany) -> HttpResponse:
    """The page or banner for somebody who tried too often."""
    response = pages.refusal(request, error.message, status=error.status)
    response["Retry-After"] = str(error.retry_after)
    return response


def too_many(request: HttpRequest) -> HttpResponse:
    """The same page where the library of sign-in counted, which does not say how long to wait."""
    return refused(request, TooMany(60))


def forget_old_counts() -> int:
    """Delete counts that no window sees any more. Return how many."""
    with connection.cursor() as cursor:
        cursor.execute('DELETE FROM kit_rate_count WHERE ("window" + 2) * seconds < %s', [int(time.time())])
        return cursor.rowcount


def _limit_of(path: str) -> Limit | None:
    try:
        return getattr(resolve(path).func, "limited", None)
    except Http404:
        return None


def _digest(name: str, key: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{name}\0{key}".encode(), hashlib.sha256).hexdigest()


def _seconds_to_wait(hits: int, before: int, limit: int, seconds: int, elapsed: float) -> int:
    """Return after how many whole seconds one more attempt fits: in this window, or in the next where these fade."""
    room = limit - hits - 1
    if room >= 0 and before:
        return max(1, math.ceil(seconds * (1 - room / before) - elapsed))
    fading = seconds * (1 - (limit - 1) / hits) if hits > limit - 1 else 0
    return max(1, math.ceil(seconds - elapsed + fading))


def _waiting_time(seconds: int) -> str:
    minutes, hours = math.ceil(seconds / 60), math.ceil(seconds / 3600)
    if seconds < 120:
        return ngettext("%(n)s 秒", "%(n)s 秒", seconds) % {"n": seconds}
    if seconds < 7200:
        return ngettext("%(n)s 分钟", "%(n)s 分钟", minutes) % {"n": minutes}
    return ngettext("%(n)s 小时", "%(n)s 小时", hours) % {"n": hours}
