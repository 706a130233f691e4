"""A secret lies sealed, comes back when it is opened, and is found by its index."""

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, models, transaction
from django.test.utils import isolate_apps

from juxian.kit.secrets import (
    EncryptedTextField,
    Sealed,
    blind_index,
)
from juxian.kit.secrets.keys import Algorithm, key_source
from tests.kit.secrets.holder import NUMBER, OTHER, Holder, raw, stored


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
