"""Compiles `kernel.c` with the system's compiler and calls it on the columns."""

import ctypes
import subprocess
import tempfile
from pathlib import Path

import numpy

ORDER = {
    "gold_allowance": [
        "died_on",
        "district_insured_months",
        "district_job_ends_on",
        "gold_certificate_status",
        "gold_level",
        "gold_previous_level",
        "gold_recognised_on",
        "is_dishonest",
        "is_gold_promoted",
        "retired_on",
        "senior_since_on",
        "state.months_received",
    ],
    "youth_living_subsidy": [
        "born_on",
        "city_half_rent_months",
        "city_rent_qualified_on",
        "degree",
        "employer_kind",
        "first_xiamen_insured_on",
        "is_degree_full_time",
        "is_employer_in_district",
        "is_technical_backbone",
        "state.months_received",
        "state.received_this_year_fen",
    ],
}


class Month(ctypes.Structure):
    _fields_ = [
        *(
            (name, ctypes.c_int32)
            for name in ["start", "end", "shift", "wait_until", "cap_months", "either_or", "new_year"]
        ),
        ("amount", ctypes.c_int64 * 64),
    ]


def library():
    """Built once a process, outside every measurement."""
    target = Path(tempfile.mkdtemp(prefix="juxian-kernel-")) / "kernel.so"
    source = Path(__file__).with_name("kernel.c")
    subprocess.run(["cc", "-O3", "-march=native", "-shared", "-fPIC", "-o", target, source], check=True)
    return ctypes.CDLL(str(target))


def judge(kernel, policy, columns, months, codes, constants):
    """(met, not_met, amount), each of shape (months, people)."""
    given = [numpy.ascontiguousarray(columns[name]) for name in ORDER[policy]]
    people = len(given[0])
    table = (Month * len(months))()
    for row, month in zip(table, months, strict=True):
        for name in ("start", "end", "shift", "wait_until", "cap_months", "either_or", "new_year"):
            setattr(row, name, month[name])
        row.amount[:] = list(month["amount"][:64])
    out = [numpy.empty((len(months), people), kind) for kind in (numpy.uint16, numpy.uint16, numpy.int64)]
    pointers = [ctypes.c_void_p(array.ctypes.data) for array in (*given, *out)]
    function = kernel.gold if policy == "gold_allowance" else kernel.youth
    function(ctypes.c_int64(people), len(months), table, *constants, *pointers)
    return out
