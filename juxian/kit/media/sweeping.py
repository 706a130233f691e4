"""Removing uploaded videos that no row knows: the upload broke off, or its transaction was rolled back."""

import shutil
import time
from uuid import UUID

from django.conf import settings

from juxian.kit.models import Video

GRACE_SECONDS = 24 * 3600


def sweep_videos(older_than: float = GRACE_SECONDS) -> int:
    """Remove folders that still hold a received file and have no row. Return how many. Recordings hold none."""
    gone = 0
    for source in settings.VIDEO_ROOT.glob("??/*/source"):
        key = UUID(source.parent.name)
        if time.time() - source.stat().st_mtime > older_than and not Video.objects.filter(pk=key).exists():
            shutil.rmtree(source.parent, ignore_errors=True)
            gone += 1
    return gone
