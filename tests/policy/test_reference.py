"""The generated pages about the law leave nothing out: clauses, dated values, pairs, cases, cohorts."""

from juxian.config.cli.policy_reference import policy_pages
from juxian.districts import rulebook

BOOK = rulebook("jimei")


def pages() -> dict[str, str]:
    return {name: "\n".join(page()) for name, page in policy_pages(BOOK).items()}


def test_every_policy_has_a_page_with_its_clauses_values_and_cases():
    written = pages()
    for name, policy in BOOK.policies.items():
        page = written[f"policy-{name}"]
        assert f"(policy-{name}.md)" in written["policies"]
        for condition in policy.conditions:
            assert f"| `{condition.key}` | {condition.label.zh}<br>{condition.label.en} | {condition.law} |" in page
        for parameter in BOOK.parameters.values():
            versions = len(parameter.versions) if parameter.name.startswith(f"{name}.") else 0
            assert page.count(f"| `{parameter.name}` |") == versions
        for case in (*BOOK.cases[name], *BOOK.cohorts[name]):
            assert f"| {case.name} |" in page


def test_a_table_of_values_says_each_level_in_words():
    assert "高级工 800 元; 技师 1,500 元; 高级技师 2,000 元" in pages()["policy-gold_allowance"]


def test_what_may_be_drawn_together_stands_on_the_first_page_and_on_both_policies():
    written = pages()
    row = "(`gold_allowance`) × 集美区企业青年人才生活补助 (`youth_living_subsidy`) | from 2021-01-01 | `together` |"
    for name in ("policies", "policy-gold_allowance", "policy-youth_living_subsidy"):
        assert row in written[name]
    assert "Together with" not in written["policy-gold_blue_collar_conditions"]
    assert "100 × 本科毕业生" in written["policy-youth_living_subsidy"]
