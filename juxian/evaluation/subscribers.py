"""What evaluation does when it hears news, its own included."""

from collections.abc import Callable
from uuid import UUID

from juxian.credentials.events import CredentialStatusChanged
from juxian.credentials.queries import origin_of
from juxian.evaluation.actions import (
    certify_application,
    clear_application,
    forget_applicant,
    release_place,
    take_off_notice,
    uphold_objection,
)
from juxian.evaluation.actions.recognition import NOTICE_KIND
from juxian.evaluation.events import (
    ApplicationMoved,
    ResultsReleased,
    ScoreQueryAnswered,
    SittingChanged,
    TalentRecognised,
)
from juxian.evaluation.messages import (
    tell_answer,
    tell_applicant,
    tell_leaders,
    tell_of_sitting,
    tell_result,
)
from juxian.evaluation.models import Application, Mark, Place, ScoreQuery
from juxian.evaluation.queries.rights import forgettable
from juxian.evaluation.states import APPLICATION, ApplicationState
from juxian.kit.events import subscribe
from juxian.notices.events import EntryCleared, NoticeClosed, NoticeWithdrawn, ObjectionUpheld
from juxian.people.events import PersonErased


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


def _on(pk: str, event: str, action: Callable[..., object], **inputs: object) -> None:
    """Run the action where its event may still happen: news can arrive twice."""
    application = Application.objects.get(pk=pk)
    if APPLICATION.can(application, event):
        action(application, **inputs)
