"""What applicants are told when their application moves."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.events import ApplicationMoved, SittingChanged
from juxian.evaluation.models import (
    Appeal,
    Application,
    BatchRow,
    Duty,
    EmployerPlan,
    Mark,
    PanelMember,
    Part,
    ScoreQuery,
    Sitting,
)
from juxian.evaluation.queries.deadlines import officers_for
from juxian.evaluation.queries.score_query import query_ends_on
from juxian.evaluation.states import (
    ApplicationState,
    BatchRowState,
    EmployerPlanState,
    ScoreQueryState,
    SittingState,
)
from juxian.kit.access import Text
from juxian.kit.messages import MessageKind, send, send_to_each
from juxian.kit.messages.gateways import send_sms
from juxian.kit.punctuation import with_note
from juxian.people.queries import (
    member_ids,
    office_members,
)

MOVED = MessageKind(
    key="evaluation.moved",
    title=_("申报{number}：{state}"),
    body=_("您的金蓝领人才申报（{number}）现在是“{state}”。{reason}"),
    channels=("inbox", "sms"),
)
RETURNED = MessageKind(
    key="evaluation.returned",
    title=_("申报{number}需要补正"),
    body=_("窗口请您补正申报（{number}）：{reason} 请在{due}前补正并再次提交。"),
    channels=("inbox", "sms"),
)
DUE_SOON = MessageKind(
    key="evaluation.due_soon",
    title=_("申报{number}的补正快到期了"),
    body=_("请在{due}前补正申报（{number}）并再次提交，过期后需要重新申报。窗口的意见：{reason}"),
    channels=("inbox", "sms"),
)
OVERDUE = MessageKind(
    key="evaluation.overdue",
    title=_("申报{number}已超过办理期限"),
    body=_("“{trade}”的申报（{number}）停在“{state}”，应在{due}前办完。请尽快办理。"),
    channels=("inbox",),
)
TOO_LATE = MessageKind(
    key="evaluation.objection_after_recognition",
    title=_("申报{number}：异议成立时已经认定"),
    body=_("对申报（{number}）的异议已查实，但认定在先，不能自动撤回。请核查后决定是否撤销证书。核查结论：{reason}"),
    channels=("inbox",),
)
SITTING_PUBLISHED = MessageKind(
    key="evaluation.sitting_published",
    title=_("考试安排：{title}"),
    body=_("请于{time}到{place}参加“{title}”，{seat}号座。请带身份证和准考证，准考证在申报页下载。"),
    channels=("inbox", "sms"),
)
SITTING_MOVED = MessageKind(
    key="evaluation.sitting_changed",
    title=_("考试安排有变：{title}"),
    body=_("“{title}”改为{time}，在{place}，{seat}号座。原因：{reason} 请重新下载准考证。"),
    channels=("inbox", "sms"),
)
SITTING_CANCELLED = MessageKind(
    key="evaluation.sitting_cancelled",
    title=_("考试取消：{title}"),
    body=_("您原定{time}参加的“{title}”已取消。原因：{reason} 重新安排后会再通知您。"),
    channels=("inbox", "sms"),
)
SITTING_KINDS = {
    "publish": SITTING_PUBLISHED,
    "change": SITTING_MOVED,
    "cancel": SITTING_CANCELLED,
    "release": SITTING_CANCELLED,
}
SITTING_TOMORROW = MessageKind(
    key="evaluation.sitting_tomorrow",
    title=_("明天考试：{title}"),
    body=_("明天{time}，{place}，{seat}号座。请带身份证和准考证，提前到场签到。"),
    channels=("inbox", "sms"),
)
SITTING_DUTY = MessageKind(
    key="evaluation.sitting_duty",
    title=_("考务安排：{title}"),
    body=_("您在场次{number}（{title}，{time}，{place}）担任{duty}。现在状态：{state}。"),
    channels=("inbox",),
)
RESULTS = MessageKind(
    key="evaluation.results",
    title=_("“{part}”成绩已公布"),
    body=_("申报{number}的“{part}”成绩已公布，请登录查看。对成绩有疑问的，可在{due}前申请复核。"),
    channels=("inbox", "sms"),
)
QUERY_ANSWERED = MessageKind(
    key="evaluation.query_answered",
    title=_("“{part}”成绩复核已答复"),
    body=_("申报{number}的“{part}”成绩复核结果：{state}。{answer}"),
    channels=("inbox", "sms"),
)
PANEL_CALLED = MessageKind(
    key="evaluation.panel_called",
    title=_("您被选入评审组：{title}"),
    body=_("请参加“{title}”，时间{when}，地点{room}。评分前请先确认没有利害关系；有关系的请在页面上回避。"),
    channels=("inbox", "sms"),
)
SEAT_OPEN = MessageKind(
    key="evaluation.seat_open",
    title=_("评审组“{title}”缺一位成员"),
    body=_("有成员退出“{title}”，抽签的备选人员已用完。请在评审组页面指定一位接替。"),
    channels=("inbox",),
)
APPEAL_REFUSED = MessageKind(
    key="evaluation.appeal_refused",
    title=_("申报{number}的申诉不予受理"),
    body=_("您对申报（{number}）的申诉不予受理。理由：{answer}"),
    channels=("inbox", "sms"),
)
SILENT = {"submit", "resubmit", "withdraw", "certify"}


def tell_applicant(news: ApplicationMoved) -> None:
    """One message a move, never doubled: the key holds the event and its instant."""
    if news.event in SILENT:
        return
    application = Application.objects.get(pk=news.application_id)
    kind = RETURNED if news.event == "return" else MOVED
    _send(
        kind,
        application,
        {"state": ApplicationState(news.state).label, "reason": news.reason, "due": news.due_on},
        key=f"evaluation:{application.pk}:{news.event}:{news.moved_at}",
    )


def remind_applicant(application: Application) -> None:
    """Three days before a correction is due, once for each deadline."""
    due = _day(application)
    key = f"evaluation:{application.pk}:due_soon:{due}"
    _send(DUE_SOON, application, {"reason": application.reason, "due": due}, key=key)


def remind_officers(application: Application) -> None:
    """Once for each deadline that passes, to everybody who may move the application on."""
    due = _day(application)
    words = {
        "number": application.number or "",
        "trade": application.item.name,
        "state": ApplicationState(application.state).label,
        "due": due,
    }
    key = f"evaluation:{application.pk}:overdue:{application.state}:{due}"
    send_to_each(OVERDUE.key, officers_for(application), words, key, link=_office_page(application))


def tell_leaders(application: Application, answer: str) -> None:
    """An objection was upheld after the decision: only a person can take a certificate back."""
    words = {"number": application.number or "", "reason": answer}
    key = f"evaluation:{application.pk}:too_late"
    send_to_each(TOO_LATE.key, office_members("leader"), words, key, link=_office_page(application))


def tell_of_sitting(news: SittingChanged) -> None:
    """Candidates who have a seat learn where it is, those who lost theirs why; whoever serves learns it too."""
    sitting = Sitting.objects.select_related("room__site").get(pk=news.sitting_id)
    seats = {seat.application_id: seat.number for seat in sitting.seats.all()}
    key = f"evaluation:sitting:{sitting.pk}:{news.event}:{news.at}"
    for application in Application.objects.filter(pk__in=news.applications).select_related("applicant"):
        seat = seats.get(application.pk)
        kind = SITTING_KINDS[news.event]
        if (seat is None) is (kind is SITTING_CANCELLED):  # else later news tells what is true by now
            words = {**_words_of(sitting), "reason": news.reason, "seat": str(seat or "")}
            _send(kind, application, words, key=key)
    if news.event != "release":
        _tell_staff(sitting, key)


def remind_of_sitting(sitting: Sitting) -> int:
    """The day before, once for each time that was promised. Return to how many."""
    seats = list(sitting.seats.select_related("application__applicant"))
    for seat in seats:
        words = {**_words_of(sitting), "seat": str(seat.number)}
        key = f"evaluation:sitting:{sitting.pk}:tomorrow:{sitting.starts_at.isoformat()}"
        _send(SITTING_TOMORROW, seat.application, words, key=key)
    return len(seats)


def _tell_staff(sitting: Sitting, key: str) -> None:
    link = reverse("evaluation:sitting_detail", args=[sitting.pk])
    for one in sitting.staff.all():
        words = {**_words_of(sitting), "duty": Duty(one.duty).label, "state": SittingState(sitting.state).label}
        send(SITTING_DUTY.key, to=one.person_id, context=words, key=key, link=link)


def _words_of(sitting: Sitting) -> dict[str, Text]:
    site = sitting.room.site
    return {
        "number": sitting.number,
        "title": sitting.title,
        "time": timezone.localtime(sitting.starts_at).strftime("%Y-%m-%d %H:%M"),
        "place": with_note(str(sitting.room), site.address),
    }


def tell_result(mark: Mark) -> None:
    """Once for each mark that is released."""
    words = {"part": Part(mark.part).label, "due": query_ends_on(mark).isoformat()}
    _send(RESULTS, mark.application, words, key=f"evaluation:{mark.pk}:released")


def tell_answer(query: ScoreQuery) -> None:
    """Once for each query."""
    words = {
        "part": Part(query.mark.part).label,
        "state": ScoreQueryState(query.state).label,
        "answer": query.answer,
    }
    _send(QUERY_ANSWERED, query.mark.application, words, key=f"evaluation:{query.pk}:answered")


def tell_member(member: PanelMember) -> None:
    """A member of a panel, once: when, where, and that ties must be named first."""
    panel = member.panel
    when = timezone.localtime(panel.starts_at).strftime("%Y-%m-%d %H:%M") if panel.starts_at else ""
    words = {"title": panel.title, "when": when or panel.convened_on.isoformat(), "room": panel.room or "—"}
    key = f"evaluation:{panel.pk}:called:{member.assessor_id}"
    link = reverse("evaluation:case_list")
    send(PANEL_CALLED.key, to=member.assessor.surviving().pk, context=words, key=key, link=link)


def tell_of_open_seat(member: PanelMember) -> None:
    """To those who convene: nobody follows a member who left."""
    link = reverse("evaluation:panel_detail", args=[member.panel_id])
    key = f"evaluation:{member.pk}:seat_open"
    send_to_each(SEAT_OPEN.key, office_members("reviewer"), {"title": member.panel.title}, key, link=link)


def tell_appellant(appeal: Appeal) -> None:
    key = f"evaluation:{appeal.pk}:refused"
    _send(APPEAL_REFUSED, appeal.application, {"answer": appeal.answer}, key=key)


def _office_page(application: Application) -> str:
    return reverse("evaluation:office_application", args=[application.pk])


def _day(application: Application) -> str:
    return timezone.localdate(application.due_at).isoformat() if application.due_at else ""


def _send(kind: MessageKind, application: Application, context: dict[str, Text], key: str) -> None:
    """To the applicant as they are known today: a merged row has its inbox with the one that was kept."""
    send(
        kind.key,
        to=application.applicant.surviving().pk,
        context={"number": application.number or "", **context},
        key=key,
        link=reverse("evaluation:my_application", args=[application.pk]),
    )


PLAN_DECIDED = MessageKind(
    key="evaluation.employer_plan_decided",
    title=_("评价方案“{title}”：{state}"),
    body=_("贵单位的评价方案“{title}”现在是“{state}”。{reason}"),
    channels=("inbox", "sms"),
)
TO_CONFIRM = MessageKind(
    key="evaluation.batch_to_confirm",
    title=_("{employer}替您填好了申报，请您确认"),
    body=_(
        "{employer}替您填了“{trade}”的申报。请在{due}前核对，补上照片和承诺后提交；内容不对可以改，也可以不同意。"
        "到期不确认，申报作废。"
    ),
    channels=("inbox", "sms"),
)
WORKER_ANSWERED = MessageKind(
    key="evaluation.batch_answered",
    title=_("员工名单“{file}”：{name}{state}"),
    body=_("员工名单“{file}”第{number}行{name}：{state}。{reason}"),
    channels=("inbox",),
)
EMPLOYER_ROLES = ("employer_admin", "employer_staff")


def tell_employer_of_plan(plan: EmployerPlan, state: str, decided_at: str, reason: str) -> None:
    """Everybody who acts for the employer reads what the office decided."""
    words = {"title": plan.title, "state": EmployerPlanState(state).label, "reason": reason}
    key = f"employer_plan:{plan.pk}:{decided_at}"
    members = member_ids(plan.organisation_id, EMPLOYER_ROLES)
    send_to_each(PLAN_DECIDED.key, members, words, key, link=reverse("evaluation:org_plan", args=[plan.pk]))


def await_worker(row: BatchRow, round_: int | str) -> None:
    """A registered worker gets a message with the link; to somebody unknown only a text can go, to the number that
    the employer wrote, and it names neither trade nor pay."""
    due = timezone.localdate(row.due_at).isoformat()
    if row.state == BatchRowState.WAITING:
        words = {"employer": row.organisation.name, "trade": row.item.name, "due": due}
        page = reverse("evaluation:my_batch_row", args=[row.pk])
        send(TO_CONFIRM.key, to=row.applicant.surviving().pk, context=words, key=f"{row.pk}:{round_}", link=page)
    elif row.state == BatchRowState.INVITED and row.phone:
        text = _t(
            "%(employer)s替您填了技能人才申报。请在%(due)s前登录%(site)s，用本人证件注册后确认；不是您本人请不理会。"
        )
        words = {"employer": row.organisation.name, "due": due, "site": settings.SITE_URL}
        send_sms(row.phone.open(), text % words, key=f"batch_row:{row.pk}:{round_}")


def tell_employer_of_answer(row: BatchRow) -> None:
    """A worker declined or let the time go by."""
    batch = row.batch
    words = {
        "file": batch.file_name,
        "number": str(row.number),
        "name": row.name,
        "state": row.get_state_display(),
        "reason": row.reason,
    }
    members = member_ids(batch.organisation_id, EMPLOYER_ROLES)
    link = reverse("evaluation:org_batch", args=[batch.pk])
    send_to_each(WORKER_ANSWERED.key, members, words, f"batch_row:{row.pk}:{row.state}", link=link)
