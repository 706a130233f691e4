"""A table with secrets that only these tests have."""

from django.db import connection, models
from django.test.utils import isolate_apps

from juxian.kit.models import Model
from juxian.kit.secrets import BlindIndexField, EncryptedTextField
from juxian.kit.secrets import envelope as envelopes
from juxian.kit.secrets.keys import key_source

NUMBER = "350299199001010015"
OTHER = "350299198512120028"
NEW_PHONE = "139" + "0" * 8  # put together, so that no line of source shows it

with isolate_apps("juxian.kit"):

    class Holder(Model):
        """Somebody with an identity number and two telephones."""

        identity = EncryptedTextField(key_class="identity")
        identity_index = BlindIndexField(of="identity", unique=True)
        phone = EncryptedTextField(key_class="phone", null=True)
        phone_index = BlindIndexField(of="phone", null=True)
        spare_phone = EncryptedTextField(key_class="phone", null=True)
        note = models.CharField(max_length=20, default="")

        class Meta:
            app_label = "kit"
            db_table = "test_secret_holder"


def raw(query, *params):
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchall() if cursor.description else None


def sealed_at(place):
    return envelopes.seal(key_source().ring("identity").current, NUMBER.encode(), place)


def stored(holder, column="identity"):
    return bytes(raw(f"SELECT {column} FROM test_secret_holder WHERE id = %s", holder.pk)[0][0])
