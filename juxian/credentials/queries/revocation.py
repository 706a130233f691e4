"""What a proposal to take certificates back would do, row by row."""

from dataclasses import dataclass

from django.utils.translation import gettext as _t

from juxian.credentials.models import Revocation, RevocationLine
from juxian.credentials.states import CREDENTIAL, RevocationState
from juxian.kit.access import Text


@dataclass(frozen=True)
class Effect:
    """One certificate of a proposal. `is_blocked`: its state has changed since, so that nothing can be executed."""

    line: RevocationLine
    before: Text
    after: Text
    is_blocked: bool


def effects_of(revocation: Revocation) -> list[Effect]:
    """Return the lines with what executing would do; after it, what it did."""
    lines = revocation.lines.select_related("credential", "successor")
    return [_effect(revocation, line) for line in lines]


def _effect(revocation: Revocation, line: RevocationLine) -> Effect:
    credential = line.credential
    event = "replace" if revocation.reissues else "revoke"
    before = credential.get_state_display()
    if revocation.state != RevocationState.PROPOSED:
        return Effect(line, before, line.successor.number if line.successor else before, False)
    target = CREDENTIAL.target(credential.state, event)
    if target is None:
        return Effect(line, before, _t("不能办理"), True)
    after = _t("已换发，另发新编号") if revocation.reissues else CREDENTIAL.states(target).label
    return Effect(line, before, after, False)
