"""Is the platform well? /healthz answers anybody with four words and no data, and needs no database to answer.

It stands before every other middleware: a probe has no session, no role, and asks when things are broken.
"""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

ADDRESS = "/healthz"
# A worker beats every five seconds; one that is silent for a minute is gone.
SILENT_SECONDS = 60
LEAST_FREE_BYTES = 1_000_000_000
logger = logging.getLogger("juxian.health")


def answer_health(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer GET /healthz: 200 where all is well, 503 where something is not."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info != ADDRESS:
            return get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        findings = health()
        well = all(findings.values())
        body = {"status": "ok" if well else "degraded", **findings}
        return JsonResponse(body, status=200 if well else 503, headers={"Cache-Control": "no-store"})

    return middleware


def health() -> dict[str, bool]:
    """Return what is well: the database answers, a worker lives, there is room on the disk."""
    database, worker = _database_and_worker()
    return {"database": database, "worker": worker, "disk": _has_room()}


def _database_and_worker() -> tuple[bool, bool]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT 1 FROM procrastinate_workers "
                "WHERE last_heartbeat > now() - make_interval(secs => %s))",
                [SILENT_SECONDS],
            )
            return True, cursor.fetchone()[0]
    except DatabaseError:
        logger.exception("the database does not answer")
        return False, False


def _has_room() -> bool:
    place = Path(settings.VAR_DIR)
    folder = next(folder for folder in [place, *place.absolute().parents] if folder.exists())
    return shutil.disk_usage(folder).free > LEAST_FREE_BYTES
