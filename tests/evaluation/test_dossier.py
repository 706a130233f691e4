"""What an assessor reads: the work without who did it."""

import pytest

from juxian.evaluation.models import Application
from juxian.evaluation.queries.dossier import dossier_of
from tests.evaluation.factories import Stage, fill_in
from tests.scenes import scene


@scene
def draft(stage: Stage) -> Application:
    return fill_in(stage, stage.cast.lv)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("我叫吕志强，十八年焊工。", "我叫〔申请人〕，十八年焊工。"),
        ("我叫吕 志强。", "我叫〔申请人〕。"),
        ("在演示精密制造（集美）有限公司。", "在〔工作单位〕。"),
        ("在演示精密制造干了十八年。", "在〔工作单位〕干了十八年。"),
        ("电话13812345678，欢迎来问。", "电话〔电话〕，欢迎来问。"),
        ("身份证350299198506010013。", "身份证〔证件号码〕。"),
        ("返修率从百分之六降到百分之一。", "返修率从百分之六降到百分之一。"),
    ],
)
def test_who_it_is_is_covered_and_what_was_done_is_not(draft: Application, text: str, read: str) -> None:
    draft.statement = text
    assert dossier_of(draft).statement == read


def test_the_office_sees_how_often_each_word_was_covered(draft: Application) -> None:
    draft.statement = "吕志强，13812345678。吕志强敬上。"
    draft.contributions.update(title="吕志强焊接法")
    dossier = dossier_of(draft)
    assert dossier.covered == {"〔申请人〕": 3, "〔电话〕": 1}
    assert dossier.contributions[0].title == "〔申请人〕焊接法"


def test_the_rows_themselves_are_not_touched(draft: Application) -> None:
    draft.contributions.update(title="吕志强焊接法")
    dossier_of(draft)
    assert draft.contributions.get().title == "吕志强焊接法"
