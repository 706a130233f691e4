"""Taking in a sheet of workers, after the answer: read it, judge every row, keep the preview or make the drafts."""

from collections.abc import Iterator, Sequence

from django.db import transaction

from juxian.evaluation.actions import check_batch, finish_batch, import_rows, refuse_batch_file, stop_batch
from juxian.evaluation.forms.batch import read_batch
from juxian.evaluation.models import Batch
from juxian.evaluation.queries.batch import Examination, RowDraft, examine
from juxian.evaluation.states import BatchState
from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Reading

CHUNK = 250  # rows a transaction, so that the page can show how far it is


def check_sheet(batch: Batch) -> Batch:
    """Judge the sheet and keep what it would do. A file that cannot be used says why."""
    if batch.state != BatchState.CHECKING:
        return batch
    try:
        reading, found = read_sheet(batch)
    except RuleBroken as error:
        return refuse_batch_file(batch, reason=error.message)
    return check_batch(batch, counts=counts_of(reading, found), faults=reading.notes)


def import_sheet(batch: Batch) -> Batch:
    """Take the rows in. The sheet is judged again, for the world has moved since the preview; whatever a run that was
    cut short had taken in stands already, so that running again adds nothing twice."""
    if batch.state != BatchState.IMPORTING:
        return batch
    reading, found = read_sheet(batch)
    if batch.is_whole and reading.faults:
        return stop_batch(batch, counts=counts_of(reading, found), faults=reading.notes)
    if batch.is_whole:
        with transaction.atomic():
            return _take_in(batch, found.drafts)
    return _take_in(batch, found.drafts)


def read_sheet(batch: Batch) -> tuple[Reading, Examination]:
    """Return the sheet with every fault in it, and what the fit rows would become."""
    reading = read_batch(batch.upload)
    found = examine(batch.organisation_id, dict(reading.by_number))
    for number, column, sentence in found.faults:
        reading.refuse(number, column, sentence)
    return reading, found


def counts_of(reading: Reading, found: Examination) -> dict[str, int]:
    """Return the figures of the preview."""
    return {
        "row_count": len(reading.by_number) + len(reading.faulty_numbers),
        "new_count": len(found.drafts),
        "invited_count": found.invited_count,
        "same_count": len(found.same),
    }


def faulty_reading(batch: Batch) -> Reading:
    """Return the sheet with the faults that the preview showed, for the file that goes back."""
    return read_batch(batch.upload).blame(batch.faults)


def _take_in(batch: Batch, drafts: Sequence[RowDraft]) -> Batch:
    for chunk in _chunks(drafts):
        import_rows(batch, drafts=chunk)
    return finish_batch(batch)


def _chunks(drafts: Sequence[RowDraft]) -> Iterator[Sequence[RowDraft]]:
    return (drafts[start : start + CHUNK] for start in range(0, len(drafts), CHUNK))
