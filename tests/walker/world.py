"""Two tenants on one stage: a worker with an employer each, and one row of everything that an address can name.

The second tenant's texts all carry a mark, so that a leak is seen in any body or header.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from juxian.catalogue.forms.sheet import item_columns
from juxian.catalogue.models import Edition, IndustryGroup, Item, Opinion
from juxian.catalogue.states import EditionState
from juxian.credentials.actions import check_list, share_passport
from juxian.credentials.models import Credential, ListCheck, SkillPassport
from juxian.evaluation import actions
from juxian.evaluation.forms.site import site_columns
from juxian.evaluation.models import Application, Contribution, Evidence, Panel, PanelCase, PlanPlaces, Scheme
from juxian.evaluation.permissions import MARK_SHEET
from juxian.evaluation.states import ApplicationState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.audit import record
from juxian.kit.excel import Column, template_file
from juxian.kit.excel.export import export_bytes
from juxian.kit.media.serving import progress_token
from juxian.kit.messages.actions import reword
from juxian.kit.models import AuditEvent, Message, MessageDelivery, MessageTemplate, Upload, Video
from juxian.kit.uploads import accept_upload
from juxian.notices.models import NoticeEntry, Objection, PublicNotice
from juxian.people.actions import give_consent, invite_member, merge_persons, request_correction, request_deletion
from juxian.people.models import Consent, CorrectionRequest, DeletionRequest, Membership, Organisation, PersonMerge
from tests.cast import Cast, Member, actor_for, make_cast, make_member, make_membership, make_organisation, make_person
from tests.catalogue.factories import make_edition, make_group, make_item, make_occupation, put_into
from tests.evaluation.drawing_room import PanelRows, office_draws, panel_rows
from tests.evaluation.employer_factories import EmployerRows, employer_rows
from tests.evaluation.factories import Stage, bring_to, fill_in, make_stage, picture
from tests.evaluation.marking import queried_mark
from tests.evaluation.seating import announced_seat
from tests.notices.factories import make_objection
from tests.walker.applicants import ApplicantRows, applicant_rows
from tests.walker.fair import FairRows, fair_rows
from tests.walker.hall import HallRows, hall_rows
from tests.walker.live import LiveRows, live_rows
from tests.walker.money import MoneyRows, money_rows
from tests.walker.papers import lost_copy, office_papers
from tests.walker.promises import PromiseRows, promise_rows
from tests.walker.recruiters import RecruiterRows, recruiter_rows
from tests.walker.registers import asked, office_deliveries

MARK = "罕标"  # in every text of the foreign tenant, and nowhere else
FOREIGN_PHONE = "13877665544"
FOREIGN_EMAIL = "rare-mark@example.invalid"
# Organisations by the role of those who act for them.
BODIES = {"school": "school", "training_body": "training_body", "park_operator": "enterprise"}


@dataclass
class Tenant:
    """One of everything that an address can name, belonging to one worker or their employer."""

    member: Member
    admin: Member
    employer: Organisation
    certified: Application
    waiting: Application  # a workmate's, accepted and not yet reviewed
    draft: Application
    contribution: Contribution
    evidence: Evidence
    portrait: Upload
    credential: Credential
    passport: SkillPassport
    list_check: ListCheck
    copy_request: Any  # of the certificate's paper, which was lost
    panel: Panel
    case: PanelCase
    notice: PublicNotice
    objection: Objection
    staff: Membership
    invitation: Membership
    role: Membership  # of the worker at the employer
    consent: Consent
    deletion: DeletionRequest
    correction: CorrectionRequest
    message: Message
    delivery: MessageDelivery
    merge: PersonMerge
    twin: Any
    event: AuditEvent
    sat: PanelRows  # what the panel left
    seat: Any  # in a published sitting
    query: Any  # about a released mark
    fact_query: Any  # about what an office says
    evaluated: EmployerRows
    promised: PromiseRows
    money: MoneyRows
    applying: ApplicantRows
    recruiting: RecruiterRows
    hall: HallRows
    fair: FairRows
    live: LiveRows


@dataclass
class World:
    """The stage, both tenants, what the office shares, and an actor for every role."""

    cast: Cast
    stage: Stage
    own: Tenant
    foreign: Tenant
    draft_edition: Edition
    open_edition: Edition
    item: Item
    opinion: Opinion
    group: IndustryGroup
    plan_places: PlanPlaces
    places_change: Any
    ceremony: Any
    print_run: Any
    revocation: Any
    office_check: ListCheck  # a list that the counter had checked
    wording: MessageTemplate
    video: Video
    sheet: Upload
    site_sheet: Upload
    mark_file: Upload
    scheme: Scheme
    draw: Any
    assessor_line: Any
    assessor_file: Upload
    register_file: Any
    subject: Any
    actors: dict[str, Actor | None] = field(default_factory=dict)
    foreign_rows: dict[str, list[Any]] = field(default_factory=dict)
    office_role: Membership | None = None  # of the assessor, whom the security administrator may dismiss
    fingerprint: dict[str, str] = field(default_factory=dict)

    @property
    def hall(self) -> HallRows:
        """A public fair: whoever is signed in as a person may queue there and ask for interviews."""
        return self.own.hall

    @property
    def fair(self) -> FairRows:
        """A public fair: any person may reserve a place there, any employer may ask for a booth."""
        return self.own.fair

    @property
    def video_token(self) -> str:
        """A signed token stands for the page that showed the video, so whoever has it may ask."""
        return progress_token(self.video)


def make_world() -> World:
    """Put everything on stage; the foreign tenant last, so that its rows are those that came by it."""
    year = clock.today().year
    cast = make_cast()
    stage = make_stage(cast, year=year, published_on=date(year, 1, 1))
    own = make_tenant(stage, cast.lv, cast.wang, cast.employer)
    world = World(cast, stage, own, own, **_shared(cast, stage))
    before = _all_keys()
    name = f"{MARK}甲"
    stranger = make_member(name, phone=FOREIGN_PHONE, email=FOREIGN_EMAIL)
    world.foreign = make_tenant(stage, stranger, cast.stranger_employer, cast.other_employer)
    _mark(world.foreign)
    world.foreign_rows = {table: sorted(keys - before[table]) for table, keys in _all_keys().items()}
    world.actors = _actors(cast, stage, stranger) | {"school": own.applying.teacher.actor}
    world.office_role = cast.sun.memberships["assessor"]
    return world


def make_tenant(stage: Stage, member: Member, admin: Member, employer: Organisation) -> Tenant:
    """Everything that one worker and one employer leave behind after years on the platform."""
    person, by, cast = member.person, member.citizen, stage.cast
    certified = bring_to(ApplicationState.CERTIFIED, stage, member, level="senior")
    workmate = make_member(f"{person.name}工友")
    waiting = bring_to(ApplicationState.ACCEPTED, stage, workmate, level="senior")
    Application.objects.filter(pk__in=[certified.pk, waiting.pk]).update(employer=employer)
    draft = fill_in(stage, member, "technician", employer=employer)
    contribution = draft.contributions.get()
    upload = accept_upload(picture(f"{person.name}.jpg"), kinds=("image",), by=by, purpose="evaluation.evidence")
    evidence = actions.add_evidence(draft, contribution=contribution, upload=upload, by=by)
    notice = PublicNotice.objects.get(entries__subject_id=certified.pk)
    message = Message.objects.filter(recipient_id=person.pk).latest("id")
    twin = make_person(person.name, identity_kind="passport", identity_number=f"E{person.phone_tail or 1:0>8}")
    gone = make_person(person.name, identity_kind="passport", identity_number=f"G{person.phone_tail or 1:0>8}")
    invite_member(employer, phone=person.phone.open(), role="employer_staff", by=admin.actor)
    applying = applicant_rows(member, admin, cast)
    return Tenant(
        member=member,
        evaluated=employer_rows(stage, member, admin.actor),
        admin=admin,
        employer=employer,
        certified=certified,
        waiting=waiting,
        draft=draft,
        contribution=contribution,
        evidence=evidence,
        portrait=draft.portrait,
        credential=Credential.objects.get(holder=person),
        passport=_passport(person, by),
        list_check=_list_check(person, employer, admin.actor),
        copy_request=lost_copy(person, by),
        panel=certified.panel_case.panel,
        case=certified.panel_case,
        notice=notice,
        objection=make_objection(notice, NoticeEntry.objects.get(subject_id=certified.pk), objector_name=person.name),
        staff=make_membership(make_person(f"{person.name}的同事"), employer, "employer_staff"),
        invitation=Membership.objects.get(organisation=employer, state="invited"),
        deletion=request_deletion(person, reason=f"{person.name}不再使用", by=by),  # before the role, which would hold
        role=make_membership(person, make_organisation(f"{person.name}兼职处"), "employer_staff"),
        consent=give_consent(person, purpose="contact_sms", source="测试", by=by),
        correction=_correction(person, by),
        message=message,
        delivery=_failed_delivery(message),
        merge=merge_persons(make_person(person.name), merged=gone, reason="同一人登记了两次", by=cast.zhao.actor),
        twin=twin,
        event=_event(person, by),
        sat=panel_rows(certified, cast.sun),
        seat=announced_seat(certified, cast.sun, person.name),
        query=queried_mark(stage, certified),
        fact_query=asked(person, by),
        promised=promise_rows(member, employer, admin.actor),
        money=money_rows(member, cast, int(member is not cast.lv)),
        applying=applying,
        recruiting=recruiter_rows(member, admin, applying.teacher, applying.vacancy, cast),
        hall=hall_rows(member, admin, cast),
        fair=fair_rows(member, admin, cast),
        live=live_rows(member, admin, cast, applying.vacancy),
    )


def _correction(person: Any, by: Actor) -> CorrectionRequest:
    return request_correction(
        person,
        name=f"{person.name}改",
        identity_kind="passport",
        identity_number=f"D{person.phone_tail or 1:0>8}",
        birth_on=person.birth_on,
        sex=person.sex,
        reason="证件换发后姓名有变",
        document=accept_upload(picture(), kinds=("image",), by=by, purpose="people.document"),
        by=by,
    )


def _failed_delivery(message: Message) -> MessageDelivery:
    values = {"state": "failed", "due_at": clock.now(), "finished_at": clock.now()}
    return MessageDelivery.objects.update_or_create(message=message, channel="sms", defaults=values)[0]


def _event(person: Any, by: Actor) -> AuditEvent:
    record("probe", "walker.probe", by=by, subject=person)
    return AuditEvent.objects.filter(subject_id=str(person.pk)).latest("id")


def _mark(tenant: Tenant) -> None:
    """Put the mark into every text that only the tenant and the office may read."""
    person, employer = tenant.member.person, tenant.employer
    for row, fields in {
        tenant.draft: ["statement", "post"],
        tenant.certified: ["statement", "post"],
        tenant.contribution: ["title", "description"],
        tenant.message: ["title", "body"],
        tenant.objection: ["reason"],
        tenant.portrait: ["original_name"],
        tenant.evidence.upload: ["original_name"],
        employer: ["contact_name"],  # who recruits shows the address to everybody
        tenant.deletion: ["reason"],
    }.items():
        values = {name: f"{MARK}{name}" for name in fields}
        type(row)._base_manager.filter(pk=row.pk).update(**values)
    assert person.name.startswith(MARK)


def _shared(cast: Cast, stage: Stage) -> dict[str, Any]:
    """What belongs to the office: editions in each state, an item, an opinion, a sheet."""
    year = clock.today().year
    draft, consulted = make_edition(year + 2), make_edition(year + 1)
    item = make_item(draft, make_occupation("钳工", "6-20-01-01"))
    make_item(consulted, make_occupation("电工", "6-31-01-03"))
    put_into(consulted, EditionState.OPINION, opinion_from_on=clock.today(), opinion_until_on=clock.today())
    sheet = ContentFile(template_file("x", item_columns()).content, name="items.xlsx")
    return {
        "draft_edition": draft,
        "open_edition": consulted,
        "item": item,
        "opinion": Opinion.objects.create(edition=consulted, text=f"{MARK}意见", contact=FOREIGN_PHONE),
        "plan_places": PlanPlaces.objects.get(plan=stage.plan, level="senior"),
        "places_change": actions.change_places(
            PlanPlaces.objects.get(plan=stage.plan, level="chief"),
            places=99,
            reason="区里追加名额",
            by=cast.huang.actor,
        ),
        "wording": reword("evaluation.moved", by=cast.zheng.actor, title="进度：{state}", body="已更新。"),
        "group": make_group("marine", "海工装备"),
        **office_papers(cast),
        **office_draws(stage),
        **office_deliveries(cast),
        "video": Video.objects.create(original_name="介绍.mp4", size=1, sha256="0" * 64, purpose="walker"),
        "sheet": accept_upload(sheet, kinds=("excel",), by=cast.lin.actor, purpose="catalogue.items"),
        "site_sheet": _site_sheet(cast),
        "mark_file": _mark_file(cast),
        "scheme": Scheme.objects.create(occupation=item.occupation, level="senior"),
    }


def _mark_file(cast: Cast) -> Upload:
    """A filled entry sheet of nobody who sits: every row of it is a fault."""
    rows = [{"code": "T999999", "seat": 1}]
    file = ContentFile(export_bytes([Column("code", "准考证码"), Column("seat", "座位号")], rows), name="marks.xlsx")
    return accept_upload(file, kinds=("excel",), by=cast.ye.actor, purpose=MARK_SHEET)


def _site_sheet(cast: Cast) -> Upload:
    sheet = ContentFile(template_file("x", site_columns()).content, name="sites.xlsx")
    return accept_upload(sheet, kinds=("excel",), by=cast.ye.actor, purpose="evaluation.sites")


def _actors(cast: Cast, stage: Stage, stranger: Member) -> dict[str, Actor | None]:
    """One actor for each role of `config/roles.py`, a second employer's administrator and a stranger without rows."""
    found: dict[str, Actor | None] = {
        "visitor": None,
        "citizen": cast.lv.citizen,
        "stranger": cast.chen.citizen,
        "employer_admin": cast.wang.actor,
        "employer_staff": _worker(cast.employer, "employer_staff"),
    }
    for role, kind in BODIES.items():
        found[role] = _worker(make_organisation(f"演示{role}", kind=kind), role)
    found["station_manager"] = _worker(cast.office, "station_manager")
    for member in (
        cast.sun,
        cast.ye,
        cast.du,
        cast.zhao,
        cast.lin,
        cast.qian,
        cast.huang,
        cast.zhou,
        cast.zheng,
        cast.wu,
    ):
        found[member.actor.role] = member.actor
    outsider = make_member("外组考评", (cast.office, "assessor"))
    found["assessor_of_no_panel"] = outsider.actor
    return found


