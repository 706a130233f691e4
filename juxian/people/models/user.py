"""Accounts."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from juxian.kit.identifiers import uuid7
from juxian.kit.secrets import BlindIndexField, EncryptedTextField, blind_index


class UserManager(BaseUserManager):
    """Makes and finds accounts."""

    def create_user(self, *, phone_number: str | None = None, password: str | None = None, **fields: Any) -> "User":
        """Make an account. Without a password it signs in by one-time code only."""
        user = self.model(phone_number=phone_number, **fields)
        if password is None:
            user.set_unusable_password()
        else:
            user.set_password(password)
        user.save(using=self._db)
        return user

    def end_sessions(self, *keys: Any) -> None:
        """Sign these accounts out everywhere: whom they act for has changed."""
        self.filter(pk__in=[key for key in keys if key]).update(session_epoch=models.F("session_epoch") + 1)

    def by_phone(self, phone_number: str) -> "User | None":
        """Return the account that signs in with this number, or None."""
        return self.filter(phone_index=blind_index("phone", phone_number)).first()


class User(AbstractBaseUser):
    """An account to sign in with. Who the human is stands in Person."""

    id: uuid.UUID = models.UUIDField(primary_key=True, default=uuid7, editable=False)  # type: ignore[assignment]
    email = models.EmailField(blank=True, default="")
    phone_number: Any = EncryptedTextField(key_class="phone", null=True, blank=True)
    phone_index = BlindIndexField(of="phone_number", null=True, unique=True)
    phone_tail = models.CharField(max_length=4, blank=True, default="")
    is_phone_verified = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    # Part of what every session is checked against: one more, and all sessions of the account are over.
    session_epoch = models.PositiveIntegerField(default=0)

    audited = True
    audited_by_name = ("password", "email", "phone_tail", "phone_index")
    USERNAME_FIELD = "id"
    EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~models.Q(email=""), name="people_user_email_once"),
        ]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django keeps in a session and compares on every request; unchanged while nobody ended the sessions."""
        value: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{value}.{self.session_epoch}" if self.session_epoch else value

    def __str__(self) -> str:
        """The account as its owner knows it: never the whole number."""
        return f"*{self.phone_tail}" if self.phone_tail else self.email
