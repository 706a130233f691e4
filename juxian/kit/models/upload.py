"""What is known of a file that somebody sent in. The content lies on disk under a name that we made."""

from typing import Any, cast
from uuid import UUID

from django.db import models

from juxian.kit.access import Actor
from juxian.kit.models.base import Model, VisibleQuerySet


class UploadQuerySet(VisibleQuerySet):
    """Files are found one at a time: whether an actor may read one is asked of its purpose, not of SQL."""

    def readable_by(self, actor: Actor, pk: UUID) -> "Upload | None":
        """Return the file with this key if its purpose lets the actor read it."""
        from juxian.kit.uploads.purposes import may_read

        upload = cast("Upload | None", self.filter(pk=pk).first())
        return upload if upload is not None and may_read(actor, upload) else None


class Upload(Model):
    """A file that was checked, cleaned and kept. Never changed afterwards: a new version is a new row."""

    class Kind(models.TextChoices):
        IMAGE = "image"
        PDF = "pdf"
        EXCEL = "excel"
        CSV = "csv"

    purpose = models.CharField(max_length=60)
    owner_id = models.UUIDField(null=True)  # the person; no foreign key, the kit knows no people
    organisation_id = models.UUIDField(null=True)
    original_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()  # bytes, as stored
    sha256 = models.CharField(max_length=64)  # of the stored bytes
    received_sha256 = models.CharField(max_length=64)  # of the bytes that came in: tells the same file twice
    stored_name = models.CharField(max_length=80, unique=True)
    thumbnail_name = models.CharField(max_length=80, blank=True, default="")
    width = models.PositiveIntegerField(null=True)  # pixels, images only
    height = models.PositiveIntegerField(null=True)

    audited = True
    audited_by_name = ("original_name",)  # people name their files after themselves
    objects: Any = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["purpose", "owner_id"], name="upload_by_owner")]

    def read(self) -> bytes:
        """Return the stored bytes."""
        from juxian.kit.uploads import storing

        return storing.read(self.stored_name)

    def read_thumbnail(self) -> bytes:
        """Return the small picture (JPEG); only images have one."""
        from juxian.kit.uploads import storing

        return storing.read(self.thumbnail_name)
