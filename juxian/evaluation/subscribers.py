"""What evaluation does when it hears news, its own included."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from juxian.credentials.events import CredentialStatusChanged
from juxian.credentials.queries import origin_of
from juxian.evaluation.actions import (
    certify_application,
    clear_application,
    follow_application,
    forget_applicant,
    forget_row,
    meet_row,
    release_place,
    take_off_notice,
    uphold_objection,
)
from juxian.evaluation.actions.recognition import NOTICE_KIND
from juxian.evaluation.events import (
    AppealRefused,
    ApplicationMoved,
    BatchBegun,
    BatchSent,
    EmployerPlanDecided,
    MemberLeft,
    PanelConvened,
    ResultsReleased,
    ScoreQueryAnswered,
    SittingChanged,
    TalentRecognised,
    WorkerAnswered,
    WorkerAwaited,
    WorkersListed,
)
from juxian.evaluation.importers import check_sheet, import_sheet
from juxian.evaluation.messages import (
    await_worker,
    tell_answer,
    tell_appellant,
    tell_applicant,
    tell_employer_of_answer,
    tell_employer_of_plan,
    tell_leaders,
    tell_member,
    tell_of_open_seat,
    tell_of_sitting,
    tell_result,
)
from juxian.evaluation.models import (
    Appeal,
    Application,
    Batch,
    BatchRow,
    EmployerPlan,
    Mark,
    PanelMember,
    Place,
    ScoreQuery,
)
from juxian.evaluation.queries.batch import invited_by_identity, rows_of_person
from juxian.evaluation.queries.rights import forgettable
from juxian.evaluation.states import (
    APPLICATION,
    ApplicationState,
    BatchRowState,
)
from juxian.kit.events import (
    announce,
    subscribe,
)
from juxian.notices.events import EntryCleared, NoticeClosed, NoticeWithdrawn, ObjectionUpheld
from juxian.people.events import (
    PersonErased,
    PersonRegistered,
)
from juxian.people.queries import persons


@subscribe(TalentRecognised)
def issue_certificate(news: TalentRecognised) -> None:
    _on(news.application_id, "certify", certify_application)


@subscribe(NoticeClosed)
def clear_names(news: NoticeClosed) -> None:
    """Every name without a standing objection goes on to the decision."""
    if news.kind == NOTICE_KIND:
        for pk in news.clear_subjects:
            _on(pk, "clear", clear_application)


@subscribe(EntryCleared)
def clear_name_after_dismissal(news: EntryCleared) -> None:
    """The last objection to this name was dismissed after the notice had closed."""
    if news.kind == NOTICE_KIND:
        _on(news.subject_id, "clear", clear_application)


@subscribe(ObjectionUpheld)
def stop_one_name(news: ObjectionUpheld) -> None:
    """Where the decision came first, no machine takes it back: the leaders are told."""
    if news.kind != NOTICE_KIND:
        return
    application = Application.objects.get(pk=news.subject_id)
    if application.state in (ApplicationState.RECOGNISED, ApplicationState.CERTIFIED):
        tell_leaders(application, news.answer)
    else:
        _on(news.subject_id, "uphold", uphold_objection, answer=news.answer)


@subscribe(NoticeWithdrawn)
def wait_for_a_new_notice(news: NoticeWithdrawn) -> None:
    if news.kind == NOTICE_KIND:
        for pk in news.subjects:
            _on(pk, "take_off_notice", take_off_notice, reason=news.reason)


@subscribe(ApplicationMoved)
def tell(news: ApplicationMoved) -> None:
    tell_applicant(news)


@subscribe(SittingChanged)
def tell_candidates(news: SittingChanged) -> None:
    tell_of_sitting(news)


@subscribe(ResultsReleased)
def tell_results(news: ResultsReleased) -> None:
    for mark in Mark.objects.released().filter(seat__sitting=news.sitting_id).with_words():
        tell_result(mark)


@subscribe(ScoreQueryAnswered)
def tell_the_answer(news: ScoreQueryAnswered) -> None:
    tell_answer(ScoreQuery.objects.with_words().get(pk=news.query_id))


@subscribe(CredentialStatusChanged)
def give_back_place(news: CredentialStatusChanged) -> None:
    """A revoked certificate leaves its place of the plan to somebody else."""
    if news.event == "revoke":
        _kind, origin = origin_of(news.credential_id)
        for place in Place.objects.filter(application=origin, released_at=None):
            release_place(place)


@subscribe(PersonErased)
def forget(news: PersonErased) -> None:
    """The uploads are left without a row and swept at night."""
    for row in rows_of_person(UUID(news.person_id)):
        forget_row(row)
    for application in forgettable(UUID(news.person_id)):
        forget_applicant(application)


@subscribe(PanelConvened)
def call_members(news: PanelConvened) -> None:
    for member in PanelMember.objects.sitting().filter(panel=news.panel_id):
        tell_member(member)


@subscribe(MemberLeft)
def call_successor(news: MemberLeft) -> None:
    """Where nobody follows, the office has to name somebody."""
    member = PanelMember.objects.select_related("panel").get(pk=news.member_id)
    successor = PanelMember.objects.filter(replaces=member).first()
    if successor:
        tell_member(successor)
    else:
        tell_of_open_seat(member)


@subscribe(AppealRefused)
def tell_of_refused_appeal(news: AppealRefused) -> None:
    tell_appellant(Appeal.objects.select_related("application").get(pk=news.appeal_id))


@subscribe(EmployerPlanDecided)
def tell_employer(news: EmployerPlanDecided) -> None:
    plan = EmployerPlan.objects.get(pk=news.plan_id)
    tell_employer_of_plan(plan, news.state, news.decided_at, news.reason)


@subscribe(BatchSent)
def read_sheet(news: BatchSent) -> None:
    check_sheet(Batch.objects.get(pk=news.batch_id))


@subscribe(BatchBegun)
def take_in_sheet(news: BatchBegun) -> None:
    import_sheet(Batch.objects.get(pk=news.batch_id))


@subscribe(WorkersListed)
def ask_workers(news: WorkersListed) -> None:
    """One piece of news each, all or none: a number that takes no text must not keep the others waiting."""
    rows = BatchRow.objects.unanswered().filter(batch=news.batch_id, number__range=(news.first, news.last))
    with transaction.atomic():
        for row in rows:
            announce(WorkerAwaited(str(row.pk), 0))


@subscribe(WorkerAwaited)
def ask_worker(news: WorkerAwaited) -> None:
    await_worker(BatchRow.objects.get(pk=news.row_id), news.round)


@subscribe(WorkerAnswered)
def tell_of_answer(news: WorkerAnswered) -> None:
    tell_employer_of_answer(BatchRow.objects.get(pk=news.row_id))


@subscribe(PersonRegistered)
def meet_invited(news: PersonRegistered) -> None:
    """What an employer sent before the worker was registered finds its worker."""
    person = persons([news.person_id])[UUID(news.person_id)]
    for row in invited_by_identity(person.identity_index):
        meet_row(row, person=person)


@subscribe(ApplicationMoved)
def follow(news: ApplicationMoved) -> None:
    """The draft of a batch was submitted or taken back: its row follows."""
    for row in BatchRow.objects.filter(application=news.application_id, state=BatchRowState.WAITING):
        follow_application(row)


def _on(pk: str, event: str, action: Callable[..., object], **inputs: object) -> None:
    """Run the action where its event may still happen: news can arrive twice."""
    application = Application.objects.get(pk=pk)
    if APPLICATION.can(application, event):
        action(application, **inputs)
