"""A secret shows itself to nobody, unless somebody says why."""

import copy
import json
import logging
import pickle
import traceback

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.template import Context, Template

from juxian.kit.access import SYSTEM
from juxian.kit.errors import RuleBroken
from juxian.kit.models import AuditEvent
from juxian.kit.secrets import (
    SecretKeyMissing,
    reveal,
)
from tests.kit.secrets.holder import NEW_PHONE, NUMBER, OTHER, Holder


@pytest.mark.parametrize("show", [str, repr, "{}".format, "{!r}".format, lambda value: f"{value:>30}"])
def test_no_way_of_printing_shows_a_secret(holder, show):
    for sealed in (holder.identity, Holder(identity=NUMBER).identity):
        assert NUMBER not in show(sealed)
        assert NUMBER[-4:] not in show(sealed)


def test_templates_logs_and_json_see_a_mask(holder, caplog):
    page = Template("{{ holder.identity }} {{ holder.identity|length }}").render(Context({"holder": holder}))
    assert page.startswith("••••••")
    with caplog.at_level(logging.INFO):
        logging.getLogger("juxian").info("holder %s %r", holder.identity, vars(holder))
    assert NUMBER not in caplog.text
    with pytest.raises(TypeError):
        json.dumps({"identity": holder.identity}, cls=DjangoJSONEncoder)


def everything_in(error):
    """Return a traceback with the local variables of every frame below the test itself."""
    error.__traceback__ = error.__traceback__.tb_next
    return "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())


def test_a_traceback_of_a_failed_save_shows_no_secret_in_its_local_variables(holder):
    twin = Holder(identity=NUMBER, phone=NEW_PHONE)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        twin.save()
    text = everything_in(caught.value)
    assert "_save_table" in text
    assert NUMBER not in text
    assert NEW_PHONE not in text


def test_a_traceback_of_a_missing_key_shows_no_secret_in_its_local_variables(table, settings):
    settings.MAKE_KEYS_ON_FIRST_USE = False
    for fields in ({"identity": NUMBER}, {"phone": NEW_PHONE}):
        with pytest.raises(SecretKeyMissing) as caught, transaction.atomic():
            Holder(**fields).save()
        text = everything_in(caught.value)
        assert "pre_save" in text
        assert NUMBER not in text
        assert NEW_PHONE not in text


def test_a_pickle_carries_the_envelope_and_refuses_a_fresh_secret(holder):
    body = pickle.dumps(Holder.objects.get(pk=holder.pk).identity)
    assert NUMBER.encode() not in body
    assert pickle.loads(body).open() == NUMBER
    with pytest.raises(TypeError, match="not saved"):
        pickle.dumps(Holder(identity=NUMBER).identity)


def test_secrets_are_equal_by_their_value_and_copied_as_they_are(holder):
    assert Holder(identity=NUMBER).identity == holder.identity
    assert Holder(identity=OTHER).identity != holder.identity
    assert holder.identity != NUMBER
    assert copy.deepcopy(holder.identity) is holder.identity
    with pytest.raises(TypeError):
        hash(holder.identity)


def test_a_masked_secret_shows_four_characters_at_most(holder):
    assert holder.identity.masked() == "•" * 14 + NUMBER[-4:]
    assert Holder(identity="1234").identity.masked() == "•••4"


def test_a_masked_value_cannot_be_saved_by_accident(holder):
    with pytest.raises(ValueError, match="masked"):
        holder.phone = str(holder.phone)


def test_reveal_opens_and_records_who_and_why(holder):
    assert reveal(holder, "identity", by=SYSTEM, reason=" 核对原件 ") == NUMBER
    event = AuditEvent.objects.get(kind="read", subject_id=holder.pk)
    assert event.data == {"field": "identity", "reason": "核对原件"}
    assert NUMBER not in str(event.data)


def test_reveal_refuses_without_a_reason(holder):
    with pytest.raises(RuleBroken, match="理由"):
        reveal(holder, "identity", by=SYSTEM, reason="  ")
    assert not AuditEvent.objects.filter(kind="read").exists()


def test_reveal_of_nothing_leaves_no_record(holder):
    assert reveal(holder, "spare_phone", by=SYSTEM, reason="核对") is None
    assert not AuditEvent.objects.filter(kind="read").exists()


def test_reveal_is_for_encrypted_fields_only(holder):
    with pytest.raises(TypeError):
        reveal(holder, "note", by=SYSTEM, reason="核对")
