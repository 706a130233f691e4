"""What loading finds in a policy folder: file, line, clause, what, and what to do."""

import pytest

from tests.policy.folder import EXAMPLES, FACTS, PARAMETERS, POLICY, Folder


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("is_opne", "不认识的事实“is_opne”"),
        ("waited >= p.allowance.wiat", "不认识的参数“p.allowance.wiat”"),
        ("waited >= pay_fen", "两边类型不同"),
        ("waited >= children", "两边类型不同"),
        ("recognised_on >= waited", "两边类型不同"),
        ("waited + pay_fen >= 3", "两边类型不同"),
        ("pay_fen * pay_fen > 3", "不能相乘"),
        ("pay_fen // waited > 3", "不能相除"),
        ("recognised_on + waited <= date", "不能计算日期"),
        ("waited", "整个表达式是数字"),
        ("level", "整个表达式是选项"),
        ("level == MALE", "“MALE”不是 skill_level 的选项"),
        ("level == sex", "两边类型不同"),
        ("level < CHIEF", "不能用 < 比较"),
        ("is_open == True", "真假不能用 == 比较"),
        ("level in (SENIOR, MALE)", "“MALE”不是"),
        ("level in (SENIOR, sex)", "这里需要选项 skill_level"),
        ("waited in (1, 2)", "不能用 in"),
        ("level in skill_level", "in 右边不是列表"),
        ("pay_fen >= p.allowance.amount", "两边类型不同"),
        ("pay_fen >= p.allowance.amount[sex]", "不存在的等级 senior"),
        ("pay_fen >= p.allowance.wait[level]", "不是分级表"),
        ("pay_fen >= p.allowance.amount[waited]", "不能用数字"),
        ("recognised_on <= p.allowance.wait@started_on", "两边类型不同"),
        ("waited >= p.allowance.wait@level", "这里需要日期"),
        ("waited >= waited@started_on", "@ 左边不是参数"),
        ("state.months_received < 36", "没有声明的状态"),
        ("today >= started_on", "没有“today”"),
        ("month.middle >= started_on", "不能使用“month.middle”"),
        ("paid_run(insured_months)", "参数个数不对"),
        ("paid_run(insured_months, 12, 1, 1)", "参数个数不对"),
        ("paid_run(insured_months, pay_fen)", "这里需要数字 (个月)"),
        ("paid_runs(insured_months, 12)", "没有函数“paid_runs”"),
        ("years_between(started_on, date=date) > 3", "不能带名字"),
        ("min(waited) > 3", "两个以上"),
        ("min(waited, started_on) > 3", "两边类型不同"),
        ("months_before() > started_on", "需要一个月数"),
        ("waited >= (1 if is_open else started_on)", "两边类型不同"),
        ("not waited", "这里需要真假"),
        ("-is_open > 3", "不能使用“-is_open”"),
        ("waited is 3", "不能用 is"),
        ("city == 1", "两边类型不同"),
        ("is_open and", "读不懂"),
        ("1if is_open else 2", "读不懂"),
    ],
)
def test_a_wrong_expression_is_refused_in_its_line(folder: Folder, expression, what):
    fault = folder.condition(expression).fault()
    assert what in fault.what
    assert (fault.file, fault.line, fault.clause) == ("policies/allowance/policy.yaml", 16, "tested")
    assert fault.remedy


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("is_open or not is_open", "对每个人都成立"),
        ("is_open and not is_open", "对任何人都不成立"),
        ("waited >= waited", "对每个人都成立"),
        ("True", "对每个人都成立"),
        ("p.allowance.wait > 100", "对任何人都不成立"),
        ("date >= months_before(12)", "对每个人都成立"),
        ("p.allowance.wait == 12", "只取决于日期"),
        ("(level == CHIEF and is_open) or not (level == CHIEF and is_open)", "对每个人都成立"),
        ("waited >= 3 if is_open or True else waited >= p.allowance.wait or waited >= 3 or True", None),
    ],
)
def test_a_condition_that_does_not_depend_on_the_person_is_refused(folder: Folder, expression, what):
    if what is None:
        folder.condition(expression).load()
    else:
        assert what in folder.condition(expression).fault().what


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("waited // (p.allowance.wait - p.allowance.wait) > 1", "计算不出结果"),
        ("recognised_on <= add_months(date, 99999)", "计算不出结果"),
        ("waited > 9007199254740992 * 9007199254740992", "计算不出结果"),
    ],
)
def test_a_constant_without_a_value_is_refused(folder: Folder, expression, what):
    assert any(what in fault.what for fault in folder.condition(expression).faults())


