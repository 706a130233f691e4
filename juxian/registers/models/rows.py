"""The rows of every register. They are never changed: what counts is the latest row of its key in a delivery that
counts, on the day that is asked about."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from juxian.kit.models import Model
from juxian.registers.kinds import (
    REGISTERS,
    Degree,
    EmployerKind,
    EndKind,
    InsuranceStatus,
    Register,
)
from juxian.registers.models.delivery import Delivery
from juxian.registers.models.subject import Subject


class RowQuerySet(models.QuerySet):
    """Rows as the business speaks of them."""

    def known_at(self, instant: dt.datetime) -> "RowQuerySet":
        """What had been taken in by then and was not withdrawn by then."""
        still = Q(delivery__withdrawn_at=None) | Q(delivery__withdrawn_at__gt=instant)
        return self.filter(still, delivery__taken_in_at__lte=instant)

    def newest(self) -> "RowQuerySet":
        """One row a key: that of the delivery taken in last. Void rows are among them: they stand for nothing."""
        key = self.model.key_fields()  # type: ignore[attr-defined]
        return self.order_by(*key, "-delivery__taken_in_at", "-delivery_id").distinct(*key)


class Row(Model):
    """One line of a file."""

    register_key: ClassVar[str]
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # of the line in the file, as Excel counts
    is_void = models.BooleanField(default=False)

    objects = RowQuerySet.as_manager()
    append_only = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind_of_row().label} {self.number}"

    @classmethod
    def kind_of_row(cls) -> Register:
        return REGISTERS[cls.register_key]

    @classmethod
    def key_fields(cls) -> list[str]:
        """The columns that name a row; the person stands for their number."""
        return ["subject_id" if name == "identity_number" else name for name in cls.kind_of_row().identifies]


class PersonRow(Row):
    """One line about a human."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def _once(table: str) -> list[Any]:
    """A line of a file is taken in once, however often a run is begun anew."""
    return [models.UniqueConstraint(fields=["delivery", "number"], name=f"register_{table}_line_once")]


class InsuranceMonth(PersonRow):
    """A month of social insurance."""

    register_key = "insurance"
    employer = models.CharField(max_length=18)
    employer_name = models.CharField(max_length=120, blank=True, default="")
    month = models.DateField()
    base_fen = models.BigIntegerField(null=True)
    status = models.CharField(max_length=10, choices=InsuranceStatus.choices)

    class Meta:
        constraints = _once("insurance")
        indexes = [models.Index(fields=["subject", "month"], name="register_insurance_of_subject")]


class Contract(PersonRow):
    """A labour contract on file."""

    register_key = "contract"
    employer = models.CharField(max_length=18)
    employer_name = models.CharField(max_length=120, blank=True, default="")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    is_open_ended = models.BooleanField(default=False)

    class Meta:
        constraints = _once("contract")
        indexes = [models.Index(fields=["subject", "from_on"], name="register_contract_of_subject")]


class EmployerPlace(Row):
    """An employer's nature, and since when and until when it is in the district."""

    register_key = "employer"
    employer = models.CharField(max_length=18)
    employer_name = models.CharField(max_length=120, blank=True, default="")
    kind = models.CharField(max_length=20, choices=EmployerKind.choices)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        constraints = _once("employer")
        indexes = [models.Index(fields=["employer"], name="register_employer_by_code")]


class RentPayment(PersonRow):
    """A payment of the city's half-rent scheme."""

    register_key = "rent"
    employer = models.CharField(max_length=18, blank=True, default="")
    employer_name = models.CharField(max_length=120, blank=True, default="")
    from_month = models.DateField()
    months = models.PositiveSmallIntegerField()
    amount_fen = models.BigIntegerField()
    paid_on = models.DateField()
    division = models.CharField(max_length=6)
    account_tail = models.CharField(max_length=4, blank=True, default="")

    class Meta:
        constraints = _once("rent")
        indexes = [models.Index(fields=["subject", "from_month"], name="register_rent_of_subject")]


class SchemeMember(PersonRow):
    """Somebody whom the city's half-rent scheme took in, and on what ground."""

    register_key = "scheme"
    degree = models.CharField(max_length=20, choices=Degree.choices)
    is_full_time = models.BooleanField()
    is_backbone = models.BooleanField(default=False)
    qualified_on = models.DateField()
    first_insured_on = models.DateField()
    first_contract_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = _once("scheme")
        indexes = [models.Index(fields=["subject"], name="register_scheme_of_subject")]


class DishonestyEntry(PersonRow):
    """A time on the list of joint punishment."""

    register_key = "dishonesty"
    listed_on = models.DateField()
    removed_on = models.DateField(null=True)

    class Meta:
        constraints = _once("dishonesty")
        indexes = [models.Index(fields=["subject"], name="register_dishonesty_of_subject")]


class LifeEnd(PersonRow):
    """A death or a retirement."""

    register_key = "end"
    kind = models.CharField(max_length=10, choices=EndKind.choices)
    happened_on = models.DateField()

    class Meta:
        constraints = _once("end")
        indexes = [models.Index(fields=["subject"], name="register_end_of_subject")]


class WageGuidance(Row):
    """What the city advises to pay for an occupation in a year, a month."""

    register_key = "wage"
    occupation = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    monthly_fen = models.BigIntegerField()

    class Meta:
        constraints = _once("wage")
        indexes = [models.Index(fields=["occupation", "year"], name="register_wage_of_occupation")]


ROW_MODELS: dict[str, type[Row]] = {
    model.register_key: model
    for model in (
        InsuranceMonth,
        Contract,
        EmployerPlace,
        RentPayment,
        SchemeMember,
        DishonestyEntry,
        LifeEnd,
        WageGuidance,
    )
}
