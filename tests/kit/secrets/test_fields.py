"""A secret lies sealed, shows itself to nobody, and opens only where it belongs."""

import copy
import json
import logging
import pickle
import traceback
import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.template import Context, Template
from django.test.utils import isolate_apps

from juxian.kit.access import SYSTEM
from juxian.kit.errors import RuleBroken
from juxian.kit.models import AuditEvent
from juxian.kit.secrets import (
    EncryptedTextField,
    Sealed,
    SecretDamaged,
    SecretKeyMissing,
    blind_index,
    reveal,
)
from juxian.kit.secrets import envelope as envelopes
from juxian.kit.secrets.key_files import FileKeys
from juxian.kit.secrets.keys import Algorithm, key_source
from tests.kit.secrets.holder import NEW_PHONE, NUMBER, OTHER, Holder, raw, sealed_at, stored


def test_a_saved_secret_comes_back_when_it_is_opened(holder):
    again = Holder.objects.get(pk=holder.pk)
    assert isinstance(again.identity, Sealed)
    assert again.identity.open() == NUMBER
    assert holder.identity.open() == NUMBER
    assert again.spare_phone is None


def test_the_table_holds_no_plain_text(holder):
    row = raw("SELECT row_to_json(h)::text FROM test_secret_holder h")[0][0]
    assert NUMBER not in row
    assert NUMBER.encode().hex() not in row
    assert b"13800138000".hex() not in row


def test_the_envelope_has_the_documented_layout(holder):
    key = key_source().ring("identity").current
    envelope = stored(holder)
    assert envelope[0] == 1
    assert envelope[1:5].hex() == key.id
    assert envelope[5] == Algorithm.AES_256_GCM == 1
    assert len(envelope) == 1 + 4 + 1 + 12 + len(NUMBER) + 16


def test_the_same_value_is_never_sealed_into_the_same_bytes(table):
    one = Holder.objects.create(identity=NUMBER, phone="13800138000")
    two = Holder.objects.create(identity=OTHER, phone="13800138000")
    assert stored(one, "phone") != stored(two, "phone")
    assert one.phone == two.phone


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


def test_the_index_finds_every_spelling_and_follows_a_change(holder):
    assert Holder.objects.get(identity_index=blind_index("identity", " 350299 19900101 0015 ")) == holder
    assert Holder.objects.get(phone_index=blind_index("phone", "+86 138-0013-8000")) == holder
    holder.identity = OTHER
    holder.phone = None
    holder.save()
    again = Holder.objects.get(identity_index=blind_index("identity", OTHER))
    assert (again.identity.open(), again.phone, again.phone_index) == (OTHER, None, None)


