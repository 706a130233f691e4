"""What benefits does when it hears news. Facts that change move no money: they are noted for the next run."""

from collections.abc import Callable

from juxian.benefits.actions import (
    absorb_entitlement,
    clear_entitlement,
    give_back_entitlement,
    move_entitlement,
    stop_entitlement,
    take_off_entitlement,
)
from juxian.benefits.actions.fact_change import note_fact_change
from juxian.benefits.actions.notice import NOTICE_KIND
from juxian.benefits.events import BenefitAppealDecided, EntitlementAsked, EntitlementDecided, RunWorkDue
from juxian.benefits.messages import ask_person, tell_appellant, tell_decision, tell_of_answered_fact, tell_reviewers
from juxian.benefits.models import Appeal, Cause, Entitlement
from juxian.benefits.queries.merge import in_order, pairs_of, touched_by
from juxian.benefits.states import ENTITLEMENT, EntitlementState
from juxian.benefits.workers import work_on
from juxian.credentials.events import CredentialIssued, CredentialStatusChanged
from juxian.kit.events import subscribe
from juxian.notices.events import EntryCleared, NoticeClosed, NoticeWithdrawn, ObjectionUpheld
from juxian.people.events import PersonsMerged, PersonsMergeUndone
from juxian.people.queries import persons
from juxian.registers.events import FactQueryAnswered, FactsArrived


@subscribe(EntitlementAsked)
def ask(news: EntitlementAsked) -> None:
    """Where the person has answered by now there is nothing to ask."""
    entitlement = Entitlement.objects.with_words().get(pk=news.entitlement_id)
    if entitlement.state == EntitlementState.ASKED:
        ask_person(entitlement)


@subscribe(EntitlementDecided)
def tell(news: EntitlementDecided) -> None:
    tell_decision(news)


@subscribe(BenefitAppealDecided)
def tell_the_answer(news: BenefitAppealDecided) -> None:
    tell_appellant(Appeal.objects.with_words().get(pk=news.appeal_id))


@subscribe(RunWorkDue)
def work_on_run(news: RunWorkDue) -> None:
    work_on(news.run_id, news.step)


@subscribe(NoticeClosed)
def clear_names(news: NoticeClosed) -> None:
    """Every name without a standing objection goes on to the decision."""
    if news.kind == NOTICE_KIND:
        for pk in news.clear_subjects:
            _on(pk, "clear", clear_entitlement)


@subscribe(EntryCleared)
def clear_name_after_dismissal(news: EntryCleared) -> None:
    """The last objection to this name was dismissed after the notice had closed."""
    if news.kind == NOTICE_KIND:
        _on(news.subject_id, "clear", clear_entitlement)


@subscribe(ObjectionUpheld)
def stop_one_name(news: ObjectionUpheld) -> None:
    """Where the grant came first, no machine takes it back: the reviewers are told."""
    if news.kind != NOTICE_KIND:
        return
    entitlement = Entitlement.objects.with_words().get(pk=news.subject_id)
    if entitlement.state == EntitlementState.GRANTED:
        tell_reviewers(entitlement, news.answer)
    else:
        _on(news.subject_id, "uphold", stop_entitlement, answer=news.answer)


@subscribe(NoticeWithdrawn)
def wait_for_a_new_notice(news: NoticeWithdrawn) -> None:
    if news.kind == NOTICE_KIND:
        for pk in news.subjects:
            _on(pk, "take_off_notice", take_off_entitlement, reason=news.reason)


@subscribe(CredentialIssued)
def note_new_certificate(news: CredentialIssued) -> None:
    note_fact_change(Cause.CREDENTIAL, key=f"{news.credential_id}:issue")


@subscribe(CredentialStatusChanged)
def note_changed_certificate(news: CredentialStatusChanged) -> None:
    note_fact_change(Cause.CREDENTIAL, key=f"{news.credential_id}:{news.event}")


@subscribe(FactsArrived)
def note_delivery(news: FactsArrived) -> None:
    note_fact_change(Cause.DELIVERY, key=news.delivery_id)


@subscribe(FactQueryAnswered)
def go_on_with_dispute(news: FactQueryAnswered) -> None:
    """The question that went with a dispute has its answer."""
    rows = Entitlement.objects.with_words().filter(fact_query_id=news.query_id, state=EntitlementState.DISPUTED)
    for entitlement in rows:
        tell_of_answered_fact(entitlement)


@subscribe(PersonsMerged)
def follow_merge(news: PersonsMerged) -> None:
    """One human has one promise under one policy."""
    kept = next(iter(persons([news.kept_id]).values()))
    for row, other in list(pairs_of(news.kept_id, news.merged_id)):
        if other is None:
            move_entitlement(row, kept=kept, merge_id=news.merge_id)
        else:
            staying, going = in_order(row, other)
            absorb_entitlement(going, into=staying, merge_id=news.merge_id)
    note_fact_change(Cause.PERSON, key=news.merge_id)


@subscribe(PersonsMergeUndone)
def follow_undone_merge(news: PersonsMergeUndone) -> None:
    for row in list(touched_by(news.merge_id)):
        give_back_entitlement(row)
    note_fact_change(Cause.PERSON, key=f"{news.merge_id}:undone")


def _on(pk: str, event: str, action: Callable[..., object], **inputs: object) -> None:
    """Run the action where its event may still happen: news can arrive twice."""
    entitlement = Entitlement.objects.get(pk=pk)
    if ENTITLEMENT.can(entitlement, event):
        action(entitlement, **inputs)
