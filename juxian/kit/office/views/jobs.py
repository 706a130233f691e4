"""The queue under /office/jobs/: how it is doing, what failed for good, what runs by the clock."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from juxian.kit.access import Audience
from juxian.kit.dead_letters import failed_jobs, retry_failed_job
from juxian.kit.health import health
from juxian.kit.permissions import Permission
from juxian.kit.queue_state import last_failures, queue_counts, timetable, workers
from juxian.kit.schedule import schedule
from juxian.kit.views import Request, audience, back_to, paginate, render

ADMINISTRATOR = audience(Audience.OFFICE, Permission.RETRY_JOBS)
STATES = {
    "todo": (gettext_lazy("等待"), "wait"),
    "doing": (gettext_lazy("执行中"), "wait"),
    "succeeded": (gettext_lazy("完成"), "ok"),
    "failed": (gettext_lazy("失败"), "stop"),
    "": (gettext_lazy("还没有执行"), "plain"),
}


@ADMINISTRATOR
@require_safe
def job_list(request: Request) -> HttpResponse:
    """Counts, dead letters with their reasons, the timetable, the workers."""
    labels = {line.job: line.label for line in schedule()}
    page = paginate(request, failed_jobs())
    reasons = last_failures(job.pk for job in page)
    context = {
        "counts": queue_counts(),
        "page": page,
        "failed": [(job, labels.get(job.task_name, job.task_name), reasons.get(job.pk, "")) for job in page],
        "runs": [(run, *STATES.get(run.state, STATES[""])) for run in timetable(schedule(), timezone.now())],
        "workers": workers(),
        "health": health(),
    }
    return render(request, "kit/office/job_list.html", context)


@ADMINISTRATOR
@require_POST
def job_retry(request: Request, job_id: int) -> HttpResponse:
    """Give a dead letter one more attempt."""
    retry_failed_job(job_id, by=request.actor)
    messages.success(request, _("已重新放入队列，稍后刷新查看结果。"))
    return back_to(request, "kit:job_list")
