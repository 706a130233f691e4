"""An officer looks at the drawn candidates, and lets the run pass: then everybody found is asked."""

from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.actions.entitlement import hold_entitlement
from juxian.benefits.actions.found import FoundRow, ask_found, found_by
from juxian.benefits.models import Entitlement, Finding, Run, SampleResult
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.run import found_people
from juxian.benefits.states import ENTITLEMENT, RUN, RunState
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.people.queries import same_human

AT_ONCE = 1_000  # people of one call


@action(_("抽查候选人"), Permission.REVIEW)
def record_sample(finding: Finding, *, result: str, note: str = "", by: Actor) -> Finding:
    """Write down what the officer found of one drawn candidate. It may be changed until the run is passed."""
    if finding.run.state != RunState.EVALUATED:
        raise RuleBroken(_t("这次计算现在不在抽查阶段，抽查结果不能再改。请刷新后查看。"))
    if not finding.is_sampled:
        raise RuleBroken(_t("这个人没有被抽中。对他有疑问的，请在“待遇名单”里暂缓核实。"))
    if result not in SampleResult.values:
        raise RuleBroken(_t("请选择“无误”或“有疑问”。"), field="result")
    if result == SampleResult.HELD and len(note.strip()) < 4:
        raise RuleBroken(_t("请写明疑问是什么（至少四个字），核实的同事和本人会看到。"), field="note")
    finding.sample_result, finding.sample_note = result, note.strip()
    finding.sampled_by_id = by.person_id
    finding.save(update_fields=["sample_result", "sample_note", "sampled_by"])
    return finding


@action(_("抽查通过"), Permission.REVIEW)
def review_run(run: Run, *, by: Actor) -> Run:
    """Every drawn candidate was looked at: make a promise for everybody found, hold the doubtful, ask the others."""
    if run.started_by_id is not None and run.started_by_id in same_human(by.person_id):
        raise RuleBroken(_t("这次计算是您开始的，抽查通过须由另一位同事办理。"))
    left = run.findings.sampled().filter(sample_result="").count()
    if left:
        raise RuleBroken(_t("还有%(count)d位抽中的候选人没有看。请全部看完再通过。") % {"count": left})
    RUN.move(run, "review")
    run.reviewed_by_id = by.person_id
    run.save()
    rows = [FoundRow(one.person_id, one.amount_fen, one.from_month) for one in found_people(run)]
    for part in _in_parts(rows):
        found_by(run, rows=part)
    for finding in run.findings.filter(sample_result=SampleResult.HELD):
        _hold(run, finding, by)
    ask_found(run)
    return run


def _in_parts(rows: Sequence[FoundRow]) -> Iterator[Sequence[FoundRow]]:
    for place in range(0, len(rows), AT_ONCE):
        yield rows[place : place + AT_ONCE]


def _hold(run: Run, finding: Finding, by: Actor) -> None:
    """Whoever is granted already is only left out of this run; a new promise waits until the doubt is settled."""
    theirs = Q(person=finding.person_id) | Q(person__in=same_human(finding.person.surviving().pk))
    entitlement = Entitlement.objects.current().filter(theirs, policy=run.policy).first()
    if entitlement is not None and ENTITLEMENT.can(entitlement, "hold"):
        hold_entitlement(entitlement, reason=finding.sample_note, by=by)
