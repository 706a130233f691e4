"""What notices tell. The domain that drafted a notice knows its own by `kind` and `subject_type`."""

from dataclasses import dataclass

from juxian.kit.events import event


@event
@dataclass(frozen=True)
class NoticeClosed:
    """The last day is over. `clear_subjects`: ids of the subjects nobody objects to; held ones follow one by one."""

    notice_id: str
    kind: str
    clear_subjects: list[str]


@event
@dataclass(frozen=True)
class EntryCleared:
    """After the notice had closed, the last objection that held this entry was dismissed."""

    notice_id: str
    kind: str
    entry_id: str
    subject_type: str
    subject_id: str


@event
@dataclass(frozen=True)
class ObjectionUpheld:
    """An objection to this entry was upheld; the other entries of the notice go on."""

    notice_id: str
    kind: str
    entry_id: str
    subject_type: str
    subject_id: str
    answer: str


@event
@dataclass(frozen=True)
class ObjectionDecided:
    """An objection was upheld or dismissed: who objected with a contact is told."""

    objection_id: str


@event
@dataclass(frozen=True)
class NoticeWithdrawn:
    """A notice was taken back before its end; its subjects return to where they came from.
    Objections to it stay open and hold the same subjects on the next notice."""

    notice_id: str
    kind: str
    subjects: list[str]
    reason: str
