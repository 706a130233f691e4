"""A video on schedule is shown as if it were live; one that began before a restart goes on where it would be by now."""

import datetime as dt
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from juxian.kit.broadcast.addresses import playback_url
from juxian.kit.broadcast.owners import ScheduledFile
from juxian.kit.media.packaging import package
from juxian.kit.media.shelf import Shelf
from tests.asgi_server import AsgiServer
from tests.kit.broadcast.conftest import ListOwner
from tests.kit.broadcast.test_ingest import get, wait_until
from tests.kit.media.synthetic import make_video

pytestmark = pytest.mark.race


def stored_video(seconds: float) -> uuid.UUID:
    shelf = Shelf(Path(settings.VIDEO_ROOT), uuid.uuid4())
    shelf.make()
    source = shelf.folder / "source"
    source.write_bytes(make_video("mp4", seconds=seconds, sound="aac"))
    package(source, shelf, longest=60, progress=lambda share: None)
    return uuid.UUID(shelf.folder.name)


@pytest.mark.parametrize(("begun_ago", "shown"), [(0, 3), (2, 1)])
def test_a_due_video_is_shown_to_its_end(
    owner: ListOwner, request: pytest.FixtureRequest, begun_ago: int, shown: int
) -> None:
    starts_at = timezone.now() - dt.timedelta(seconds=begun_ago + 0.2)
    owner.due = [ScheduledFile(owner.stream, stored_video(3), starts_at)]
    live: AsgiServer = request.getfixturevalue("live")
    wait_until(lambda: "record" in owner.news, seconds=12)
    owner.due = []
    assert owner.heard[:2] == [("publish", 1, "file"), ("ended", "finished")]
    replay = get(live.url + playback_url(owner.stream, is_public=True, replay=True))[1].decode()
    assert shown <= replay.count("#EXTINF") <= shown + 1
