"""Reading in the log what the pages keep closed."""

import json
import logging

import pytest
from django.test import Client

from juxian.kit.logs import JsonFormatter

CODE = "A" * 27


@pytest.mark.django_db
@pytest.mark.parametrize("address", [f"/c/{CODE}/", f"/nowhere/{CODE}/", f"/c/{CODE}/?name=13800138000"])
def test_no_line_of_the_log_names_the_address_of_a_page_that_was_not_found(
    caplog: pytest.LogCaptureFixture, address: str
) -> None:
    with caplog.at_level(logging.INFO):
        assert Client().get(address).status_code == 404
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert any("Not Found" in line for line in lines)
    assert not [line for line in lines if CODE in line]


@pytest.mark.django_db
def test_a_form_without_its_token_leaves_no_address_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        assert Client(enforce_csrf_checks=True).post(f"/c/{CODE}/").status_code == 403
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert json.loads(lines[0])["message"].startswith("Forbidden")
    assert not [line for line in lines if CODE in line]


def test_the_values_of_a_row_that_the_database_refused_stay_out_of_the_log() -> None:
    said = "null value\nDETAIL:  Failing row contains (吕志强, 13800138000, 350211198506010012)."
    try:
        raise ValueError(said)
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), (type(error), error, error.__traceback__))
    line = JsonFormatter().format(record)
    assert "ValueError" in line
    assert "13800138000" not in line
    assert "350211198506010012" not in line
    assert "吕志强" not in line
