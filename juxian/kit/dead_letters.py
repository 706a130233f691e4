"""Jobs that were tried as often as they may and still failed. They wait for somebody to look at them."""

from django.db import connection
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.permissions import Permission


def failed_jobs() -> QuerySet:
    """The dead letters, the newest failure first, each with `failed_at`."""
    failed = ProcrastinateJob.objects.filter(status="failed")
    return failed.annotate(failed_at=Max("procrastinateevent__at")).order_by("-failed_at")


@action(_("重新执行失败的后台任务"), Permission.RETRY_JOBS)
def retry_failed_job(job_id: int, *, by: Actor) -> int:
    """Put a dead letter back into the queue for one more attempt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM procrastinate_jobs WHERE id = %s AND status = 'failed' FOR UPDATE", [job_id])
        if cursor.fetchone() is None:
            raise RuleBroken(gettext("这个任务不在失败列表里，可能已有人重新执行。请刷新后再看。"))
        cursor.execute("SELECT procrastinate_retry_job_v2(%s, %s, NULL, NULL, NULL)", [job_id, timezone.now()])
    return job_id
