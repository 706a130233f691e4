"""Invented workers: names, ages, contracts and what they did. One seed gives one district."""

import datetime as dt
import random
from dataclasses import dataclass

SURNAMES = "林陈黄张吴李王郑蔡刘许杨洪苏叶曾郭谢庄周邱何赖江罗沈潘魏卢傅"
GIVEN = ["志勇", "建明", "国辉", "丽华", "文彬", "晓东", "秀兰", "海峰", "伟强", "小玲", "德福", "雪梅", "永安", "俊杰"]
GIVEN += [
    "美珍",
    "宗仁",
    "金水",
    "春燕",
    "少华",
    "培元",
    "亚芬",
    "振宇",
    "福生",
    "玉琴",
    "启明",
    "立群",
    "碧霞",
    "松涛",
]

STORIES = {
    "improvement": [
        ("{trade}工序优化法", "把原来三道工序并成两道，单件工时从四十分钟降到二十六分钟，全年省下约九百个工时。"),
        ("{trade}防错工装", "自己设计夹具，装错方向就合不上，返修率从百分之四降到千分之五。"),
        ("{trade}节能改造", "调整参数和顺序，每月少用电约一万二千度，质量没有下降。"),
    ],
    "work": [
        ("{trade}攻关作品", "连续两周试了十一种方案，解决了客户三年没解决的质量问题，成为车间的标准样板。"),
        ("{trade}精品作品", "在厂里的年度比武中作为范例展出，被三个班组照着学。"),
    ],
    "apprentice": [("带出{trade}徒弟", "三年带了六名徒弟，四人已能独立顶岗，一人在市里竞赛得奖。")],
    "patent": [("一种{trade}用辅助装置", "实用新型专利第一发明人，装置已在两条产线使用。")],
    "standard": [("{trade}作业指导书", "编写了二十四页图文作业指导书，新人上岗时间从三个月缩短到五周。")],
}
LEVEL_YEARS = {"intermediate": 4, "senior": 8, "technician": 13, "senior_technician": 18}


@dataclass(frozen=True)
class Worker:
    """Everything that an application asks for. Pay in fen."""

    serial: int
    name: str
    sex: str
    born_on: dt.date
    since_on: dt.date
    monthly_pay_fen: int
    contributions: list[tuple[str, str, str]]


def make_worker(serial: int, trade: str, level: str, on: dt.date) -> Worker:
    """Return the worker with this serial, as of a day: always within working age, always long enough at work."""
    dice = random.Random(f"juxian-{serial}")
    years = LEVEL_YEARS.get(level, 20) + dice.randint(0, 4)
    is_woman = dice.random() < 0.3
    born = on.year - 20 - years - dice.randint(0, 3)
    kinds = dice.sample(list(STORIES), k=1 if level == "intermediate" else 2 + (level != "senior"))
    return Worker(
        serial=serial,
        name=SURNAMES[serial % len(SURNAMES)] + GIVEN[(serial * 7 + serial // len(SURNAMES)) % len(GIVEN)],
        sex="female" if is_woman else "male",
        born_on=dt.date(born, dice.randint(1, 12), dice.randint(1, 28)),
        since_on=dt.date(on.year - min(years, 6), dice.randint(1, 6), 1),
        monthly_pay_fen=(620_000 + 45_000 * years) // 1000 * 1000,
        contributions=[_story(dice, kind, trade) for kind in kinds],
    )


def _story(dice: random.Random, kind: str, trade: str) -> tuple[str, str, str]:
    title, text = dice.choice(STORIES[kind])
    return kind, title.format(trade=trade), text
