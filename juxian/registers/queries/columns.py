"""The headings of a register's file, for whoever makes one."""

from juxian.registers.kinds import REGISTERS


def headings_of(register: str) -> dict[str, str]:
    """Return the heading of every column by its key, in order, as the template shows them."""
    return {column.key: str(column.heading) for column in REGISTERS[register].columns}
