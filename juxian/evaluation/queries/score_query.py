"""Until when a mark may be asked about, and who has asked."""

import datetime as dt

from juxian.evaluation.models import Mark
from juxian.evaluation.queries.kept_part import defaults
from juxian.evaluation.states import MarkState
from juxian.kit import clock
from juxian.kit.working_days import deadline


def query_ends_on(mark: Mark) -> dt.date:
    """Return the last day on which a released mark may be asked about: ten working days [found]."""
    return deadline(mark.released_at or clock.now(), defaults().query_working_days).date()


def may_be_queried(mark: Mark) -> bool:
    """Tell whether the candidate may still ask: released, in time, and not asked before."""
    return (
        mark.state == MarkState.RELEASED and clock.today() <= query_ends_on(mark) and not hasattr(mark, "score_query")
    )
