"""A new key for identity secrets: the authenticator apps and recovery codes of the staff go on working."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from juxian.kit.secrets import SecretDamaged, rotation
from juxian.kit.secrets.keys import ring
from juxian.kit.secrets.renewal import rows_by_key
from juxian.people.gateways.second_factor import AUTHENTICATORS
from tests.cast import Cast

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path) -> None:
    """Keys of this test alone, before anybody of the cast is sealed."""
    settings.KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def totp(own_keys: None, cast: Cast) -> TOTP:
    return TOTP.activate(cast.zhao.user, SECRET)


def valid(user: object) -> bool:
    """Tell whether the code that an authenticator app shows now is accepted."""
    row = Authenticator.objects.get(user=user, type="totp")
    code = format_hotp_value(hotp_value(SECRET, int(datetime.now(UTC).timestamp()) // 30))
    return bool(row.wrap().validate_code(code))


def test_after_rotating_and_retiring_codes_are_still_accepted(cast: Cast, totp: TOTP) -> None:
    codes = RecoveryCodes.activate(cast.zhao.user).generate_codes()
    old = ring("identity").current_id
    assert rotation.main(["rotate", "identity"]) == 0
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2), tick=False):
        assert rotation.main(["retire", "identity"]) == 0
        assert old not in ring("identity").keys
        assert valid(cast.zhao.user)
    again = Authenticator.objects.get(user=cast.zhao.user, type="recovery_codes").wrap()
    assert again.generate_codes() == codes


def test_a_key_that_an_authenticator_names_is_not_retired(cast: Cast, totp: TOTP, monkeypatch) -> None:
    """As when a recovery code was spent while the rotation ran."""
    old = ring("identity").current_id
    before = Authenticator.objects.get(user=cast.zhao.user).data
    rotation.main(["rotate", "identity"])
    Authenticator.objects.filter(user=cast.zhao.user).update(data=before)
    assert rows_by_key("identity")[old] == 1
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2), tick=False):
        rotation.main(["retire", "identity"])
        assert old in ring("identity").keys
        assert rotation.main(["rotate", "identity", "--continue"]) == 0
        rotation.main(["retire", "identity"])
        assert old not in ring("identity").keys


def test_without_the_store_the_rotation_would_lose_them(cast: Cast, totp: TOTP, monkeypatch) -> None:
    """The negative control: what happened before the store was registered."""
    monkeypatch.setattr("juxian.kit.secrets.stores.STORES", {})
    rotation.main(["rotate", "identity"])
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2), tick=False):
        rotation.main(["retire", "identity"])
        with pytest.raises(SecretDamaged):
            valid(cast.zhao.user)


def test_doing_it_again_does_nothing(cast: Cast, totp: TOTP) -> None:
    rotation.main(["rotate", "identity"])
    assert AUTHENTICATORS.rotate() == 0


def test_a_passkey_has_nothing_to_seal(cast: Cast) -> None:
    Authenticator.objects.create(user=cast.zhao.user, type="webauthn", data={"name": "钥匙", "credential": {}})
    assert AUTHENTICATORS.rotate() == 0
    assert AUTHENTICATORS.rows_by_key() == {}
