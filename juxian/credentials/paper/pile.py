"""Many papers as one PDF, set in pieces: the page can say how far it is, and memory stays that of one piece."""

import io
from collections.abc import Sequence

from pypdf import PdfWriter

from juxian.credentials.models import Copy, PrintRun
from juxian.credentials.paper.certificate import copies_pdf

PIECE = 20  # papers set at once: a whole number of card sheets


def piece_of(run: PrintRun, begin: int) -> tuple[int, bytes]:
    """Return how many papers the piece that begins here has, and its PDF, in the order of the run."""
    keys = run.copy_ids[begin : begin + PIECE]
    rows = Copy.objects.select_related("credential__holder", "credential__portrait").in_bulk(keys)
    return len(keys), copies_pdf([rows[key] for key in keys], paper=run.paper, language=run.language)


def pile_pdf(run: PrintRun) -> bytes:
    """Return the whole pile of a run that is done."""
    return _merged([bytes(piece.content) for piece in run.pieces.all()])


def _merged(pieces: Sequence[bytes]) -> bytes:
    """Return the pieces as one file."""
    if len(pieces) == 1:
        return pieces[0]
    writer = PdfWriter()
    for piece in pieces:
        writer.append(io.BytesIO(piece))
    writer.compress_identical_objects()
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()
