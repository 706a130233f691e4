"""Keys live in files of their own, and are never made twice."""

from datetime import UTC, datetime

import pytest

from juxian.kit.secrets import (
    SecretKeyMissing,
    blind_index,
)
from juxian.kit.secrets.key_files import FileKeys
from juxian.kit.secrets.keys import Algorithm, key_source
from tests.kit.secrets.holder import NUMBER, Holder


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


def test_a_superseded_key_is_remembered_with_its_date():
    source = key_source()
    first = source.make("bank", Algorithm.AES_256_GCM).current
    second = source.add("bank", Algorithm.AES_256_GCM)
    ring = source.ring("bank")
    assert ring.current == second
    assert ring.keys[first.id].superseded_at == datetime.now(UTC)
