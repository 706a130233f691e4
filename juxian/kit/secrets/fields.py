"""The two model fields: a secret, and the index by which it is found.

phone = EncryptedTextField(key_class="phone", null=True)
phone_index = BlindIndexField(of="phone", null=True, unique=True)
"""

import re
from typing import Any

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import pre_save

from juxian.kit.secrets.envelope import Place
from juxian.kit.secrets.index import NORMALISERS, Normalise, digest
from juxian.kit.secrets.keys import known_class, ring
from juxian.kit.secrets.sealed import Sealed

DIGEST = re.compile(r"[0-9a-f]{64}")


class _Envelope(bytes):
    """Bytes that `pre_save` made for one row: the only thing that may be written into the column."""


class SecretAttribute(DeferredAttribute):
    """Reads as Sealed; takes text, a Sealed of anywhere, or None."""

    field: "EncryptedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed) and value.is_homeless:
            value = value.bound(self.field.place_in(instance))
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        """Keep the value; one that comes from the database belongs to the key that the row has at this moment."""
        value = self.field.to_python(value)
        if value is not None and value.is_homeless and self.field.model._meta.pk.attname in instance.__dict__:
            value = value.bound(self.field.place_in(instance))
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.BinaryField):
    """Text that lies sealed in the database. The row's key must be made by the client, since it is sealed in."""

    descriptor_class = SecretAttribute
    column: str

    def __init__(self, *args: Any, key_class: str, **options: Any):
        self.key_class = known_class(key_class)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "key_class": self.key_class}

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        found = super().check(**options)
        if isinstance(self.model._meta.pk, models.AutoField):
            message = "A sealed row needs a key made by the client: inherit from juxian.kit.models.Model."
            found.append(checks.Error(message, obj=self, id="kit.E001"))
        return found

    def place_in(self, instance: models.Model) -> Place:
        """Return where this column of this row lies."""
        if instance.pk is None:
            raise TypeError(f"{self.model._meta.label}.{self.name} cannot be sealed: the row has no key yet")
        pk = self.model._meta.pk.to_python(instance.pk)
        return Place(self.model._meta.db_table, self.column, pk)

    def get_default(self) -> Any:
        return models.Field.get_default(self) if self.has_default() else None

    def to_python(self, value: Any) -> Sealed | None:
        if value is None or (value == "" and self.null):
            return None
        if isinstance(value, str):
            if "•" in value:
                raise ValueError(f"{self.name}: a masked value must not be saved as the secret")
            return Sealed(self.key_class, plain=value)
        if isinstance(value, Sealed):
            return value
        raise TypeError(f"{self.name} takes text or None, not {type(value).__name__}")

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(self.key_class, stored=bytes(value))

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        value = getattr(instance, self.attname)
        if value is None:
            return None
        if value.key_class != self.key_class:
            value = Sealed(self.key_class, plain=value.open())
        sealed = value.at(self.place_in(instance))
        instance.__dict__[self.attname] = sealed
        return _Envelope(sealed.to_bytes())

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, _Envelope):
            raise TypeError(
                f"{self.model._meta.label}.{self.name} is sealed row by row: "
                "update() and bulk_update() cannot write it; assign it and save() each row, or bulk_create() new ones"
            )
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted; search its blind index with blind_index(), or use __isnull")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} is encrypted and cannot be serialised; back up with juxian backup")


class BlindIndexField(models.CharField):
    """The keyed digest of an encrypted column, made in step with it. Give it `null=True` where the secret may be."""

    audited_by_name = True

    def __init__(self, *args: Any, of: str, normalise: Normalise | None = None, **options: Any):
        self.of = of
        self.normalise = normalise
        options["max_length"] = 64
        options.setdefault("editable", False)
        options.setdefault("db_index", not options.get("unique", False))
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        del options["max_length"]
        if self.normalise:
            options["normalise"] = self.normalise
        return name, path, args, {**options, "of": self.of}

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract and cls.__module__ != "__fake__":
            pre_save.connect(self._refuse_half_a_save, sender=cls, weak=False, dispatch_uid=(cls, name))

    def digest(self, secret: Sealed) -> str:
        """Return the digest under which this column keeps a secret. The key first: a traceback that says it is
        missing must not have the value in its local variables."""
        key_class = self._secret().key_class
        index_key = ring(key_class).index_key
        return digest(index_key, (self.normalise or NORMALISERS[key_class])(secret.open()))

    def pre_save(self, instance: models.Model, add: bool) -> str | None:
        secret = getattr(instance, self.of)
        value = None if secret is None else self.digest(secret)
        setattr(instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        if value is not None and not (isinstance(value, str) and DIGEST.fullmatch(value)):
            raise ValueError(f"{self.name} holds digests; pass blind_index(…), never the plain value")
        return value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in {"exact", "in", "isnull"}:
            raise FieldError(f"{self.name} is a digest: only equal values can be found")
        return super().get_lookup(lookup_name)

    def _secret(self) -> EncryptedTextField:
        return self.model._meta.get_field(self.of)  # type: ignore[return-value]

    def _refuse_half_a_save(self, instance: Any, update_fields: Any, raw: bool, **options: Any) -> None:
        """`save(update_fields=…)` of the secret without its index would leave a row that is found by its old value."""
        if not update_fields or self.of not in update_fields or self.name in update_fields:
            return
        secret = getattr(instance, self.of)
        if secret is None or secret.is_fresh or secret.place != self._secret().place_in(instance):
            raise TypeError(f"save {self.name} together with {self.of}: update_fields must name both")
