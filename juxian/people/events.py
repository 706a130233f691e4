"""News of people. Upper domains follow by `kit.events.subscribe`."""

from dataclasses import dataclass

from juxian.kit.events import event


@event
@dataclass(frozen=True)
class AccountLinked:
    """The counter bound another account to a person. `old_user_id` is the account that stopped working, or empty."""

    person_id: str
    old_user_id: str


@event
@dataclass(frozen=True)
class PersonsMerged:
    """Rows that point at `merged_id` now mean `kept_id`. `merge_id` names the merge, for undoing it."""

    kept_id: str
    merged_id: str
    merge_id: str
    public = True


@event
@dataclass(frozen=True)
class PersonsMergeUndone:
    """The two were different people after all: give back what followed merge `merge_id`."""

    kept_id: str
    merged_id: str
    merge_id: str
    public = True


@event
@dataclass(frozen=True)
class PersonRegistered:
    """Somebody said who they are, by themselves or at the counter: what waited for this document finds its person."""

    person_id: str
    public = True


@event
@dataclass(frozen=True)
class PersonErased:
    """The person was erased at their own request: let go of copies of their name, pictures and contacts."""

    person_id: str
    public = True


@event
@dataclass(frozen=True)
class DeletionDecided:
    """An officer approved a request to be forgotten, or refused it naming the law."""

    request_id: str


@event
@dataclass(frozen=True)
class CorrectionDecided:
    """An officer corrected somebody's name or document at their request, or refused to."""

    request_id: str


@event
@dataclass(frozen=True)
class ConsentWithdrawn:
    """The person withdrew a consent: the use stops from now on."""

    person_id: str
    purpose: str
    public = True


@event
@dataclass(frozen=True)
class OrganisationVerified:
    """An officer confirmed that the organisation is what it says."""

    organisation_id: str
    public = True


@event
@dataclass(frozen=True)
class OrganisationReturned:
    """An officer returned, rejected or suspended the organisation; `decision` is the event of the state table."""

    organisation_id: str
    decision: str


@event
@dataclass(frozen=True)
class MemberInvited:
    """An invitation waits to be sent to its phone."""

    membership_id: str
