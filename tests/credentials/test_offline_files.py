"""The signature of a paper: any flipped bit is found. The files for places without network."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from juxian.config.cli import main
from juxian.credentials.actions import revoke_credential
from juxian.credentials.models import Copy, Credential
from juxian.credentials.offline import status_file
from juxian.credentials.offline.status_file import key_of
from juxian.credentials.proofs.errors import Unproven
from juxian.credentials.proofs.jose import read_token
from juxian.credentials.proofs.multibase import from_base64url, to_base64url
from juxian.credentials.signing import compact, is_genuine, is_intact, key_hint, payload_of, raw_key, sign
from tests.cast import Cast
from tests.credentials.factories import make_copy, make_credential


def signed_copy() -> Copy:
    """A signed copy that no database has seen."""
    credential = Credential(
        number="JMJLL-2025-5-000001L",
        holder_name="吕志强",
        level="technician",
        occupation_code="6-18-02-04",
        occupation_name="焊工",
        issued_on=dt.date(2025, 3, 12),
    )
    copy = Copy(credential=credential, serial=1, code="A" * 26 + "B", holder_name="吕志强", status_index=7)
    copy.payload = payload_of(copy)
    copy.signature = sign(copy.payload)
    return copy


@settings(max_examples=300)
@given(st.integers(0))
def test_any_flipped_bit_of_the_payload_is_found(number: int) -> None:
    copy = signed_copy()
    raw = bytearray(copy.payload.encode())
    bit = number % (len(raw) * 8)
    raw[bit // 8] ^= 1 << bit % 8
    assert is_intact(copy)
    copy.payload = bytes(raw).decode(errors="replace")
    assert not is_genuine(copy.payload, copy.signature)
    assert not is_intact(copy)


@settings(max_examples=300)
@given(st.integers(0, 511))
def test_any_flipped_bit_of_the_signature_is_found(bit: int) -> None:
    copy = signed_copy()
    raw = bytearray(from_base64url(copy.signature))
    raw[bit // 8] ^= 1 << bit % 8
    copy.signature = to_base64url(bytes(raw))
    assert not is_intact(copy)


@given(st.integers(0, 86 * 7 - 1))
def test_any_flipped_bit_of_the_signature_as_it_is_written_is_found(bit: int) -> None:
    """The last letter holds four bits that mean nothing; another spelling is not ours."""
    copy = signed_copy()
    letters = list(copy.signature)
    letters[bit // 7] = chr(ord(letters[bit // 7]) ^ 1 << bit % 7)
    copy.signature = "".join(letters)
    assert not is_intact(copy)


@pytest.mark.parametrize("signature", ["", "A", "=" * 86, "é" * 86, "A" * 85, "A" * 200])
def test_what_is_no_signature_is_none(signature: str) -> None:
    assert not is_genuine(signed_copy().payload, signature)


def test_the_text_of_the_code_names_its_key() -> None:
    payload, signature, hint = compact("{}", "S").split(".")
    assert (from_base64url(payload), signature, hint) == (b"{}", "S", key_hint("c1"))
    with pytest.raises(LookupError):
        key_hint("c9")


class TestStatusFile:
    def states(self) -> dict[str, str]:
        return dict(read_token(status_file(), raw_key("c1"))["states"])

    def test_it_holds_every_paper_that_does_not_hold(self, cast: Cast) -> None:
        good, revoked, lost = (make_credential() for _ in range(3))
        revoke_credential(revoked, reason="属实", by=cast.huang.actor)
        Copy.objects.filter(credential=lost).update(state="replaced")
        old = lost.code
        new = make_copy(lost, serial=2, code=good.code[::-1])
        assert self.states() == {key_of(revoked.code): "revoked", key_of(old): "replaced"}
        assert not {key_of(good.code), key_of(new.code)} & set(self.states())

    def test_it_names_nobody(self, cast: Cast) -> None:
        credential = make_credential()
        revoke_credential(credential, reason="属实", by=cast.huang.actor)
        text = json.dumps(read_token(status_file(), raw_key("c1")))
        assert credential.number not in text
        assert credential.code not in text

    def test_a_changed_list_is_no_list(self, db: None) -> None:
        head, claims, signature = status_file().split(".")
        with pytest.raises(Unproven):
            read_token(f"{head}.{claims[:-2]}AA.{signature}", raw_key("c1"))


class TestDownloads:
    def test_anybody_gets_guide_checker_and_list(self, client: Client, db: None) -> None:
        assert "怎么用" in client.get("/verify/offline/").content.decode()
        checker = client.get("/verify/offline/checker/")
        assert "attachment" in checker["Content-Disposition"]
        assert "default-src 'none'" in checker.content.decode()
        listed = client.get("/verify/offline/list/")
        assert listed.content.decode().count(".") == 2
        assert "juxian-status-2025-03-12.jws" in listed["Content-Disposition"]

    def test_too_many_are_refused(self, client: Client, db: None) -> None:
        assert [client.get("/verify/offline/list/").status_code for _ in range(21)][-2:] == [200, 429]

    def test_the_page_holds_no_address_to_fetch_from(self, client: Client, db: None) -> None:
        page = client.get("/verify/offline/checker/").content.decode()
        for word in ("fetch(", "XMLHttpRequest", "WebSocket", "import(", "<link", "src="):
            assert word not in page

    def test_the_command_writes_both_files(self, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgres://unused")
        page, listed = tmp_path / "checker.html", tmp_path / "list.jws"
        assert main(["offline-checker", "--out", str(page), "--list", str(listed)]) == 0
        assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
        assert read_token(listed.read_text(), raw_key("c1"))["states"] == {}
