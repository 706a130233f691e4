"""A body that is too large is refused before it is read, and while it comes in where nothing was declared."""

import http.client
import socket
from typing import Any

import pytest

from juxian.kit.broadcast.limits import LimitedBodies
from tests.asgi_server import AsgiServer

pytestmark = pytest.mark.race
MOST = 100_000


class Django:
    """Reads the body and says how long it was."""

    read = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            return
        while True:
            message = await receive()
            self.read += len(message.get("body", b""))
            if not message.get("more_body"):
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(self.read).encode()})


@pytest.fixture
def inner() -> Django:
    return Django()


@pytest.fixture
def server(inner: Django) -> Any:
    app = LimitedBodies(inner, most=lambda: MOST, page=lambda: "<p>太大</p>")
    with AsgiServer(app) as server:
        yield server


def test_two_gigabytes_are_refused_by_their_declared_length(server: AsgiServer, inner: Django) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as peer:
        peer.sendall(b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2147483648\r\n\r\n" + bytes(1000))
        assert peer.recv(200).startswith(b"HTTP/1.1 413")
    assert inner.read == 0


def test_an_undeclared_body_is_refused_while_it_comes_in(server: AsgiServer, inner: Django) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("POST", "/x", body=(bytes(10_000) for _ in range(30)), encode_chunked=True)
    answer = connection.getresponse()
    assert (answer.status, answer.read().decode()) == (413, "<p>太大</p>")
    connection.close()
    assert inner.read <= MOST


def test_what_is_small_enough_arrives(server: AsgiServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.request("POST", "/x", body=bytes(5000))
    assert connection.getresponse().read() == b"5000"
    connection.close()