def _worker(organisation: Organisation, role: str) -> Actor:
    person = make_person("经办人")
    make_membership(person, organisation, role)
    return actor_for(person, organisation, role)


def _all_keys() -> dict[str, set[Any]]:
    """Every key of every table of ours."""
    return {kind._meta.db_table: set(kind._base_manager.values_list("pk", flat=True)) for kind in our_models()}


def our_models() -> list[type[models.Model]]:
    """Tables of the platform itself, with the record but without counters that a look may move."""
    left_out = {"kit_rate_count", "django_session"}
    return [
        kind
        for kind in apps.get_models()
        if kind.__module__.startswith("juxian.") and kind._meta.managed and kind._meta.db_table not in left_out
    ]


def secrets_of(tenant: Tenant) -> list[str]:
    """What nobody may read without asking for it: the numbers of the document, the telephone and the account."""
    person = tenant.member.person
    return [person.identity_number.open(), person.phone.open(), tenant.money.account.number.open()]


def _passport(person: Any, by: Actor) -> SkillPassport:
    """A link to the person's certificate, the name masked: whoever has the code may open it."""
    shown = [f"certificate:{Credential.objects.get(holder=person).pk}"]
    return share_passport(person, shown=shown, days=90, masks_name=True, note=f"{person.name}投标", by=by)


def _list_check(person: Any, employer: Organisation, by: Actor) -> ListCheck:
    """A list that the employer had checked."""
    rows = [{"number": Credential.objects.get(holder=person).number, "name": person.name}]
    return check_list(employer, rows=rows, purpose=f"{person.name}入职", file_name=f"{person.name}.xlsx", by=by)
