"""Removing what nobody keeps: rows at which nothing points, and files without a row."""

from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from juxian.kit.actions import system_action
from juxian.kit.models import Upload
from juxian.kit.uploads import storing
from juxian.kit.uploads.purposes import PURPOSES

GRACE = timedelta(days=1)  # a form that was begun in the morning may be finished in the evening


def unused_uploads(older_than: timedelta = GRACE) -> models.QuerySet:
    """Return the files at which no row of any table points by foreign key, and which are older than this.

    Files of a purpose registered with `sweep=False`, or by nobody, are never among them.
    """
    swept = [purpose.key for purpose in PURPOSES.values() if purpose.sweep]
    unused = Upload.objects.filter(purpose__in=swept, created_at__lt=timezone.now() - older_than)
    for relation in Upload._meta.related_objects:
        holders = relation.related_model._base_manager.filter(**{relation.field.name: models.OuterRef("pk")})
        unused = unused.filter(~models.Exists(holders))
    return unused


@system_action(_("清理无人使用的文件"), lock=False)
def sweep_uploads(subject: Any = None, *, older_than: timedelta = GRACE) -> int:
    """Remove unused rows, then files without a row, and return how many files went.

    Files go only after the rows' deletion is committed: a crash leaves files for the next sweep, never the reverse.
    """
    _delete_unused(older_than)
    gone = _files_without_row(older_than)
    transaction.on_commit(lambda: _remove(gone))
    return len(gone)


def _delete_unused(older_than: timedelta) -> None:
    """Delete unused rows; their files are without a row from here on.

    A raw delete: if somebody begins to point at a row right now, the database's foreign key refuses and nothing is
    swept this time, whereas Django's own delete would cascade to the row that points.
    """
    keys = [row.pk for row in unused_uploads(older_than).select_for_update(of=("self",))]
    doomed = Upload.objects.filter(pk__in=keys)
    doomed._raw_delete(doomed.db)


def _remove(names: list[str]) -> None:
    for name in names:
        storing.remove(name)


def _files_without_row(older_than: timedelta) -> list[str]:
    """Return old stored names that no row knows. A file is written before its row, so a young one may yet get it."""
    oldest = (timezone.now() - older_than).timestamp()
    old = [name for name, written_at in storing.stored_files() if written_at < oldest]
    known = set(Upload.objects.values_list("stored_name", flat=True))
    known.update(Upload.objects.exclude(thumbnail_name="").values_list("thumbnail_name", flat=True))
    return [name for name in old if name not in known]