PARAMETER_FAULTS = [
    (PARAMETERS.replace("2023-06-01", "2020-01-01"), 7, "没有排在"),
    (PARAMETERS.replace("law: 旧文, value: 6", "until: 2024-01-01, law: 旧文, value: 6"), 14, "重叠"),
    (PARAMETERS.replace("law: 旧文, value: 6", "until: 2023-12-30, law: 旧文, value: 6"), 8, "2023-12-31 没有值"),
    (PARAMETERS.replace("- {from: 2020-01-01, law: 旧文, value: 6}\n    ", ""), 8, "2023-01-01 没有值"),
    (PARAMETERS.replace("law: 新文, value: 12", "until: 2025-06-30, law: 新文, value: 12"), 8, "2025-07-01 没有值"),
    (PARAMETERS.replace("law: 旧文, value: 6", "value: 6"), 13, "缺少“law”"),
    (PARAMETERS.replace("value: 6", "value: 六"), 14, "类型不同"),
    (PARAMETERS.replace("value: 6", "value: -6"), 13, "值是负数"),
    (PARAMETERS.replace("from: 2024-01-01", "from: 2023-02-29"), 14, "“2023-02-29”不是存在的日期"),
    (PARAMETERS.replace("value: 6", "value: 6.5"), 13, "不能作为参数值"),
    (PARAMETERS.replace("value: 6", "value: 99999999999999999999"), 13, "太大"),
    (PARAMETERS.replace("unit: months", "unit: moons"), 11, "不认识“moons”"),
    (PARAMETERS.replace("allowance.wait", "other.wait"), 8, "不属于这项政策"),
    (PARAMETERS.replace("from: 2024-01-01", 'from: "2024-01-01"'), 14, "不是日期"),
    (PARAMETERS.replace("from: 2024-01-01", "form: 2024-01-01"), 14, "不认识的键“form”"),
]


@pytest.mark.parametrize(("content", "line", "what"), PARAMETER_FAULTS)
def test_a_wrong_parameter_is_refused_in_its_line(folder: Folder, content, line, what):
    folder.condition("waited >= p.allowance.wait").parameters(content)
    found = [fault for fault in folder.faults() if what in fault.what]
    assert found, folder.faults()
    assert (found[0].file, found[0].line) == ("policies/allowance/parameters.yaml", line)


def test_a_table_must_answer_for_every_level(folder: Folder):
    folder.condition("pay_fen >= p.allowance.amount[level]").load()
    folder.parameters(PARAMETERS.replace(", otherwise: 0", ""))
    fault = folder.fault()
    assert "自 2020-01-01 的表缺少 chief" in fault.what
    assert "parameters.yaml 第 6 行" in fault.remedy


def test_a_table_with_an_unknown_level_is_refused(folder: Folder):
    folder.condition("pay_fen >= p.allowance.amount[level]")
    folder.parameters(PARAMETERS.replace("chief: 300000", "chief: 300000, cheif: 1"))
    assert "不存在的等级 cheif" in folder.fault().what


POLICY_FAULTS = [
    (POLICY.replace("    law: 第一条\n", ""), 7, "缺少“law”"),
    (POLICY.replace("    zh: 开着\n", ""), 7, "缺少“zh”"),
    (POLICY.replace("    if: is_open", "    iff: is_open"), 11, "不认识的键“iff”"),
    (POLICY + "    judge: true\n", 7, "要么机器判断"),
    (POLICY.replace("if: is_open", "judge: true\n    unknown: judge"), 12, "不需要 unknown"),
    (POLICY + "    when: is_open\n", 1, "没有一条对所有人"),
    (POLICY + "    from: 2024-01-01\n", 1, "没有一条对所有人"),
    (POLICY.replace("valid_from", "valid_form"), 5, "不认识的键“valid_form”"),
    (POLICY + "valid_until: 2022-12-31\n", 1, "结束日期早于"),
    (POLICY + "pays: monthly\n", 1, "只写了一个"),
    (POLICY + "pays: monthly\namount: waited\n", 13, "这里需要数字 (分)"),
    (POLICY + "pays: weekly\namount: pay_fen\n", 12, "不认识“weekly”"),
    (
        POLICY + "definitions:\n  a: {zh: 甲, law: 一, is: b}\n  b: {zh: 乙, law: 二, is: a}\n",
        13,
        "循环引用：a → b → a",
    ),
    (POLICY + "definitions:\n  is_open: {zh: 甲, law: 一, is: waited}\n", 13, "同名"),
    (POLICY + "definitions:\n  a: {zh: 甲, is: waited}\n", 13, "缺少“law”"),
    (POLICY + "state:\n  Months: {zh: 甲, en: a}\n", 13, "不能用作名称"),
]


