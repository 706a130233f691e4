"""The steps of a run that an officer, or the clock, takes: open, freeze, evaluate, discard."""

import datetime as dt
import secrets

import polars as pl
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.actions.run_work import EVALUATE, POST, _queue
from juxian.benefits.facts import snapshot
from juxian.benefits.models import Rulebook, Run, Snapshot
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.archive import digest_of, frame_of, law_of_today, parquet_of
from juxian.benefits.queries.window import months_between
from juxian.benefits.states import RUN
from juxian.districts.procedures import Procedure, procedures
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.numbering import next_number
from juxian.policy.dates import add_months, month_start
from juxian.registers.queries.freezing import known_now

SEED_BYTES = 16


@action(_("开始月度计算"), Permission.RUN)
def open_run(policy: str, *, month: dt.date, by: Actor) -> Run:
    """Begin the computation of a month. It looks back over the months that late facts may still change."""
    procedure, month = _procedure(policy), month_start(month)
    _must_be_open_to_run(policy, month)
    first = max(_back(month, procedure.recompute_months), month_start(law_of_today().policies[policy].valid_from))
    year = clock.today().year
    run = Run(
        number=f"JS{year}-{next_number(f'benefits.run.{year}'):04d}",
        policy=policy,
        month=month,
        from_month=first,
        sample_percent=procedure.sample_percent,
        started_by_id=by.person_id,
        state_since_at=clock.now(),
    )
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError as error:
        raise RuleBroken(_t("同事刚刚为这项政策开始了另一次计算。请返回列表，在那一次上继续。")) from error
    return run


@action(_("冻结数据"), Permission.RUN)
def freeze_run(run: Run, *, by: Actor) -> Run:
    """Keep the facts as they are known now, and the law as it is now. From here on the run depends on nothing else."""
    RUN.move(run, "freeze")
    law, run.known_at = law_of_today(), known_now()
    frame = snapshot(law, run.policy, months_between(run.from_month, run.month), run.known_at)
    if not frame.height:
        raise RuleBroken(_t("没有人持有相关证书或在名单上，没有可以计算的人。请先导入部门数据，再冻结。"))
    run.rulebook, run.snapshot, run.people = _keep_law(law), _keep_facts(frame), frame.height
    run.sample_seed = secrets.token_hex(SEED_BYTES)
    run.save()
    return run


@action(_("计算"), Permission.RUN)
def evaluate_run(run: Run, *, by: Actor) -> Run:
    """Judge everybody, in the background. Called again it goes on where it was stopped."""
    if not RUN.can(run, "evaluate"):
        RUN.move(run, "evaluate")  # says in words why it cannot
    if run.chunks.filter(step=EVALUATE).exists():
        return _queue(run, EVALUATE)
    return _queue(run, EVALUATE, frame_of(run.snapshot)["person"].to_list())  # type: ignore[arg-type]


@action(_("作废计算"), Permission.RUN)
def discard_run(run: Run, *, reason: str, by: Actor) -> Run:
    """Put a run aside before anything of it stands in the ledger. Another may begin at once."""
    if not reason.strip():
        raise RuleBroken(_t("还没有写明作废的原因。以后查看这次计算的人会看到。"), field="reason")
    if run.chunks.filter(step=POST).exists():
        raise RuleBroken(_t("这次计算已经开始入账，不能作废。请让它完成；有错的月份，下一次计算会自动更正。"))
    RUN.move(run, "discard")
    run.reason = reason.strip()
    run.save()
    return run


def _procedure(policy: str) -> Procedure:
    found = procedures(settings.DISTRICT)
    if policy not in found or policy not in law_of_today().policies:
        raise RuleBroken(_t("没有可以计算的政策“%(policy)s”。请从列表中选择。") % {"policy": policy}, field="policy")
    return found[policy]


def _must_be_open_to_run(policy: str, month: dt.date) -> None:
    if month > clock.today():
        raise RuleBroken(_t("这个月还没有到，没有可以计算的数据。请选择本月或以前的月份。"), field="month")
    if month < month_start(law_of_today().policies[policy].valid_from):
        raise RuleBroken(_t("这项政策那时还没有实施。请选择实施以后的月份。"), field="month")
    other = Run.objects.open().filter(policy=policy).first()
    if other:
        raise RuleBroken(
            _t("这项政策的%(number)s还没有完成。请先入账或作废它，再开始新的计算。") % {"number": other.number},
            field="policy",
        )


def _back(month: dt.date, count: int) -> dt.date:
    earlier = add_months(month, -count)
    assert earlier, "a window of some years lies within the calendar"
    return earlier


def _keep_law(law: object) -> Rulebook:
    """The files by name; the same law is kept once."""
    files = {name: content.decode() for name, content in law.files.items()}  # type: ignore[attr-defined]
    return Rulebook.objects.get_or_create(digest=law.id, defaults={"files": files})[0]  # type: ignore[attr-defined]


def _keep_facts(frame: pl.DataFrame) -> Snapshot:
    content = parquet_of(frame)
    values = {"content": content, "people": frame.height, "rows": frame.height}
    return Snapshot.objects.get_or_create(digest=digest_of(content), defaults=values)[0]
