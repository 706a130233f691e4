"""Certificates without the long way that leads to them."""

from itertools import count
from typing import Any
from uuid import uuid4

from juxian.credentials.models import Copy, Credential
from juxian.credentials.numbers import new_code, new_number
from juxian.credentials.signing import KEY_ID, payload_of, sign
from juxian.kit import clock
from juxian.kit.numbering import next_number
from tests.cast import make_person

_serials = count(1)


def make_credential(holder: Any = None, *, code: str = "", **fields: Any) -> Credential:
    """A valid certificate of a welder, 技师, issued today, with its first copy."""
    holder = holder or make_person(f"持证{next(_serials)}", with_account=False)
    values = {
        "level": "technician",
        "occupation_code": "6-18-02-04",
        "occupation_name": "焊工",
        "employer_name": "演示精密制造（集美）有限公司",
        "origin_type": "tests.Origin",
        "origin_id": uuid4(),
        "issued_on": clock.today(),
        "published_on": clock.today(),
        **fields,
    }
    number = values.pop("number", None) or new_number(values["issued_on"].year, values["level"])
    credential = Credential.objects.create(number=number, holder=holder, holder_name=holder.name, **values)
    make_copy(credential, code=code or new_code())
    return credential


def make_copy(credential: Credential, **fields: Any) -> Copy:
    """One signed copy of a certificate."""
    values = {
        "serial": 1,
        "holder_name": credential.holder_name,
        "identity_tail": credential.holder.identity_tail,
        "status_index": next_number("credentials.status"),
        "key_id": KEY_ID,
        **fields,
    }
    copy = Copy(credential=credential, **values)
    copy.payload = payload_of(copy)
    copy.signature = sign(copy.payload)
    copy.save()
    return copy
