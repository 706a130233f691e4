"""Rows of registers: described once, never changed."""

import pytest

from juxian.kit.database.grants import append_only_tables
from juxian.registers.kinds import REGISTERS
from juxian.registers.models import ROW_MODELS, PersonRow


def test_every_register_has_a_table_that_nobody_can_change() -> None:
    assert set(ROW_MODELS) == set(REGISTERS)
    assert {model._meta.db_table for model in ROW_MODELS.values()} <= append_only_tables()


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.key)
def test_every_column_is_a_field_and_every_field_a_column(register: object) -> None:
    model = ROW_MODELS[register.key]  # type: ignore[attr-defined]
    own = {field.name for field in model._meta.local_concrete_fields}
    shared = {"id", "created_at", "delivery", "number", "subject"}
    assert own - shared == set(register.values)  # type: ignore[attr-defined]
    assert issubclass(model, PersonRow) == register.is_about_people  # type: ignore[attr-defined]


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.key)
def test_what_names_a_row_must_be_filled_in_unless_it_may_be_open(register: object) -> None:
    needed = {column.key for column in register.columns if column.required}  # type: ignore[attr-defined]
    # An employer that was never in the district has no day from which it is.
    assert set(register.identifies) - needed <= {"from_on"}  # type: ignore[attr-defined]
