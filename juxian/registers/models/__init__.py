"""Tables of the registers of other offices."""

from juxian.registers.models.delivery import Delivery
from juxian.registers.models.fact_query import FactQuery
from juxian.registers.models.rows import (
    ROW_MODELS,
    Contract,
    DishonestyEntry,
    EmployerPlace,
    InsuranceMonth,
    LifeEnd,
    PersonRow,
    RentPayment,
    Row,
    SchemeMember,
    WageGuidance,
)
from juxian.registers.models.subject import Subject

__all__ = [
    "ROW_MODELS",
    "Contract",
    "Delivery",
    "DishonestyEntry",
    "EmployerPlace",
    "FactQuery",
    "InsuranceMonth",
    "LifeEnd",
    "PersonRow",
    "RentPayment",
    "Row",
    "SchemeMember",
    "Subject",
    "WageGuidance",
]
