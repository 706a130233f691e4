"""The auditor's desk under /office/audit/: search the record, open an event, follow one subject, take it along."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.audit.checking import latest_check, request_check
from juxian.kit.audit.masking import changes_of, inputs_of
from juxian.kit.audit.sealing import latest_root
from juxian.kit.audit.searching import as_line, find_events, seal_of
from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Column, export_rows
from juxian.kit.models import AuditEvent
from juxian.kit.office.forms import RecordForm
from juxian.kit.permissions import Permission
from juxian.kit.views import Request, audience, back_to, paginate, render

AUDITOR = audience(Audience.OFFICE, Permission.READ_RECORD)
MOST_EXPORTED = 50_000  # rows
COLUMNS = [
    Column("id", gettext_lazy("编号"), "integer"),
    Column("at_text", gettext_lazy("时间"), width=20),
    Column("kind", gettext_lazy("类型")),
    Column("label", gettext_lazy("事项"), width=30),
    Column("by", gettext_lazy("操作人"), width=30),
    Column("role", gettext_lazy("身份")),
    Column("subject_type", gettext_lazy("对象类型"), width=24),
    Column("subject_id", gettext_lazy("对象编号"), width=38),
    Column("text", gettext_lazy("状态变化"), width=30),
    Column("details", gettext_lazy("内容（已遮盖）"), width=60),
]


@AUDITOR
@require_safe
def record_list(request: Request) -> HttpResponse:
    """The record with filters, and whether it is as it was written."""
    form = RecordForm(request.GET)
    page = paginate(request, find_events(AuditEvent.objects.visible_to(request.actor), form.search()))
    context = {
        "form": form,
        "search": form.search(),
        "page": page,
        "lines": [as_line(event) for event in page],
        "root": latest_root(),
        "check": latest_check(),
    }
    return render(request, "kit/office/record_list.html", context)


@AUDITOR
@require_safe
def record_event(request: Request, pk: int) -> HttpResponse:
    """One event: who, what, before and after (masked), and the seal over it."""
    event = get_object_or_404(AuditEvent.objects.visible_to(request.actor), pk=pk)
    context = {
        "event": event,
        "line": as_line(event),
        "changes": changes_of(event.data),
        "inputs": inputs_of(event.data),
        "seal": seal_of(event),
    }
    return render(request, "kit/office/record_event.html", context)


@AUDITOR
@require_safe
def record_subject(request: Request, subject_type: str, subject_id: UUID) -> HttpResponse:
    """All that the record knows of one subject, oldest first."""
    rows = AuditEvent.objects.visible_to(request.actor).filter(subject_type=subject_type, subject_id=subject_id)
    page = paginate(request, rows.order_by("id"))
    lines = [as_line(event) for event in page]
    context = {"page": page, "lines": [line | {"text": line["text"] or line["kind"]} for line in lines]}
    return render(request, "kit/office/record_subject.html", context | {"type": subject_type, "key": subject_id})


@AUDITOR
@require_POST
def record_export(request: Request) -> HttpResponse:
    """What the filters leave, as Excel. A POST: taking the record along is on record itself."""
    search = RecordForm(request.POST).search()
    rows = find_events(AuditEvent.objects.visible_to(request.actor), search)
    count = rows.count()
    if count > MOST_EXPORTED:
        raise RuleBroken(_("共有 %(n)s 条，一次最多导出 50,000 条。请缩小日期范围后再导出。") % {"n": count})
    record("export", "kit.record", by=request.actor, data={"count": count, **vars(search)})
    return export_rows(_("办理记录"), COLUMNS, (_as_row(event) for event in rows.iterator(2000)))


@AUDITOR
@require_POST
def record_check(request: Request) -> HttpResponse:
    """Have the whole record checked; the outcome appears on the page."""
    request_check(None, by=request.actor)
    messages.success(request, _("已开始核对。记录多时需要几分钟，完成后结果显示在本页。"))
    return back_to(request, "kit:record_list")


def _as_row(event: AuditEvent) -> dict[str, object]:
    changes = [f"{change.column}：{change.before} → {change.after}" for change in changes_of(event.data)]
    inputs = [f"{name}：{value}" for name, value in inputs_of(event.data)]
    more = {
        "at_text": f"{timezone.localtime(event.at):%Y-%m-%d %H:%M:%S}",
        "subject_type": event.subject_type,
        "subject_id": str(event.subject_id or ""),
        "details": "；".join([*changes, *inputs]),
    }
    return as_line(event) | more
