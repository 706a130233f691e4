"""What recruitment announces."""

from dataclasses import dataclass

from juxian.kit.events import event


@event
@dataclass(frozen=True)
class VacancyOpened:
    """An officer approved it; it is in the public list from now on."""

    public = True
    vacancy_id: str


@event
@dataclass(frozen=True)
class VacancyClosed:
    """No longer in the public list. `event` is that of the state table: close or take_down."""

    public = True
    vacancy_id: str
    event: str


@event
@dataclass(frozen=True)
class VacanciesExpired:
    """The last day of several is over: one piece of news for all of them, told with how many. Who shows vacancies looks
    which of its own are open no more."""

    public = True
    count: int
    on: str


@event
@dataclass(frozen=True)
class VacancyReviewed:
    """An officer decided about it; `event` is that of the state table: approve, return or take_down."""

    vacancy_id: str
    event: str
    at: str


@event
@dataclass(frozen=True)
class VacanciesApproved:
    """Several of one employer were opened at once: one message, not many."""

    organisation_id: str
    count: int
    at: str


@event
@dataclass(frozen=True)
class PageReviewed:
    """An officer decided about an employer's page; `event` is publish, return, hide or restore."""

    page_id: str
    event: str
    at: str


@event
@dataclass(frozen=True)
class ParticipationDecided:
    """An organiser confirmed or declined; `event` is that of the state table."""

    participation_id: str
    event: str
    at: str


@event
@dataclass(frozen=True)
class ReportDecided:
    """A complaint about a vacancy was upheld or dismissed."""

    report_id: str


@event
@dataclass(frozen=True)
class OrganisationBlacklisted:
    """The employer may not recruit here; its open vacancies were taken down. `fairs` empties its booths."""

    public = True
    organisation_id: str
    blacklisting_id: str


@event
@dataclass(frozen=True)
class OrganisationCleared:
    """It may recruit again; nothing comes back by itself."""

    public = True
    organisation_id: str
    blacklisting_id: str


@event
@dataclass(frozen=True)
class JobApplicationSent:
    """Somebody applied."""

    application_id: str


@event
@dataclass(frozen=True)
class JobApplicationMoved:
    """One side of an application did something; `event` is that of the state table, or `contact` where the applicant
    shows their contact data."""

    application_id: str
    event: str
    at: str


@event
@dataclass(frozen=True)
class InterviewMoved:
    """Times were offered, one was booked, moved or cancelled, or somebody did not come; `by_side` did it."""

    interview_id: str
    event: str
    by_side: str
    at: str


@event
@dataclass(frozen=True)
class AgreementMoved:
    """A signature, a correction, an end; `event` is that of the state table, `invite` at the beginning, `ask_release`
    where a party asks the school to let it end. `by_party` "" where the clock did it."""

    agreement_id: str
    event: str
    by_party: str
    at: str