def test_the_index_needs_the_key(holder, settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "stolen-database-without-keys"
    assert blind_index("identity", NUMBER) != holder.identity_index


def test_the_unique_index_refuses_a_second_holder(holder):
    with pytest.raises(IntegrityError), transaction.atomic():
        Holder.objects.create(identity=f"{NUMBER[:6]} {NUMBER[6:]}")


def test_half_a_save_is_refused(holder):
    holder.phone = "13700137000"
    with pytest.raises(TypeError, match="update_fields must name both"):
        holder.save(update_fields=["phone"])
    holder.save(update_fields=["phone", "phone_index"])
    assert Holder.objects.get(phone_index=blind_index("phone", "13700137000")) == holder


def test_a_row_that_was_read_in_part_can_be_saved(holder):
    part = Holder.objects.only("id", "phone").get(pk=holder.pk)
    part.note = "x"
    part.save(update_fields=["note"])
    assert part.phone.open() == "13800138000"
    assert part.identity.open() == NUMBER


@pytest.mark.parametrize("write", [{"identity": NUMBER}, {"phone": "1"}, {"identity_index": NUMBER}])
def test_update_refuses_what_it_cannot_seal(holder, write):
    with pytest.raises((TypeError, ValueError), match=r"row by row|holds digests"):
        Holder.objects.update(**write)


def test_update_may_erase(holder):
    Holder.objects.update(phone=None, phone_index=None)
    assert Holder.objects.get(pk=holder.pk).phone is None


def test_bulk_update_is_refused(holder):
    holder.phone = "13700137000"
    with pytest.raises(TypeError, match="row by row"):
        Holder.objects.bulk_update([holder], ["phone"])


def test_bulk_create_seals_every_row_in_its_own_place(table):
    made = Holder.objects.bulk_create([Holder(identity=NUMBER), Holder(identity=OTHER)])
    assert [Holder.objects.get(pk=row.pk).identity.open() for row in made] == [NUMBER, OTHER]
    assert Holder.objects.filter(identity_index=blind_index("identity", OTHER)).count() == 1


@pytest.mark.parametrize(
    "lookup", [{"identity": NUMBER}, {"identity__contains": "3"}, {"identity_index__gt": "0" * 64}]
)
def test_a_search_in_ciphertext_is_refused(table, lookup):
    with pytest.raises(FieldError):
        Holder.objects.filter(**lookup)


def test_a_search_by_the_plain_value_is_refused(table):
    with pytest.raises(ValueError, match="blind_index"):
        Holder.objects.filter(identity_index=NUMBER).count()


def test_rows_without_a_secret_can_be_found(holder):
    assert Holder.objects.filter(spare_phone__isnull=True).count() == 1
    assert Holder.objects.filter(phone__isnull=True).count() == 0


def test_a_value_read_without_its_row_says_so(holder):
    [sealed] = Holder.objects.values_list("identity", flat=True)
    with pytest.raises(TypeError, match="without its row"):
        sealed.open()


def test_an_envelope_moved_to_another_row_does_not_open(holder):
    other = Holder.objects.create(identity=OTHER)
    raw("UPDATE test_secret_holder SET identity = %s WHERE id = %s", stored(holder), other.pk)
    with pytest.raises(SecretDamaged, match=r"test_secret_holder\.identity"):
        Holder.objects.get(pk=other.pk).identity.open()


def test_an_envelope_moved_to_another_column_does_not_open(holder):
    raw("UPDATE test_secret_holder SET spare_phone = phone")
    with pytest.raises(SecretDamaged):
        Holder.objects.get(pk=holder.pk).spare_phone.open()


def test_a_secret_given_to_another_row_is_sealed_anew(holder):
    other = Holder.objects.create(identity=OTHER, phone=holder.phone, spare_phone=holder.identity)
    again = Holder.objects.get(pk=other.pk)
    assert (again.phone.open(), again.spare_phone.open()) == ("13800138000", NUMBER)


def test_a_copied_row_is_sealed_for_its_new_key(holder):
    copied = Holder.objects.get(pk=holder.pk)
    copied.pk, copied.identity, copied._state.adding = uuid.uuid4(), OTHER, True
    copied.save()
    assert Holder.objects.get(pk=copied.pk).phone.open() == "13800138000"


@pytest.mark.parametrize("position", range(18 + len(NUMBER) + 16))
def test_an_envelope_with_one_altered_byte_does_not_open(position):
    place = envelopes.Place("table", "column", 1)
    envelope = bytearray(sealed_at(place))
    envelope[position] ^= 1
    with pytest.raises(SecretDamaged) as caught:
        envelopes.unseal(bytes(envelope), "identity", place)
    assert NUMBER not in str(caught.value)


@pytest.mark.parametrize("length", [0, 1, 5, 17, 33, 40])
def test_a_truncated_envelope_does_not_open(length):
    place = envelopes.Place("table", "column", 1)
    envelope = sealed_at(place)
    with pytest.raises(SecretDamaged):
        envelopes.unseal(envelope[:length], "identity", place)


def test_a_key_of_another_class_does_not_open(table):
    place = envelopes.Place("table", "column", 1)
    envelope = sealed_at(place)
    with pytest.raises(SecretDamaged, match="不在密钥文件中"):
        envelopes.unseal(envelope, "phone", place)


def test_a_key_with_the_right_name_and_the_wrong_bytes_does_not_open(holder):
    source = key_source()
    ring = source.ring("identity")
    forged = replace(ring.current, material=b"x" * 32)
    source._write(replace(ring, keys={forged.id: forged}))
    with pytest.raises(SecretDamaged, match="不符"):
        Holder.objects.get(pk=holder.pk).identity.open()


@pytest.fixture
def _sm4():
    try:
        Cipher(SM4(b"k" * 16), GCM(b"n" * 12)).encryptor()
    except UnsupportedAlgorithm:
        pytest.skip("this OpenSSL has no SM4-GCM")
    key_source().make("identity", Algorithm.SM4_GCM)


@pytest.mark.usefixtures("_sm4")
def test_sm4_seals_and_opens_in_its_place_only(table):
    row = Holder.objects.create(identity=NUMBER)
    assert stored(row)[5] == 2
    assert Holder.objects.get(pk=row.pk).identity.open() == NUMBER
    elsewhere = envelopes.Place("test_secret_holder", "identity", uuid.uuid4())
    with pytest.raises(SecretDamaged):
        envelopes.unseal(stored(row), "identity", elsewhere)


@pytest.mark.usefixtures("_sm4")
def test_an_openssl_without_sm4_is_named_as_the_reason(table, monkeypatch):
    def unsupported(*_):
        raise UnsupportedAlgorithm("none")

    monkeypatch.setattr(envelopes, "Cipher", unsupported)
    with pytest.raises(SecretKeyMissing, match="SM4"):
        Holder.objects.create(identity=NUMBER)


def test_keys_are_files_that_only_their_owner_reads(holder, settings):
    path = settings.KEYS_DIR / "identity.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert settings.KEYS_DIR.stat().st_mode & 0o777 == 0o700
    path.chmod(0o644)
    with pytest.raises(SecretKeyMissing, match="chmod 600"):
        FileKeys(settings.KEYS_DIR).ring("identity")


def test_each_class_has_its_own_key_and_none_comes_from_the_secret_key(holder, settings):
    rings = [key_source().ring(name) for name in ("identity", "phone")]
    assert rings[0].current.material != rings[1].current.material
    assert rings[0].index_key not in {rings[0].current.material, rings[1].index_key}
    settings.SECRET_KEY = "another"
    assert Holder.objects.get(pk=holder.pk).identity.open() == NUMBER


def test_in_production_a_missing_key_is_never_made(settings):
    settings.MAKE_KEYS_ON_FIRST_USE = False
    with pytest.raises(SecretKeyMissing, match="juxian keys make"):
        blind_index("identity", NUMBER)
    assert not settings.KEYS_DIR.exists()


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"class": "identity", "current": "a", "index_key": "", "keys": []}'])
def test_a_damaged_key_file_is_not_replaced(settings, body):
    settings.KEYS_DIR.mkdir(parents=True)
    path = settings.KEYS_DIR / "identity.json"
    path.touch(mode=0o600)
    path.write_text(body)
    with pytest.raises(SecretKeyMissing, match="不要重新生成"):
        blind_index("identity", NUMBER)
    assert path.read_text() == body


