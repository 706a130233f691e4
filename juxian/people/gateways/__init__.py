"""The port to sign-in (django-allauth), by part of the library."""

from juxian.people.gateways.accounts import AccountAdapter, MobileField
from juxian.people.gateways.city import CitySignInAdapter
from juxian.people.gateways.second_factor import SecondFactorAdapter

__all__ = ["AccountAdapter", "CitySignInAdapter", "MobileField", "SecondFactorAdapter"]
