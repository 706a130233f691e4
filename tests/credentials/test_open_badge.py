"""The digital twin: who may take it, what it says and does not say, and that others believe it as we believe theirs."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.test import Client
from django.urls import reverse
from openbadgeslib.ob3 import Achievement, Issuer, OB3Signer, OB3Verifier, OpenBadgeCredential
from openbadgeslib.ob3.verifier import OB3VerificationError
from openvc.keys import Ed25519SigningKey
from openvc.proof.di_jcs import EddsaJcsProofSuite

from juxian.credentials.actions import resume_credential, revoke_credential, suspend_credential, take_open_badge
from juxian.credentials.badge_picture import badge_png, badge_svg
from juxian.credentials.baking import unbake_png, unbake_svg
from juxian.credentials.did import address_of
from juxian.credentials.models import Credential, OpenBadge
from juxian.credentials.open_badge import (
    badge_json,
    badge_token,
    identity_hash,
    issuer_did,
    issuer_document,
    status_list,
)
from juxian.credentials.proofs.multibase import to_base64url, to_multikey
from juxian.credentials.signing import public_key, raw_key
from juxian.credentials.status_list import SIZE, encode_list
from juxian.credentials.verifying import Outcome, verify_open_badge
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken
from tests.cast import Cast, client_as
from tests.credentials.factories import make_credential
from tests.people.audit import last
from tests.scenes import scene

NOW = dt.datetime(2025, 3, 12, 10, tzinfo=dt.UTC)
FORMS: dict[str, Callable[[OpenBadge], str]] = {"json": badge_json, "jwt": badge_token}


@scene
def credential(cast: Cast) -> Credential:
    return make_credential(cast.lv.person)


@scene
def badge(cast: Cast, credential: Credential) -> OpenBadge:
    return take_open_badge(credential, by=cast.lv.citizen)


def published(address: str) -> bytes:
    """What our site answers at an address, without the site."""
    if address == address_of(issuer_did()):
        return json.dumps(issuer_document()).encode()
    purpose, _, name = address.removeprefix(f"{settings.SITE_URL}/status/").partition("/")
    number, _, form = name.partition(".")
    return status_list(purpose, int(number), form).encode()


class TestTaking:
    def test_the_holder_takes_it_and_it_stays_the_same(self, cast: Cast, credential: Credential) -> None:
        first = take_open_badge(credential, by=cast.lv.citizen)
        again = take_open_badge(credential, by=cast.lv.citizen)
        assert first == again
        assert 0 <= first.place < SIZE
        assert last("credentials.take_open_badge").actor_id == cast.lv.person.pk

    @pytest.mark.parametrize("who", ["chen", "lin", "wang"])
    def test_nobody_else_takes_it(self, cast: Cast, credential: Credential, who: str) -> None:
        member = getattr(cast, who)
        with pytest.raises(PermissionDenied):
            take_open_badge(credential, by=member.citizen if who == "chen" else member.actor)

    @pytest.mark.parametrize("change", [{"state": "revoked"}, {"state": "expired"}, {"published_on": "2025-03-13"}])
    def test_what_does_not_hold_is_not_handed_out(
        self, cast: Cast, credential: Credential, change: dict[str, str]
    ) -> None:
        Credential.objects.filter(pk=credential.pk).update(**change)
        with pytest.raises(RuleBroken, match="不是有效状态"):
            take_open_badge(credential, by=cast.lv.citizen)

    def test_the_places_tell_no_order(self, cast: Cast) -> None:
        places = []
        for _ in range(12):
            row = make_credential(cast.lv.person)
            places.append(take_open_badge(row, by=cast.lv.citizen).place)
        assert len(set(places)) == 12
        assert places not in (sorted(places), sorted(places, reverse=True))

    def test_a_full_list_is_followed_by_the_next(
        self, cast: Cast, badge: OpenBadge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("juxian.credentials.actions.open_badge.FULLEST", 1)
        other = take_open_badge(make_credential(cast.lv.person), by=cast.lv.citizen)
        assert (badge.list_number, other.list_number) == (1, 2)

    @pytest.mark.parametrize("form", ["json", "jwt", "png", "svg"])
    def test_the_holder_downloads_it(self, cast: Cast, credential: Credential, form: str) -> None:
        answer = client_as(cast.lv.citizen).post(f"/my/credentials/{credential.pk}/badge/{form}/")
        assert answer.status_code == 200
        assert f"{credential.number}.{form}" in answer["Content-Disposition"]

    def test_others_and_other_forms_find_nothing(self, cast: Cast, credential: Credential) -> None:
        address = f"/my/credentials/{credential.pk}/badge/"
        assert client_as(cast.chen.citizen).post(f"{address}json/").status_code == 404
        assert client_as(cast.lv.citizen).post(f"{address}exe/").status_code == 404
        assert client_as(cast.lv.citizen).get(f"{address}json/").status_code == 405


class TestWhatItSays:
    @pytest.mark.parametrize("form", FORMS)
    def test_no_identity_number_and_no_name(self, cast: Cast, badge: OpenBadge, form: str) -> None:
        text = json.dumps(verify_open_badge(FORMS[form](badge), published, now=NOW).credential, ensure_ascii=False)
        person = cast.lv.person
        assert person.identity_number.open() not in text
        assert person.name not in text
        assert "焊工 技师" in text

    def test_who_has_the_holder_before_them_finds_the_hash(self, cast: Cast, badge: OpenBadge) -> None:
        (identity,) = json.loads(badge_json(badge))["credentialSubject"]["identifier"]
        found = identity_hash("吕志强", cast.lv.person.identity_tail, identity["salt"])
        assert identity["identityHash"] == found
        assert identity["identityHash"] != identity_hash("吕志刚", cast.lv.person.identity_tail, identity["salt"])

    def test_equal_states_give_equal_bytes(self, badge: OpenBadge) -> None:
        assert badge_json(badge) == badge_json(badge)
        assert badge_token(badge) == badge_token(badge)

    def test_a_last_day_is_said(self, badge: OpenBadge) -> None:
        badge.credential.expires_on = dt.date(2028, 3, 11)
        assert json.loads(badge_json(badge))["validUntil"] == "2028-03-11T15:59:59Z"

    def test_the_pictures_carry_it(self, badge: OpenBadge) -> None:
        token = badge_token(badge)
        assert unbake_png(badge_png(badge)) == token
        assert unbake_svg(badge_svg(badge).decode()) == token


class TestOurVerdict:
    @pytest.mark.parametrize("form", FORMS)
    def test_it_follows_the_state(self, cast: Cast, badge: OpenBadge, form: str) -> None:
        document, by = FORMS[form](badge), cast.huang.actor

        def outcome() -> Outcome:
            return verify_open_badge(document, published, now=clock.now()).outcome

        outcomes = [outcome()]
        for act in (suspend_credential, resume_credential, revoke_credential):
            act(badge.credential, reason="核查", by=by)
            outcomes.append(outcome())
        assert outcomes == [Outcome.VALID, Outcome.SUSPENDED, Outcome.VALID, Outcome.REVOKED]

    @pytest.mark.parametrize("form", FORMS)
    def test_without_list_or_keys_it_says_so(self, badge: OpenBadge, form: str) -> None:
        def keys_alone(address: str) -> bytes:
            if "/status/" in address:
                raise LookupError(address)
            return published(address)

        def nothing(address: str) -> bytes:
            raise LookupError(address)

        document = FORMS[form](badge)
        assert verify_open_badge(document, keys_alone, now=NOW).outcome is Outcome.STATUS_UNKNOWN
        assert verify_open_badge(document, nothing, now=NOW).outcome is Outcome.UNKNOWN_KEY

    def test_a_changed_word_is_a_forgery(self, badge: OpenBadge) -> None:
        changed = badge_json(badge).replace("技师", "首席技师")
        assert verify_open_badge(changed, published, now=NOW).outcome is Outcome.FORGED
        head, _claims, signature = badge_token(badge).split(".")
        body = json.loads(badge_json(badge)) | {"name": "别的"}
        forged = f"{head}.{to_base64url(json.dumps(body).encode())}.{signature}"
        assert verify_open_badge(forged, published, now=NOW).outcome is Outcome.FORGED

    def test_a_list_that_somebody_else_signed_is_not_believed(self, badge: OpenBadge) -> None:
        def another_list(address: str) -> bytes:
            text = published(address).decode()
            return text.replace("uH4sI", "uH4sJ").encode() if "/status/" in address else text.encode()

        assert verify_open_badge(badge_json(badge), another_list, now=NOW).outcome is Outcome.STATUS_UNKNOWN

    def test_an_old_list_is_not_believed(self, badge: OpenBadge) -> None:
        late = NOW + dt.timedelta(days=8)
        old = {address: published(address) for address in _addresses(badge)}
        assert verify_open_badge(badge_json(badge), old.__getitem__, now=late).outcome is Outcome.STATUS_UNKNOWN

    @pytest.mark.parametrize("text", ["", "{}", "[]", "x", "a.b.c", '{"@context": 1}', "{", b"\xff", "null"])
    def test_what_is_no_badge_cannot_be_read(self, text: str | bytes) -> None:
        assert verify_open_badge(text, published, now=NOW).outcome is Outcome.UNREADABLE


def _addresses(badge: OpenBadge) -> list[str]:
    entries = json.loads(badge_json(badge))["credentialStatus"]
    return [address_of(issuer_did()), *(entry["statusListCredential"] for entry in entries)]


class TestOthersBelieveUs:
    """openbadgeslib and openvc-core are not ours; they read from memory, for there is no network."""

    def test_openbadgeslib_takes_our_token_and_our_lists(self, cast: Cast, badge: OpenBadge) -> None:
        verifier = OB3Verifier.for_issuer_did(issuer_did(), download=published)
        token = badge_token(badge)
        with clock.at(dt.datetime.now(dt.UTC)):  # it compares the list's days with the machine's clock
            assert verifier.verify(token, check_status=True, download=published).issuer.id == issuer_did()
            revoke_credential(badge.credential, reason="属实", by=cast.huang.actor)
            with pytest.raises(OB3VerificationError, match="revocation"):
                verifier.verify(token, check_status=True, download=published)

    def test_openbadgeslib_takes_no_changed_token(self, badge: OpenBadge) -> None:
        head, claims, signature = badge_token(badge).split(".")
        with pytest.raises(OB3VerificationError):
            OB3Verifier.for_issuer_did(issuer_did(), download=published).verify(f"{head}.{claims}.{signature[::-1]}")

    def test_openbadgeslib_finds_the_token_in_our_pictures(self, badge: OpenBadge) -> None:
        token = badge_token(badge)
        assert OB3Verifier.extract_token_from_svg(badge_svg(badge)) == token
        assert OB3Verifier.extract_token_from_png(badge_png(badge)) == token

    def test_openvc_takes_our_proof(self, badge: OpenBadge) -> None:
        key = {"kty": "OKP", "crv": "Ed25519", "x": to_base64url(raw_key("c1"))}
        document = json.loads(badge_json(badge))
        assert EddsaJcsProofSuite().verify(document, public_key_jwk=key, now=NOW).issuer == issuer_did()
        document["name"] = "别的"
        with pytest.raises(Exception, match="does not verify"):
            EddsaJcsProofSuite().verify(document, public_key_jwk=key, now=NOW)


class TestWeBelieveOthers:
    KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    DID = "did:key:" + to_multikey(KEY.public_key().public_bytes_raw())
    PEM = KEY.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())

    def theirs(self, **fields: Any) -> OpenBadgeCredential:
        achievement = Achievement(id="https://example.org/a", name="Welding", description="d", criteria_narrative="c")
        issued = {"issuance_date": NOW - dt.timedelta(days=1), "recipient_id": "mailto:somebody@example.org"}
        return OpenBadgeCredential(issuer=Issuer(self.DID, "Example"), achievement=achievement, **{**issued, **fields})

    def test_a_token_of_openbadgeslib(self) -> None:
        token = OB3Signer(privkey_pem=self.PEM, algorithm="EdDSA").sign(self.theirs())
        assert verify_open_badge(token, {}.__getitem__, now=NOW).is_valid
        changed = token[:-10] + ("A" if token[-10] != "A" else "B") + token[-9:]
        assert verify_open_badge(changed, {}.__getitem__, now=NOW).outcome is Outcome.FORGED

    def test_a_proof_of_openvc(self) -> None:
        document = self.theirs().to_vc()
        method = f"{self.DID}#{self.DID.removeprefix('did:key:')}"
        signed = EddsaJcsProofSuite().add_proof(
            document, signing_key=Ed25519SigningKey(self.KEY, method), verification_method=method
        )
        assert verify_open_badge(signed, {}.__getitem__, now=NOW).is_valid
        assert verify_open_badge({**signed, "name": "x"}, {}.__getitem__, now=NOW).outcome is Outcome.FORGED

    def test_a_key_of_somebody_else_is_a_forgery(self) -> None:
        other = OB3Signer(privkey_pem=self.PEM, algorithm="EdDSA").sign(
            OpenBadgeCredential(
                issuer=Issuer("did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", "Other"),
                achievement=self.theirs().achievement,
                recipient_id="mailto:x@example.org",
                issuance_date=NOW,
            )
        )
        assert verify_open_badge(other, {}.__getitem__, now=NOW).outcome is Outcome.FORGED

    def test_its_days(self) -> None:
        signer = OB3Signer(privkey_pem=self.PEM, algorithm="EdDSA")
        token = signer.sign(self.theirs(expiration_date=NOW + dt.timedelta(days=2)))
        later, before = NOW + dt.timedelta(days=3), NOW - dt.timedelta(days=3)
        assert verify_open_badge(token, {}.__getitem__, now=later).outcome is Outcome.EXPIRED
        assert verify_open_badge(token, {}.__getitem__, now=before).outcome is Outcome.NOT_YET


class TestPublicAddresses:
    def test_the_did_document_names_our_key(self, client: Client, db: None) -> None:
        document = json.loads(client.get("/.well-known/did.json").content)
        assert document == issuer_document()
        assert document["verificationMethod"][0]["publicKeyMultibase"] == to_multikey(public_key().public_bytes_raw())

    @pytest.mark.parametrize(("form", "kind"), [("json", "application/vc"), ("jwt", "application/vc+jwt")])
    def test_a_list_is_kept_and_not_sent_twice(self, client: Client, badge: OpenBadge, form: str, kind: str) -> None:
        address = reverse("credentials:status_list", args=["revocation", 1, form])
        first = client.get(address)
        assert (first.status_code, first["Content-Type"], first["Cache-Control"]) == (200, kind, "public, max-age=300")
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_a_change_is_another_list(self, client: Client, cast: Cast, badge: OpenBadge) -> None:
        before = client.get("/status/revocation/1.json")
        revoke_credential(badge.credential, reason="属实", by=cast.huang.actor)
        after = client.get("/status/revocation/1.json", headers={"if-none-match": before["ETag"]})
        assert after.status_code == 200
        assert json.loads(after.content)["credentialSubject"]["encodedList"] == encode_list([badge.place])

    @pytest.mark.parametrize(
        "path", ["revocation/9.json", "other/1.json", "revocation/1.xml", "revocation/99999999.jwt"]
    )
    def test_other_lists_do_not_exist(self, client: Client, db: None, path: str) -> None:
        assert client.get(f"/status/{path}").status_code == 404

    def test_too_many_fetches_are_refused(self, client: Client, db: None) -> None:
        assert [client.get("/issuer/").status_code for _ in range(121)][-2:] == [200, 429]


class TestVectors:
    """What a reader of another make must find; made with a fixed key by `tests/credentials/vectors/make.py`."""

    FOLDER = Path(__file__).with_name("vectors")

    @pytest.mark.parametrize(
        "case", json.loads((FOLDER / "cases.json").read_text())["cases"], ids=lambda one: one["name"]
    )
    def test_every_vector_has_its_outcome(self, case: dict[str, str]) -> None:
        held = json.loads((self.FOLDER / "resolved.json").read_text())

        def resolve(address: str) -> bytes:
            return str(held[address]).encode()

        instant = dt.datetime.fromisoformat(case["now"])
        assert verify_open_badge(case["badge"], resolve, now=instant).outcome == case["outcome"]