def test_keys_do_not_show_themselves():
    source = key_source()
    ring = source.make("bank", Algorithm.AES_256_GCM)
    assert ring.current.material.hex() not in repr(ring)
    assert repr(ring.current.material) not in repr(ring.current)


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


def test_the_fields_survive_a_migration_file():
    for name in ("identity", "identity_index", "phone_index"):
        field = Holder._meta.get_field(name)
        _, _, args, options = field.deconstruct()
        assert type(field)(*args, **options).deconstruct()[3] == options


def test_a_row_whose_key_the_database_makes_is_refused_by_the_checks():
    with isolate_apps("juxian.kit"):

        class Numbered(models.Model):
            id = models.AutoField(primary_key=True)
            secret = EncryptedTextField(key_class="bank")

            class Meta:
                app_label = "kit"

    assert "kit.E001" in [message.id for message in Numbered.check()]
    with pytest.raises(ValueError, match="unknown class"):
        EncryptedTextField(key_class="colour")


def test_a_superseded_key_is_remembered_with_its_date():
    source = key_source()
    first = source.make("bank", Algorithm.AES_256_GCM).current
    second = source.add("bank", Algorithm.AES_256_GCM)
    ring = source.ring("bank")
    assert ring.current == second
    assert ring.keys[first.id].superseded_at == datetime.now(UTC)
