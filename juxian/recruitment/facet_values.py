"""How the properties by which vacancies are filtered become small integers, and back to what stands in an address.

0 says that a vacancy asks for nothing, or that it is not known. The orders below are kept in rows: append only.
"""

from typing import Any

from django.conf import settings

KINDS = ("", "full_time", "part_time", "internship")
DEGREES = ("", "junior_high", "high_school", "college", "bachelor", "master", "doctor")
LEVELS = (
    "",
    "apprentice",
    "junior",
    "intermediate",
    "senior",
    "technician",
    "senior_technician",
    "special_grade",
    "chief",
)
HOUSINGS = ("", "lodging", "allowance")
SECTIONS = " ABCDEFGHIJKLMNOPQRST"  # 门类 of GB/T 4754
PAY_STEPS = (0, 3000, 4000, 5000, 6000, 8000, 10000, 15000, 20000)  # yuan a month
# A month has 21.75 paid days of eight hours (人社部: 月计薪天数).
A_MONTH = {"month": 1.0, "day": 21.75, "hour": 174.0}


def values_of(vacancy: Any) -> dict[str, int]:
    """Return the integers of one vacancy by the name of the filter. Its occupation and item must be at hand."""
    return {
        "kind": _place(KINDS, vacancy.kind),
        "street": street_value(vacancy.street_code),
        "group": group_value(vacancy.occupation.code) if vacancy.occupation else 0,
        "industry": section_value(vacancy.industry_code or vacancy.organisation.industry_code),
        "pay": pay_value(vacancy.pay_low_fen, vacancy.pay_unit),
        "degree": _place(DEGREES, vacancy.degree),
        "level": _place(LEVELS, vacancy.skill_level),
        "shortage": vacancy.item.stars if vacancy.item else 0,
        "graduates": vacancy.graduates_of_year or 0,
        "housing": _place(HOUSINGS, vacancy.housing),
    }


def street_value(code: str) -> int:
    """Return the last three of nine digits in this district, 0 elsewhere."""
    inside = code.startswith(settings.DISTRICT_DIVISION) and len(code) == 9 and code.isdigit()
    return int(code[6:]) if inside else 0


def street_code(value: int) -> str:
    return f"{settings.DISTRICT_DIVISION}{value:03d}" if value else ""


def group_value(code: str) -> int:
    """Return 618 for an occupation of the middle group 6-18."""
    return int(code[0] + code[2:4])


def group_code(value: int) -> str:
    return f"{value // 100}-{value % 100:02d}"


def section_value(industry_code: str) -> int:
    """Return the place of the section's letter; codes without one (C34 without its C) are not known."""
    return max(SECTIONS.find(industry_code[:1]), 0) if industry_code else 0


def pay_value(low_fen: int, unit: str) -> int:
    """Return the highest step that the lowest pay of a month reaches."""
    monthly = monthly_yuan(low_fen, unit)
    return max(place for place, step in enumerate(PAY_STEPS) if monthly >= step)


def monthly_yuan(low_fen: int, unit: str) -> int:
    """Return what a whole month brings at least, in yuan; hours and days are made comparable by it."""
    return round(low_fen / 100 * A_MONTH.get(unit, 1.0))


def _place(words: tuple[str, ...], word: str) -> int:
    return words.index(word) if word in words else 0
