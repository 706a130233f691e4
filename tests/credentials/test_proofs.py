"""Canonical JSON, keys as text, proofs and tokens: exact, strict, and undone by any changed bit."""

import copy
import hashlib
import json
import math
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from openvc.proof._jcs import canonicalize

from juxian.credentials.proofs.data_integrity import check_proof, with_proof
from juxian.credentials.proofs.errors import Unproven
from juxian.credentials.proofs.jcs import LARGEST_INTEGER, canonical_json
from juxian.credentials.proofs.jose import read_token, to_token
from juxian.credentials.proofs.multibase import (
    from_base58,
    from_base64url,
    from_multikey,
    to_base58,
    to_base64url,
    to_multikey,
)

KEY = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"a key for tests alone").digest())
PUBLIC = KEY.public_key().public_bytes_raw()
METHOD = "did:web:example.org#c1"
DOCUMENT = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "name": "焊工",
    "level": 5,
    "parts": [1.5, None, True],
}

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


class TestCanonicalJson:
    # RFC 8785, appendix B: the bits of a double and how it is written.
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (-0.0, "0"),
            (5e-324, "5e-324"),
            (-1.7976931348623157e308, "-1.7976931348623157e+308"),
            (9007199254740992.0, "9007199254740992"),
            (295147905179352830000.0, "295147905179352830000"),
            (1e21, "1e+21"),
            (1e23, "1e+23"),
            (0.000001, "0.000001"),
            (9.999999999999997e-7, "9.999999999999997e-7"),
            (333333333.3333332, "333333333.3333332"),
            (1424953923781206.2, "1424953923781206.2"),
        ],
    )
    def test_numbers_are_written_as_the_standard_writes_them(self, number: float, text: str) -> None:
        assert canonical_json(number).decode() == text

    def test_names_stand_in_the_order_of_utf_16(self) -> None:
        # RFC 8785, 3.2.3
        names = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
        assert list(json.loads(canonical_json(names)).values()) == [2, 4, 6, 7, 1, 5, 3]

    @given(values)
    def test_it_is_the_same_value_and_the_text_that_others_write(self, value: Any) -> None:
        text = canonical_json(value)
        assert canonical_json(json.loads(text)) == text
        assert text == canonicalize(value)

    @pytest.mark.parametrize(
        "value", [math.nan, math.inf, 2**53 + 1, 10**400, {1: "a"}, "\ud800", {"\ud800": 1}, object()]
    )
    def test_what_is_no_json_is_refused(self, value: Any) -> None:
        with pytest.raises(Unproven):
            canonical_json(value)

    def test_a_pit_is_refused(self) -> None:
        deep: Any = []
        for _ in range(100):
            deep = [deep]
        with pytest.raises(Unproven, match="deep"):
            canonical_json(deep)


class TestMultibase:
    @given(st.binary(max_size=80))
    def test_there_and_back(self, raw: bytes) -> None:
        assert from_base58(to_base58(raw)) == raw
        assert from_base64url(to_base64url(raw)) == raw

    def test_a_key_has_the_prefix_that_everybody_knows(self) -> None:
        assert to_multikey(PUBLIC).startswith("z6Mk")
        assert from_multikey(to_multikey(PUBLIC)) == PUBLIC

    @pytest.mark.parametrize("text", ["", "z0", "zl", "b1", "z" + "1" * 200, "z6Mk", to_base58(b"\x12\x00" + PUBLIC)])
    def test_what_is_no_key_is_refused(self, text: str) -> None:
        with pytest.raises(Unproven):
            from_multikey(text)

    @pytest.mark.parametrize("text", ["A", "AB", "AA==", "A+", "A/", "A A", "é", "AA\n"])
    def test_one_value_has_one_spelling(self, text: str) -> None:
        with pytest.raises(Unproven):
            from_base64url(text)


