"""What is known of a video that somebody sent in. Its files lie on a shelf under its key (`kit/media/shelf.py`)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from juxian.kit.media.states import VIDEO, VideoState
from juxian.kit.models.base import Model, VisibleQuerySet

FAULTS_LENGTH = 300


class Video(Model):
    """Received at once, made playable by a job, or refused with a sentence."""

    purpose = models.CharField(max_length=60)
    owner_id = models.UUIDField(null=True)  # the person; no foreign key, the kit knows no people
    organisation_id = models.UUIDField(null=True)
    original_name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()  # bytes, as received
    sha256 = models.CharField(max_length=64)  # of the bytes received
    state = VIDEO.field()
    fault = models.CharField(max_length=FAULTS_LENGTH, blank=True, default="")  # for the sender: what, why, what to do
    duration_seconds = models.FloatField(null=True)
    width = models.PositiveIntegerField(null=True)  # pixels; None: only sound
    height = models.PositiveIntegerField(null=True)
    is_public = models.BooleanField(default=False)
    has_captions = models.BooleanField(default=False)

    audited = True
    audited_by_name = ("original_name",)
    states = VIDEO
    objects: Any = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [VIDEO.constraint("video_state_known")]

    @property
    def is_ready(self) -> bool:
        return self.state == VideoState.READY

    @property
    def is_waiting(self) -> bool:
        """It is still being made playable."""
        return self.state in (VideoState.RECEIVED, VideoState.PACKAGING)

    @property
    def progress(self) -> int:
        """Return how much is done, in percent."""
        from juxian.kit.media.packing import progress_of

        return 100 if self.is_ready else progress_of(self.pk)

    @property
    def duration_text(self) -> str:
        """Return the length as minutes and seconds."""
        minutes, seconds = divmod(round(self.duration_seconds or 0), 60)
        return _("%(minutes)d 分 %(seconds)02d 秒") % {"minutes": minutes, "seconds": seconds}

    def play_url(self) -> str:
        """Return the playlist, signed where the video is not public."""
        from juxian.kit.media.serving import file_url

        return file_url(self, "replay.m3u8")

    def poster_url(self) -> str:
        """Return the still picture, or "" where there is only sound."""
        from juxian.kit.media.serving import file_url

        return file_url(self, "poster.jpg") if self.width else ""

    def captions_url(self) -> str:
        """Return the captions, or ""."""
        from juxian.kit.media.serving import file_url

        return file_url(self, "captions.vtt") if self.has_captions else ""
