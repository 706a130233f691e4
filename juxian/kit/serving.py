"""Django under ASGI, a request in one thread from beginning to end.

Our views and middleware are synchronous. Django's own handler sends such a request back and forth between the event
loop and its thread for every `process_view` and for the view itself, a dozen times; under load each of them waits for
the interpreter. Here it crosses once, and event streams and live media, which do need the loop, stand beside Django.
"""

import atexit
import gc
from typing import Any

import django
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_resolver


class OneThreadHandler(ASGIHandler):
    """Django's handler with its synchronous chain of middleware."""

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)


def django_application() -> Any:
    """Set Django up, read all its pages, and return its ASGI app.

    What has been read stays as long as the process: the garbage collector, which would stop a request for a third of a
    second to walk over it, is told to leave it out."""
    django.setup(set_prefix=False)
    get_resolver().url_patterns  # noqa: B018  read now, and not by whoever comes first
    application = OneThreadHandler()
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # libraries that count at the end what is left would call it leaked
    return application
