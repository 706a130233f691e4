"""Who may do what: closed by default."""

from uuid import uuid4

import pytest

from juxian.config.roles import ROLES as CONFIGURED
from juxian.kit.access import ROLES, RULES, SYSTEM, VISITOR, Actor, Audience, Role, allows, role_label, rule
from juxian.kit.models import VisibleQuerySet
from juxian.kit.permissions import Permission


@pytest.fixture
def officer(monkeypatch) -> Actor:
    monkeypatch.setitem(ROLES, "tester", Role("tester", "测试员", Audience.OFFICE, frozenset({"kit.may"})))
    return Actor("tester", "赵科长", user_id=uuid4(), organisation_name="人社局")


def test_a_role_may_what_its_line_says_and_nothing_else(officer):
    assert allows(officer, "kit.may")
    assert not allows(officer, "kit.may_not")


@pytest.mark.parametrize("actor", [VISITOR, Actor("unknown_role"), Actor("")])
def test_visitors_and_unknown_roles_may_nothing(officer, actor):
    assert not allows(actor, "kit.may")


def test_the_rule_about_the_row_decides_where_a_row_is_named(officer, monkeypatch):
    monkeypatch.setattr("juxian.kit.access.RULES", {})
    rule("kit.may")(lambda actor, row: row == "mine")
    assert allows(officer, "kit.may", on="mine")
    assert not allows(officer, "kit.may", on="theirs")
    assert allows(officer, "kit.may")


def test_the_system_is_one_object_and_cannot_be_imitated():
    assert allows(SYSTEM, "anything")
    assert not allows(Actor(role="system", name="系统"), "anything")


def test_an_actor_is_called_by_name_and_organisation(officer):
    assert officer.label == "赵科长 · 人社局"
    assert Actor("citizen", "吕志强").label == "吕志强"
    assert (officer.audience, Actor("nobody").audience) == (Audience.OFFICE, Audience.PUBLIC)
    assert officer.is_signed_in
    assert not VISITOR.is_signed_in


def test_a_role_has_an_official_word(officer):
    assert (role_label("tester"), role_label("gone")) == ("测试员", "未知角色")


def test_a_table_that_forgets_to_say_who_sees_it_shows_nothing(officer):
    class Forgetful(VisibleQuerySet):
        def none(self):
            return "nothing"

    assert Forgetful.visible_to(Forgetful(), officer) == "nothing"


def test_everybody_signed_in_has_an_inbox_and_visitors_have_none():
    without = {key for key, role in CONFIGURED.items() if Permission.USE_INBOX not in role.permissions}
    assert without == {"visitor", "system"}


def test_administrator_security_and_audit_are_three_roles_that_share_no_power():
    """What one may, beyond what everybody signed in may, the others may not."""
    common = frozenset.intersection(*(CONFIGURED[key].permissions for key in ("citizen", "auditor", "system_admin")))
    admin, security, auditor = (
        CONFIGURED[key].permissions - common for key in ("system_admin", "security_admin", "auditor")
    )
    assert not admin & security
    assert Permission.RETRY_JOBS not in auditor | security
    assert Permission.EDIT_MESSAGES not in auditor | security


def test_every_permission_of_a_role_stands_in_a_domains_enum():
    """A misspelt permission would give nobody anything, silently."""
    from enum import StrEnum

    known = {str(member) for enum in StrEnum.__subclasses__() for member in enum}
    unknown = {name for role in CONFIGURED.values() for name in role.permissions} - known
    assert unknown == set()


def test_every_rule_belongs_to_a_permission():
    from enum import StrEnum

    known = {str(member) for enum in StrEnum.__subclasses__() for member in enum}
    assert set(RULES) - known == set()
