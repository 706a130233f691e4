"""Bits of a status list: where they stand, how they travel, what is refused."""

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openvc.status.bitstring import decode_bitstring, get_status_bit

from juxian.credentials.did import did_document, did_key, did_of, key_in
from juxian.credentials.proofs.errors import Unproven
from juxian.credentials.proofs.multibase import to_base64url
from juxian.credentials.status_list import LARGEST, SIZE, decode_list, encode_list, is_set
from tests.credentials.test_proofs import PUBLIC

places = st.sets(st.integers(0, SIZE - 1), max_size=20)


@settings(max_examples=30)
@given(places, st.integers(0, SIZE - 1))
def test_the_bits_that_were_set_are_set_for_us_and_for_others(chosen: set[int], other: int) -> None:
    encoded = encode_list(chosen)
    ours, theirs = decode_list(encoded), decode_bitstring(encoded)
    assert ours == theirs
    for place in {*chosen, other}:
        assert is_set(ours, place) is bool(get_status_bit(theirs, place)) is (place in chosen)


def test_equal_lists_are_equal_texts() -> None:
    assert encode_list([1, 5]) == encode_list([5, 1, 5])


def test_the_first_place_is_the_highest_bit_of_the_first_byte() -> None:
    assert decode_list(encode_list([0]))[0] == 0x80


@pytest.mark.parametrize("place", [-1, SIZE, 10**9])
def test_a_place_outside_is_refused(place: int) -> None:
    with pytest.raises(Unproven):
        is_set(decode_list(encode_list([])), place)


def packed(raw: bytes) -> str:
    return "u" + to_base64url(gzip.compress(raw, mtime=0))  # the same name of the test in every worker


@pytest.mark.parametrize(
    "text",
    ["", "u", "uAAAA", encode_list([])[1:], encode_list([1])[:-4], packed(b"\0" * 100), packed(bytes(LARGEST + 9))],
)
def test_what_is_no_list_is_refused_and_a_bomb_does_not_go_off(text: str) -> None:
    with pytest.raises(Unproven):
        decode_list(text)


class TestDid:
    DID = "did:web:rencai.example%3A8443"

    def test_a_site_with_a_port_has_its_did(self) -> None:
        assert did_of("https://rencai.example:8443") == self.DID

    def test_the_keys_of_the_document_are_found_by_their_names(self) -> None:
        document = json.loads(json.dumps(did_document(self.DID, {"c1": PUBLIC, "c2": PUBLIC[::-1]})))
        assert key_in(document, f"{self.DID}#c2") == PUBLIC[::-1]

    @pytest.mark.parametrize("method", ["did:web:other#c1", "did:web:rencai.example%3A8443#c9", ""])
    def test_a_key_that_the_issuer_did_not_publish_is_refused(self, method: str) -> None:
        with pytest.raises(Unproven):
            key_in(did_document(self.DID, {"c1": PUBLIC}), method)

    def test_a_key_that_may_not_assert_is_refused(self) -> None:
        document = {**did_document(self.DID, {"c1": PUBLIC}), "assertionMethod": []}
        with pytest.raises(Unproven):
            key_in(document, f"{self.DID}#c1")

    def test_what_is_no_did_key_is_refused(self) -> None:
        with pytest.raises(Unproven):
            did_key("did:key:zabc#zabc")
