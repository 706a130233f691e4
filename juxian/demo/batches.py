"""Employers' own evaluation: a filed plan, a sheet of workers by Excel, the workers' answers, the office's lots."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from juxian.catalogue.levels import SkillLevel
from juxian.demo.applying import contract_ends_on, document_of, phone_of, post_of, state_and_pledge, submit
from juxian.demo.cast import District, citizen_actor
from juxian.demo.sheets import sheet
from juxian.demo.workers import Worker
from juxian.evaluation import actions
from juxian.kit import clock
from juxian.kit.draining import drain
from juxian.kit.uploads import accept_upload

# The headings of the template that employers download and fill in; a test holds the two together.
HEADINGS = {
    "name": "姓名",
    "identity_kind": "证件类型",
    "identity_number": "证件号码",
    "phone": "手机号",
    "occupation": "职业",
    "level": "申报等级",
    "channel": "认定渠道",
    "certificate_number": "证书编号",
    "plan_number": "备案号",
    "score_ethics": "职业道德成绩",
    "score_theory": "理论知识成绩",
    "score_practice": "操作技能成绩",
    "score_comprehensive": "综合评审成绩",
    "score_contribution": "工作业绩成绩",
    "published_from_on": "厂内公示起",
    "published_until_on": "厂内公示止",
    "post": "岗位",
    "contract_from_on": "劳动合同起",
    "contract_until_on": "劳动合同止",
    "insured_since_on": "本单位连续参保起",
    "monthly_pay_fen": "月工资",
}
OWN_ASSESSORS = [("陈国辉", "高级技师", False), ("林秀兰", "技师", False), ("周海峰", "高级考评员", True)]
CHECKED = "到厂核对试卷、评分表和公示照片，与填报一致。"


def plan_content(place: int, items: Sequence[Any], head_count: int) -> dict[str, Any]:
    """What the employer files: theory and practice for its trades at 中级工, judged by three."""
    return {
        "title": f"{clock.today().year}年{items[0].name}等职业中级工评价",
        "year": clock.today().year,
        "standards": "、".join(f"{item.name}国家职业标准" for item in items),
        "planned_from_on": clock.today() + dt.timedelta(days=5),
        "planned_until_on": clock.today() + dt.timedelta(days=120),
        "head_count": head_count,
        "scopes": [(item.occupation_id, "intermediate") for item in items],
        "parts": [("theory", "paper"), ("practice", "on_site")],
        "assessors": OWN_ASSESSORS,
    }


def file_plan(district: District, place: int, items: Sequence[Any], head_count: int) -> Any:
    employer = district.employers[place]
    return actions.file_plan(employer, by=district.employer_actor(place), **plan_content(place, items, head_count))


def approve_plan(district: District, plan: Any) -> Any:
    return actions.approve_plan(plan, by=district.officers["lin"])


def row_of(worker: Worker, item: Any, plan: Any) -> dict[str, Any]:
    """A row as the employer's personnel office fills it in, by the keys of the headings."""
    published_on = clock.today() - dt.timedelta(days=10)
    return {
        "name": worker.name,
        "identity_number": document_of(worker),
        "phone": phone_of(worker),
        "occupation": item.name,
        "level": str(SkillLevel.INTERMEDIATE.label),
        "channel": "企业自主评价",
        "plan_number": plan.number,
        "score_theory": 66 + worker.serial * 7 % 30,
        "score_practice": 68 + worker.serial * 11 % 28,
        "published_from_on": published_on.isoformat(),
        "published_until_on": (published_on + dt.timedelta(days=7)).isoformat(),
        "post": post_of(item, "intermediate"),
        "contract_from_on": worker.since_on.isoformat(),
        "contract_until_on": contract_ends_on().isoformat(),
        "insured_since_on": worker.since_on.isoformat(),
        "monthly_pay_fen": f"{worker.monthly_pay_fen / 100:.2f}",
    }


def send(district: District, place: int, rows: Iterable[Mapping[str, Any]], name: str) -> Any:
    """Upload the sheet; the platform reads it and says what is wrong with which row."""
    by = district.employer_actor(place)
    file = sheet(HEADINGS.values(), [[row.get(key) for key in HEADINGS] for row in rows], name)
    upload = accept_upload(file, kinds=("excel",), by=by, purpose="evaluation.batch")
    batch = actions.send_batch(district.employers[place], upload=upload, by=by)
    drain()
    batch.refresh_from_db()
    return batch


def take_in(district: District, place: int, batch: Any) -> Any:
    """Take the right rows in; every worker is asked for their own word."""
    batch = actions.begin_batch(batch, by=district.employer_actor(place))
    drain()
    return batch


def answer(row: Any, worker: Worker) -> Any:
    """The worker reads what the employer wrote, adds when they began in the trade, photo and pledge, and submits."""
    by = citizen_actor(row.application.applicant)
    application = actions.change_work(row.application, trade_since_on=worker.since_on, by=by)
    return submit(state_and_pledge(application, worker))


def cast_lots(district: District, plan: Any, batch: Any = None) -> Any:
    """Draw the checks from a number that nobody knew before: the day's winning digits."""
    digits = f"福彩3D 第{clock.today():%Y%j}期 {clock.today().day % 10} {clock.today().month % 10} 7"
    return actions.draw_spot_checks(plan, batch=batch, public_text=digits, by=district.officers["song"])


def pass_check(district: District, check: Any) -> None:
    actions.pass_spot_check(check, reason=CHECKED, by=district.officers["song"])


def fail_check(district: District, check: Any) -> None:
    reason = "评分表缺少一位考评人员的签名，工件没有留样。"
    actions.fail_spot_check(check, reason=reason, by=district.officers["song"])
