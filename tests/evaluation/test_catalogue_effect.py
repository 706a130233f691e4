"""Who gains and who loses by a new edition: counted from rows before it is published."""

from typing import Any

import pytest

from juxian.evaluation.states import ApplicationState as S
from tests.cast import client_as
from tests.catalogue.factories import make_edition, make_item, make_occupation
from tests.evaluation.factories import Stage, bring_to


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:800]
    return answer.content.decode()


class TestCatalogueEffect:
    def test_gains_and_losses_are_counted_from_rows(self, stage: Stage) -> None:
        bring_to(S.CERTIFIED, stage)
        bring_to(S.ACCEPTED, stage, stage.cast.chen)
        new = make_edition(2026)
        make_item(new, stage.item.occupation, levels=["senior"])
        make_item(new, make_occupation("电工", "6-31-01-03"), levels=["chief"])
        page = client_as(stage.cast.lin.actor).get(f"/office/catalogue/{new.pk}/effect/")
        (gain,), (loss,) = page.context["gains"], page.context["losses"]
        assert (gain.occupation, gain.levels, gain.open_count, gain.holder_count) == (
            "6-31-01-03 电工",
            ["首席技师"],
            0,
            0,
        )
        assert "高级技师" in loss.levels
        assert "高级工" not in loss.levels
        assert (loss.open_count, loss.holder_count, loss.person_count) == (1, 1, 2)
        assert "不能再申报" in text(page)

    def test_the_comparison_page_leads_here(self, stage: Stage) -> None:
        new = make_edition(2026)
        page = text(client_as(stage.cast.lin.actor).get(f"/office/catalogue/{new.pk}/difference/"))
        assert f"/office/catalogue/{new.pk}/effect/" in page

    @pytest.mark.parametrize("to", ["x", "00000000-0000-7000-8000-000000000000"])
    def test_a_year_that_is_none_falls_back_to_the_year_before(self, stage: Stage, to: str) -> None:
        new = make_edition(2026)
        page = client_as(stage.cast.lin.actor).get(f"/office/catalogue/{new.pk}/effect/", {"to": to})
        assert page.context["previous"].year == 2025

    def test_the_first_year_has_nothing_to_be_compared_with(self, stage: Stage) -> None:
        only = make_edition(2000)
        assert "没有可以比较的目录" in text(client_as(stage.cast.lin.actor).get(f"/office/catalogue/{only.pk}/effect/"))
