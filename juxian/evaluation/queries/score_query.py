"""Until when a mark may be asked about, who has asked, and who may not answer."""

import datetime as dt

from juxian.evaluation.models import Mark, MarkSheet, ScoreQuery
from juxian.evaluation.permissions import is_not_own
from juxian.evaluation.queries.kept_part import defaults
from juxian.evaluation.states import SCORE_QUERY, MarkState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.working_days import deadline
from juxian.people.queries import same_human


def query_ends_on(mark: Mark) -> dt.date:
    """Return the last day on which a released mark may be asked about: ten working days [found]."""
    return deadline(mark.released_at or clock.now(), defaults().query_working_days).date()


def may_be_queried(mark: Mark) -> bool:
    """Tell whether the candidate may still ask: released, in time, and not asked before."""
    return (
        mark.state == MarkState.RELEASED and clock.today() <= query_ends_on(mark) and not hasattr(mark, "score_query")
    )


def had_a_hand_in(actor: Actor, mark: Mark) -> bool:
    """Tell whether somebody, in whatever row of theirs, entered, settled or signed this mark."""
    human = same_human(actor.person_id)
    if mark.settler_id in human or mark.entries.filter(entered_by__in=human).exists():
        return True
    return mark.seat_id is not None and MarkSheet.objects.filter(sitting__seats=mark.seat_id, signer__in=human).exists()


def is_proposer(actor: Actor, query: ScoreQuery) -> bool:
    return query.proposer_id in same_human(actor.person_id)


def may_confirm_correction(actor: Actor, query: ScoreQuery) -> bool:
    """Tell whether a correction waits for this officer: not their own mark, none of their work, not their proposal."""
    is_free = is_not_own(actor, query) and not is_proposer(actor, query)
    return SCORE_QUERY.can(query, "confirm") and is_free and not had_a_hand_in(actor, query.mark)
