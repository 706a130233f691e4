"""Certificates without the long way that leads to them."""

from itertools import count
from typing import Any
from uuid import uuid4

from juxian.credentials.models import Credential
from juxian.credentials.numbers import new_code, new_number
from juxian.credentials.signing import KEY_ID, payload_of, sign
from juxian.kit import clock
from tests.cast import make_person

_serials = count(1)


def make_credential(holder: Any = None, **fields: Any) -> Credential:
    """A valid certificate of a welder, 技师, issued today."""
    holder = holder or make_person(f"持证{next(_serials)}", with_account=False)
    values = {
        "level": "technician",
        "occupation_code": "6-18-02-04",
        "occupation_name": "焊工",
        "employer_name": "演示精密制造（集美）有限公司",
        "origin_type": "tests.Origin",
        "origin_id": uuid4(),
        "issued_on": clock.today(),
        "key_id": KEY_ID,
        "code": new_code(),
        **fields,
    }
    number = values.pop("number", None) or new_number(values["issued_on"].year, values["level"])
    credential = Credential(number=number, holder=holder, holder_name=holder.name, **values)
    credential.payload = payload_of(credential)
    credential.signature = sign(credential.payload)
    credential.save()
    return credential
