"""What a money run stands on: a snapshot that cannot change unseen, and two engines that must agree."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from juxian.policy import Verdict
from juxian.policy.bulk import VERDICTS, EnginesDiffer, control, encode, evaluate_months, read_snapshot, write_snapshot
from juxian.policy.bulk.control import agreed
from tests.policy.folder import POLICY, Folder

DAYS = [dt.date(2025, 2, 1), dt.date(2025, 3, 1)]
PAID = "pays: monthly\namount: max(pay_fen, 1)\n"
PEOPLE = [{"is_open": n % 3 > 0, "pay_fen": n * 100} for n in range(40)] + [{}]


def crowd(folder: Folder) -> pl.DataFrame:
    rulebook = folder.policy(POLICY + PAID).load()
    return encode(rulebook, "allowance", PEOPLE, DAYS[-1]).with_row_index("person")


def test_the_hash_is_of_the_content_whatever_the_order(folder: Folder, tmp_path: Path) -> None:
    people = crowd(folder)
    first = write_snapshot(people, tmp_path / "a", anchor=DAYS[-1], parts=3)
    again = write_snapshot(people.reverse().select(reversed(people.columns)), tmp_path / "b", anchor=DAYS[-1], parts=3)
    other = write_snapshot(people.head(40), tmp_path / "c", anchor=DAYS[-1], parts=3)
    assert first.hash == again.hash != other.hash
    assert first.rows == 41
    assert len(first.files) == 3
    assert "person" in first.known.complete
    assert first.known.spans["pay_fen"] == (0, 3_900)
    assert "is_open" not in first.known.complete


def test_the_hash_of_a_known_snapshot_is_the_same_in_every_version(tmp_path: Path) -> None:
    people = pl.DataFrame({"person": ["a0", "b1"], "is_open": [True, None], "born_on": [dt.date(2000, 2, 29), None]})
    stored = write_snapshot(people, tmp_path / "known", anchor=DAYS[-1])
    assert stored.hash == "78772021da1415c59afb0b8c706e66fa33f31bbe25594b54e56709803dbc6a69"


def test_a_stored_snapshot_is_judged_as_its_rows(folder: Folder, tmp_path: Path) -> None:
    people, rulebook = crowd(folder), folder.load()
    stored = read_snapshot(write_snapshot(people, tmp_path / "a", anchor=DAYS[-1], parts=2).folder)
    found = evaluate_months(rulebook, "allowance", stored.people, DAYS, anchor=stored.anchor).collect()
    direct = evaluate_months(rulebook, "allowance", people.lazy(), DAYS).collect()
    assert found.sort("person", "month").equals(direct.sort("person", "month"))


def test_a_person_is_in_one_row_and_a_snapshot_is_written_once(folder: Folder, tmp_path: Path) -> None:
    people = crowd(folder)
    with pytest.raises(ValueError, match="同一个人有两行"):
        write_snapshot(pl.concat([people, people]), tmp_path / "a", anchor=DAYS[-1])
    write_snapshot(people, tmp_path / "b", anchor=DAYS[-1])
    with pytest.raises(ValueError, match="已有快照"):
        write_snapshot(people, tmp_path / "b", anchor=DAYS[-1])
    with pytest.raises(ValueError, match="没有快照"):
        read_snapshot(tmp_path)


def test_a_snapshot_that_was_changed_is_refused(folder: Folder, tmp_path: Path) -> None:
    stored = write_snapshot(crowd(folder), tmp_path / "a", anchor=DAYS[-1])
    rows = pl.read_parquet(stored.files[0])
    rows.with_columns(pl.col("pay_fen") + 1).write_parquet(stored.files[0])
    with pytest.raises(ValueError, match="内容与清单不符"):
        read_snapshot(stored.folder)
    manifest = stored.folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace("2025-03-01", "2025-04-01"))
    with pytest.raises(ValueError, match="被改过"):
        read_snapshot(stored.folder)


def test_a_money_run_is_computed_by_two_engines(folder: Folder) -> None:
    people, rulebook = crowd(folder), folder.load()
    found = control(rulebook, "allowance", people.lazy(), DAYS)
    assert found.height == 82
    assert found.row(3, named=True) | {"met": 1} == {
        "person": 1, "month": dt.date(2025, 3, 1), "met": 1, "not_met": 0, "unknown": 0, "judgement": 0,
        "verdict": VERDICTS[Verdict.MET], "amount_fen": 100,
    }  # fmt: skip


@pytest.mark.parametrize("column", ["amount_fen", "met", "verdict"])
def test_engines_that_differ_stop_the_run_and_name_the_first_cell(folder: Folder, column: str) -> None:
    people, rulebook = crowd(folder), folder.load()
    found = evaluate_months(rulebook, "allowance", people.lazy(), DAYS).collect()
    wrong = pl.when(pl.col("person") >= 7).then(pl.col(column).cast(pl.Int64).fill_null(0) + 1)
    second = found.with_columns(wrong.otherwise(pl.col(column)).alias(column))
    with pytest.raises(EnginesDiffer, match=f"人员 7，2025-02，{column} 为") as caught:
        agreed("allowance", found, second)
    assert (caught.value.person, caught.value.month, caught.value.count) == (7, DAYS[0], 68)


def test_a_row_that_one_engine_lacks_stops_the_run(folder: Folder) -> None:
    people, rulebook = crowd(folder), folder.load()
    found = evaluate_months(rulebook, "allowance", people.lazy(), DAYS).collect().sort("person", "month")
    with pytest.raises(EnginesDiffer, match="人员 40，2025-03"):
        agreed("allowance", found, found.head(81))
    with pytest.raises(EnginesDiffer, match="人员 0，2025-02"):
        agreed("allowance", found.tail(81), found)
