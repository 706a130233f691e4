"""An employer's candidates as Excel: what the filters show, contact data only of those who agreed."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.excel import Column, export_rows
from juxian.kit.views import audience
from juxian.people.queries import contact
from juxian.recruitment.forms.candidate import CandidatesQuery
from juxian.recruitment.models import JobApplication
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.job_application import found_candidates, shown_name

MOST_EXPORTED = 5_000
COLUMNS = [
    Column("name", _("姓名"), "text"),
    Column("vacancy", _("职位"), "text"),
    Column("headline", _("求职方向"), "text"),
    Column("years", _("工作年限"), "text"),
    Column("school", _("毕业学校"), "text"),
    Column("certificates", _("平台证书"), "text"),
    Column("state", _("状态"), "text"),
    Column("stage", _("阶段"), "text"),
    Column("rating", _("评分"), "text"),
    Column("tags", _("标签"), "text"),
    Column("source", _("来源"), "text"),
    Column("sent_on", _("投递日期"), "text"),
    Column("phone", _("手机号（仅限同意显示的）"), "text"),
    Column("email", _("邮箱（仅限同意显示的）"), "text"),
]


@audience(Audience.ORGANISATION, Permission.HANDLE_APPLICATION)
@require_POST
def org_candidates_export(request: HttpRequest) -> HttpResponse:
    """Who reads so many contact data at once is in the record."""
    query = CandidatesQuery(request.POST)
    found = found_candidates(JobApplication.objects.visible_to(request.actor), query.values())
    rows = list(found[:MOST_EXPORTED])
    shown = sum(row.shows_contact for row in rows)
    record("export", "recruitment.candidates", by=request.actor, data={"count": len(rows), "contacts": shown})
    return export_rows(str(_("求职者名单")), COLUMNS, _sheet(rows))


def _sheet(rows: Iterable[JobApplication]) -> Iterable[dict[str, str]]:
    for row in rows:
        found = contact(row.person_id) if row.shows_contact else None
        resume = row.resume
        yield {
            "name": shown_name(row),
            "vacancy": row.vacancy.title,
            "headline": resume.headline,
            "years": "" if resume.experience_years is None else str(resume.experience_years),
            "school": resume.schooling[0].school if resume.schooling else "",
            "certificates": "；".join(_certificates(row)),  # untranslated: a separator
            "state": row.get_state_display(),
            "stage": row.stage.name if row.stage else "",
            "rating": str(row.rating or ""),
            "tags": " ".join(row.tags),
            "source": row.get_source_display(),
            "sent_on": timezone.localdate(row.sent_at).isoformat(),
            "phone": found.phone if found else "",
            "email": found.email if found else "",
        }


def _certificates(row: JobApplication) -> list[str]:
    return [f"{each['occupation']} {each['level_label']}" for each in row.snapshot.get("certificates", [])]
