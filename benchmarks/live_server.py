"""The process that `benchmarks/live.py` measures: the product's outer app; only the owner of streams is made up.

Beside the product's addresses it serves one segment through Django, with the product's middleware: what a platform does
that serves media by a view. Runs `python benchmarks/live_server.py PORT` and prints "ready".
"""

import os
import sys
import threading
import time
from pathlib import Path
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juxian.config.settings.test")

import django  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402

django.setup()

from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test.utils import override_settings  # noqa: E402
from django.urls import path  # noqa: E402

from juxian.config.cli.web import run_server  # noqa: E402
from juxian.kit.access import Audience  # noqa: E402
from juxian.kit.broadcast import admission  # noqa: E402
from juxian.kit.broadcast.live_app import make_app  # noqa: E402
from juxian.kit.broadcast.owners import (  # noqa: E402
    Admission,
    PublishRequest,
    Standing,
    StreamOwner,
    register_stream_owner,
)
from juxian.kit.pushes.publishing import publish  # noqa: E402
from juxian.kit.pushes.registry import register_push  # noqa: E402
from juxian.kit.views import audience  # noqa: E402

TOPIC, NEWS_SECONDS = "bench.room", 1.0
SEGMENT = os.urandom(250_000)


@audience(Audience.PUBLIC)
def segment(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SEGMENT, content_type="video/iso.segment")


urlpatterns = [path("peer.m4s", segment)]


def authorise(request: PublishRequest) -> Admission:
    """Every key is a stream: the hash names it."""
    return Admission(UUID(hex=(request.key_hash or "")[:32]), is_public=True)


def hear(*facts: Any) -> None:
    """What happens to a stream concerns nobody here."""


def owner() -> StreamOwner:
    return StreamOwner(
        authorise=authorise,
        on_publish=hear,
        on_interrupted=hear,
        on_ended=hear,
        on_record=hear,
        standing=lambda ids: {each: Standing(True, True) for each in ids},
        left_live=list,
        due_files=list,
    )


def talk() -> None:
    """A comment a second, told to every listener as a room tells it: notified by PostgreSQL, loaded once."""
    number = 0
    while True:
        number += 1
        publish(TOPIC, "bench_line", str(number))
        time.sleep(NEWS_SECONDS)


def main() -> None:
    register_stream_owner(owner())
    admission.hit = lambda *args, **limits: None  # type: ignore[assignment]
    register_push("bench_line", lambda refs: {ref: f'<li id="bench_line-{ref}">{"说" * 20}</li>' for ref in refs})
    threading.Thread(target=talk, daemon=True).start()
    with override_settings(ROOT_URLCONF=__name__, PUSHES_STREAMS=20_000, PUSHES_STREAMS_AN_ADDRESS=20_000):
        run_server(make_app(get_asgi_application(), is_live=True), "127.0.0.1", int(sys.argv[1]))


if __name__ == "__main__":
    main()
