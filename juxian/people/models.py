"""Accounts."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from juxian.kit.identifiers import uuid7


class UserManager(BaseUserManager):
    """Makes accounts."""


class User(AbstractBaseUser):
    """An account to sign in with. Who the human is stands in Person."""

    id: uuid.UUID = models.UUIDField(primary_key=True, default=uuid7, editable=False)  # type: ignore[assignment]
    email = models.EmailField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    USERNAME_FIELD = "id"
    objects = UserManager()
