"""A small district in a temporary folder: valid as it stands, and each test breaks one thing."""

from pathlib import Path

from juxian.policy import Fault, Rulebook, RulebookError, load_rulebook

DISTRICT = """\
id: test
name: 试验区
name_en: Test district
division: "350299"
offices: {bureau: {zh: 局, en: bureau}}
industries: {steel: {zh: 钢铁, en: steel}}
levels: [senior, chief]
plan: {title: 计划, title_en: plan, law: 文件, source: 报纸, from: 2023-01-01, until: 2026-12-31, places: {senior: 3, chief: 1}}
"""
FACTS = """\
enums:
  skill_level: {senior: {zh: 高级工, en: senior}, chief: {zh: 首席技师, en: chief}}
  sex: {male: {zh: 男, en: male}, female: {zh: 女, en: female}}
facts:
  is_open: {type: bool, zh: 开着, en: open, source: 登记, trust: register}
  is_dishonest: {type: bool, zh: 失信, en: dishonest, source: 登记, trust: register}
  level: {type: enum, enum: skill_level, zh: 等级, en: level, source: 证书, trust: document}
  sex: {type: enum, enum: sex, zh: 性别, en: sex, source: 身份证, trust: register}
  recognised_on: {type: date, zh: 认定日期, en: recognised on, source: 证书, trust: document}
  started_on: {type: date, zh: 开始日期, en: started on, source: 合同, trust: declared}
  insured_months: {type: months, zh: 参保月份, en: insured months, source: 社保, trust: register}
  pay_fen: {type: money, zh: 工资, en: pay, source: 单位, trust: document}
  waited: {type: number, unit: months, zh: 等待, en: waited, source: 单位, trust: document}
  children: {type: number, zh: 子女, en: children, source: 申报, trust: declared}
  city: {type: text, zh: 城市, en: city, source: 申报, trust: declared}
"""
POLICY = """\
id: allowance
title: 津贴
title_en: Allowance
document: 某某办法
valid_from: 2023-01-01
conditions:
  open:
    zh: 开着
    en: is open
    law: 第一条
    if: is_open
"""
PARAMETERS = """\
allowance.amount:
  zh: 标准
  en: rate
  unit: fen
  versions:
    - {from: 2020-01-01, law: 旧文, value: {senior: 50000, otherwise: 0}}
    - {from: 2023-06-01, law: 新文, value: {senior: 80000, chief: 300000}}
allowance.wait:
  zh: 等待
  en: wait
  unit: months
  versions:
    - {from: 2020-01-01, law: 旧文, value: 6}
    - {from: 2024-01-01, law: 新文, value: 12}
"""
EXAMPLES = """\
- case: 开着就行
  date: 2024-01-01
  facts: {is_open: true}
  expect: {verdict: met}
"""


class Folder:
    """Writes a district and loads it. `policy(…)` replaces the policy's file, and so on."""

    def __init__(self, root: Path):
        self.root = root
        self.write("district.yaml", DISTRICT)
        self.write("facts.yaml", FACTS)
        self.policy(POLICY).parameters(PARAMETERS).examples(EXAMPLES)

    def write(self, name: str, content: str | bytes) -> "Folder":
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def policy(self, content: str) -> "Folder":
        return self.write("policies/allowance/policy.yaml", content)

    def parameters(self, content: str) -> "Folder":
        return self.write("policies/allowance/parameters.yaml", content)

    def examples(self, content: str) -> "Folder":
        return self.write("policies/allowance/examples.yaml", content)

    def condition(self, expression: str, extra: str = "") -> "Folder":
        """The dull policy with a second clause `tested`."""
        clause = f"  tested:\n    zh: 试\n    en: test\n    law: 第二条\n    if: >-\n      {expression}\n{extra}"
        return self.policy(POLICY + clause)

    def load(self) -> Rulebook:
        return load_rulebook(self.root)

    def faults(self) -> tuple[Fault, ...]:
        """The faults that loading finds; the test fails if there are none."""
        try:
            self.load()
        except RulebookError as error:
            return error.faults
        raise AssertionError("the folder loads although it is broken")

    def fault(self) -> Fault:
        (found,) = self.faults()
        return found
