"""An envelope opens in its own place and with its own key, or says why it does not."""

import uuid
from dataclasses import replace

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

from juxian.kit.secrets import (
    SecretDamaged,
    SecretKeyMissing,
)
from juxian.kit.secrets import envelope as envelopes
from juxian.kit.secrets.keys import Algorithm, key_source
from tests.kit.secrets.holder import NUMBER, OTHER, Holder, raw, sealed_at, stored


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
