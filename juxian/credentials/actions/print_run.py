"""A pile of papers as one PDF: ordered, set in pieces in the background, kept to be printed again."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import Copy, PrintRun
from juxian.credentials.permissions import Permission
from juxian.credentials.states import PRINT_RUN, CopyState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken

MOST = 500  # papers of one run


@action(_("批量打印"), Permission.HAND_OVER)
def order_print(
    subject: None, *, title: str, copy_ids: Sequence[UUID], paper: str, language: str, by: Actor
) -> PrintRun:
    """Order a pile in the given order. The worker sets it; the page shows how far it is."""
    known = set(Copy.objects.filter(pk__in=copy_ids).exclude(state=CopyState.REPLACED).values_list("pk", flat=True))
    wanted = [key for key in dict.fromkeys(copy_ids) if key in known]
    if not wanted:
        raise RuleBroken(_t("没有可打印的证书。请先筛选或勾选要打印的证书。"))
    if len(wanted) > MOST:
        raise RuleBroken(
            _t("一次最多打印%(most)d张，这里有%(count)d张。请按年份、等级或单位分批。")
            % {"most": MOST, "count": len(wanted)}
        )
    return PrintRun.objects.create(
        title=title.strip(),
        paper=paper,
        language=language,
        copy_ids=wanted,
        ordered_by=by.label,
        ordered_by_id=by.person_id,  # type: ignore[misc]  # whoever wears an office's hat is a person
        ordered_at=clock.now(),
        state_since_at=clock.now(),
    )


@action(_("重新排版"), Permission.HAND_OVER)
def retry_print(run: PrintRun, *, by: Actor) -> PrintRun:
    """Try again, after what stood in the way was put right."""
    PRINT_RUN.move(run, "retry")
    run.fault = ""
    run.save()
    return run


@system_action(_("排好一部分"), sensitive=("content",))
def keep_piece(run: PrintRun, *, begin: int, count: int, content: bytes) -> PrintRun:
    """Keep what was set; a piece that came twice is kept once."""
    run.pieces.get_or_create(begin=begin, defaults={"count": count, "content": content})
    return run


@system_action(_("排版完成"))
def finish_print(run: PrintRun) -> PrintRun:
    """Every paper is set and counts as printed."""
    if run.done_count != run.count:
        raise RuleBroken(_t("还有证书没有排完，不能标记为完成。"))
    PRINT_RUN.move(run, "finish")
    run.save()
    Copy.objects.filter(pk__in=run.copy_ids, printed_at=None).update(printed_at=clock.now())
    return run


@system_action(_("排版中断"), sensitive=("fault",))
def fail_print(run: PrintRun, *, fault: str) -> PrintRun:
    """Say why: a name with a character that no font has stops the pile."""
    PRINT_RUN.move(run, "fail")
    run.fault = fault[:500]
    run.save()
    return run
