"""Who may do what at events. An organisation runs its own events, the office runs all of them."""

from enum import StrEnum
from typing import Any

from juxian.kit.access import Actor, Audience, rule

MATERIAL, COVER, VIDEO = "fairs.material", "fairs.cover", "fairs.video"  # purposes of files


class Permission(StrEnum):
    PROPOSE_EVENT = "fairs.propose_event"  # for the organisation one acts for
    RUN_EVENT = "fairs.run_event"  # edit, open, end, cancel, map, materials, answers, chat
    REVIEW_EVENT = "fairs.review_event"  # publish or return
    REQUEST_BOOTH = "fairs.request_booth"
    SERVE_BOOTH = "fairs.serve_booth"  # vacancies, materials, visitors of one's own booth
    DECIDE_BOOTH = "fairs.decide_booth"
    CHECK_IN = "fairs.check_in"
    RESERVE = "fairs.reserve"
    ASK = "fairs.ask"
    EXPLAIN = "fairs.explain"  # a person or an organisation, of their own barring
    DECIDE_BARRING = "fairs.decide_barring"
    SEE_REPORT = "fairs.see_report"  # what one event brought
    SEE_ALL = "fairs.see_all"
    READ_FIGURES = "fairs.read_figures"
    PRESENT = "fairs.present"  # go live, pin cards, end the stream
    SAY = "fairs.say"  # write in a live room
    MEET = "fairs.meet"  # wait at booths, talk, ask for interviews, for oneself


def runs(actor: Actor, row: Any) -> bool:
    """The office runs every event, an organisation those it hosts; the row is the event or stands at one."""
    event = getattr(row, "event", row)
    return actor.audience is Audience.OFFICE or (
        actor.organisation_id is not None and event.host_id == actor.organisation_id
    )


for _permission in (Permission.RUN_EVENT, Permission.DECIDE_BOOTH, Permission.CHECK_IN):
    rule(_permission)(runs)


@rule(Permission.PRESENT)
def presents(actor: Actor, row: Any) -> bool:
    """Who runs the event, and the employer whose stream it is. The row is the stream, or belongs to it."""
    stream = getattr(row, "stream", row)
    mine = actor.organisation_id is not None and stream.organisation_id == actor.organisation_id
    return mine or runs(actor, stream)


@rule(Permission.SAY)
def is_somebody(actor: Actor, _stream: Any) -> bool:
    """A room knows who speaks."""
    return actor.person_id is not None


@rule(Permission.PROPOSE_EVENT)
@rule(Permission.REQUEST_BOOTH)
def acts_for_it(actor: Actor, organisation: Any) -> bool:
    """The row is the organisation one acts for, or belongs to it."""
    mine = getattr(organisation, "organisation_id", organisation.pk)
    return actor.organisation_id is not None and mine == actor.organisation_id


@rule(Permission.SERVE_BOOTH)
def serves(actor: Actor, row: Any) -> bool:
    """The row is a booth of one's organisation, or stands at one."""
    booth = getattr(row, "booth", None) or row
    return actor.organisation_id is not None and getattr(booth, "organisation_id", None) == actor.organisation_id


@rule(Permission.REVIEW_EVENT)
def did_not_submit(actor: Actor, event: Any) -> bool:
    """Nobody publishes what they submitted."""
    return actor.person_id is not None and event.submitted_by_id != actor.person_id


@rule(Permission.RESERVE)
@rule(Permission.ASK)
@rule(Permission.MEET)
def is_own(actor: Actor, row: Any) -> bool:
    """One's own: an event is open to everybody, a reservation or a question belongs to its person."""
    person = getattr(row, "person", None)
    return actor.person_id is not None and (person is None or person.surviving().pk == actor.person_id)


@rule(Permission.EXPLAIN)
def is_barred(actor: Actor, barring: Any) -> bool:
    """The barred person, or somebody who acts for the barred organisation."""
    if barring.person_id is not None:
        return actor.audience is Audience.PERSON and barring.person.surviving().pk == actor.person_id
    return actor.organisation_id is not None and barring.organisation_id == actor.organisation_id


@rule(Permission.DECIDE_BARRING)
def is_not_own_barring(actor: Actor, barring: Any) -> bool:
    """Nobody lifts a barring of their own."""
    return barring.person_id is None or barring.person.surviving().pk != actor.person_id