@pytest.mark.parametrize(("content", "line", "what"), POLICY_FAULTS)
def test_a_wrong_policy_is_refused_in_its_line(folder: Folder, content, line, what):
    found = [fault for fault in folder.policy(content).faults() if what in fault.what]
    assert found, folder.faults()
    assert (found[0].file, found[0].line) == ("policies/allowance/policy.yaml", line)


def test_two_policies_of_one_id_are_refused(folder: Folder):
    folder.write("policies/zweite/policy.yaml", POLICY).write("policies/zweite/examples.yaml", EXAMPLES)
    assert "已被 policies/allowance/policy.yaml 使用" in folder.fault().what


def test_a_policy_folder_without_a_policy_is_refused(folder: Folder):
    (folder.root / "policies/empty").mkdir()
    assert (folder.fault().file, folder.fault().what) == ("policies/empty", "政策文件夹里没有政策")


def test_definitions_that_double_each_other_are_refused(folder: Folder):
    lines = ["definitions:", "  d0: {zh: 零, law: 一, is: waited}"]
    lines += [f"  d{n}: {{zh: 倍, law: 一, is: d{n - 1} + d{n - 1}}}" for n in range(1, 40)]
    faults = folder.policy(POLICY + "\n".join(lines)).faults()
    assert any("超过 3000 项" in fault.what for fault in faults)


FACT_FAULTS = [
    (FACTS.replace("trust: declared", "trust: sworn", 1), "不认识“sworn”"),
    (FACTS.replace("type: text", "type: string"), "不认识“string”"),
    (FACTS.replace("enum: sex, ", ""), "没有说是哪一组选项"),
    (FACTS.replace("enum: sex, ", "enum: sexes, "), "不认识“sexes”"),
    (FACTS.replace("type: text", "type: text, unit: months"), "只用于类型 number"),
    (FACTS.replace("  city:", "  date:"), "不能用作名称"),
    (FACTS.replace("zh: 参保月份,", 'zh: 参保月份, more: {zh: 再参保, en: "{n}"},'), "各写一次 {n}"),
    (FACTS.replace("zh: 城市,", 'zh: 城市, more: {zh: "{n}", en: "{n}"},'), "只用于类型 months"),
    (FACTS.replace("  city:", "  City:"), "不能用作名称"),
    (FACTS.replace("type: date,", "type: date, absent: soon,", 1), "不是日期"),
]


@pytest.mark.parametrize(("content", "what"), FACT_FAULTS)
def test_a_wrong_declaration_of_a_fact_is_refused(folder: Folder, content, what):
    found = [fault for fault in folder.write("facts.yaml", content).faults() if what in fault.what]
    assert found
    assert found[0].file == "facts.yaml"


EXAMPLE_FAULTS = [
    (EXAMPLES.replace("is_open: true", "is_opne: true"), "不认识的事实“is_opne”"),
    (EXAMPLES.replace("is_open: true", "is_open: 3"), "的值“3”不对"),
    (EXAMPLES.replace("verdict: met", "verdict: mett"), "不认识“mett”"),
    (EXAMPLES.replace("verdict: met", "verdict: met, clauses: {opne: met}"), "没有条款“opne”"),
    (EXAMPLES.replace("verdict: met", "amount: 3"), "缺少“verdict”"),
    (EXAMPLES + EXAMPLES, "有两个案例"),
    (EXAMPLES.replace("  facts", "  like: 别的\n  facts"), "不认识“别的”"),
    ("[]", "没有任何案例"),
]


@pytest.mark.parametrize(("content", "what"), EXAMPLE_FAULTS)
def test_a_wrong_example_is_refused(folder: Folder, content, what):
    found = [fault for fault in folder.examples(content).faults() if what in fault.what]
    assert found
    assert found[0].file == "policies/allowance/examples.yaml"


def test_a_plan_with_places_for_an_unrecognised_level_is_refused(folder: Folder):
    text = (folder.root / "district.yaml").read_text().replace("chief: 1", "master: 1")
    assert "不认定“master”" in folder.write("district.yaml", text).fault().what


def test_a_fault_reads_as_one_sentence(folder: Folder):
    assert str(folder.condition("is_opne").fault()) == (
        "policies/allowance/policy.yaml 第 16 行，“tested”：不认识的事实“is_opne”。"
        "在 facts.yaml 中声明它，或改正拼写；相近的有 is_open、is_dishonest。"
    )