class TestPublishedVector:
    """W3C Data Integrity EdDSA Cryptosuites 1.0, appendix B.2: representation eddsa-jcs-2022."""

    SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
    PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]
    UNSIGNED = {
        "@context": CONTEXT,
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    }

    def test_the_document_has_the_published_hash(self) -> None:
        found = hashlib.sha256(canonical_json(self.UNSIGNED)).hexdigest()
        assert found == "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"

    def test_the_proof_is_the_published_one_and_is_believed(self) -> None:
        key = Ed25519PrivateKey.from_private_bytes(from_base58(self.SECRET)[2:])  # after the two bytes of its kind
        method = f"did:key:{self.PUBLIC}#{self.PUBLIC}"
        secured = with_proof(self.UNSIGNED, sign=key.sign, method=method, created="2023-02-24T23:36:38Z")
        assert secured["proof"]["proofValue"] == (
            "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
        )
        check_proof(secured, from_multikey(self.PUBLIC))


class TestProof:
    def secured(self) -> dict[str, Any]:
        return with_proof(DOCUMENT, sign=KEY.sign, method=METHOD, created="2025-03-12T02:00:00Z")

    def test_what_was_signed_is_believed(self) -> None:
        check_proof(self.secured(), PUBLIC)

    @pytest.mark.parametrize("name", ["created", "verificationMethod", "proofPurpose", "cryptosuite", "type"])
    def test_no_option_can_be_changed(self, name: str) -> None:
        secured = self.secured()
        secured["proof"][name] += "x"
        with pytest.raises(Unproven):
            check_proof(secured, PUBLIC)

    @given(st.integers(0, 511))
    def test_no_bit_of_the_signature_can_be_changed(self, bit: int) -> None:
        secured = self.secured()
        raw = bytearray(from_base58(secured["proof"]["proofValue"]))
        raw[bit // 8] ^= 1 << bit % 8
        secured["proof"]["proofValue"] = to_base58(bytes(raw))
        with pytest.raises(Unproven):
            check_proof(secured, PUBLIC)

    @pytest.mark.parametrize("change", [{"name": "电工"}, {"more": 1}, {"@context": ["https://example.org"]}])
    def test_the_document_cannot_be_changed(self, change: dict[str, Any]) -> None:
        with pytest.raises(Unproven):
            check_proof({**self.secured(), **change}, PUBLIC)

    @pytest.mark.parametrize("proof", [None, [], "x", [{}, {}], {"type": "Ed25519Signature2020"}])
    def test_another_proof_or_none_is_refused(self, proof: Any) -> None:
        with pytest.raises(Unproven):
            check_proof({**DOCUMENT, "proof": proof}, PUBLIC)

    def test_the_document_that_is_signed_stays_as_it_is(self) -> None:
        before = copy.deepcopy(DOCUMENT)
        self.secured()
        assert before == DOCUMENT


class TestToken:
    TOKEN = to_token({"iss": "did:web:example.org"}, sign=KEY.sign, key_id=METHOD, kind="vc+jwt")

    def test_what_was_signed_is_believed(self) -> None:
        assert read_token(self.TOKEN, PUBLIC) == {"iss": "did:web:example.org"}

    @given(st.integers(0, len(TOKEN) * 7 - 1))
    def test_no_bit_can_be_changed(self, bit: int) -> None:
        letters = list(self.TOKEN)
        letters[bit // 7] = chr(ord(letters[bit // 7]) ^ 1 << bit % 7)
        with pytest.raises(Unproven):
            read_token("".join(letters), PUBLIC)

    @pytest.mark.parametrize("algorithm", ["none", "HS256", "ES256", ""])
    def test_the_header_does_not_choose_the_algorithm(self, algorithm: str) -> None:
        header = to_base64url(json.dumps({"alg": algorithm}).encode())
        body = f"{header}.{self.TOKEN.split('.')[1]}"
        with pytest.raises(Unproven):
            read_token(f"{body}.{to_base64url(KEY.sign(body.encode()))}", PUBLIC)
