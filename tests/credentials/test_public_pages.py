"""Anybody checks a certificate: by its code, or by two of three facts. Nobody learns more than that."""

import re
from typing import Any

import pytest
from django.test import Client

from juxian.credentials.actions import revoke_credential, suspend_credential
from juxian.credentials.models import Credential
from juxian.credentials.numbers import new_code
from tests.cast import Cast
from tests.credentials.factories import make_credential
from tests.scenes import scene

VERIFY = "/verify/"


@scene
def certificate(cast: Cast) -> Credential:
    return make_credential(cast.lv.person)


def read(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def look_up(client: Client, **facts: str) -> Any:
    return client.post(VERIFY, facts)


class TestByCode:
    def test_a_stranger_sees_that_it_holds_and_a_masked_name(self, client: Client, certificate: Credential) -> None:
        page = read(client.get(f"/c/{certificate.code}/"))
        assert "证书真实有效" in page
        assert "吕*强" in page
        assert "查验时间 2025-03-12 10:00" in page
        assert "吕志强" not in page
        tail = certificate.holder.identity_tail
        assert not re.search(rf"(?<![\w./+-]){tail}(?![\w./+-])", page)  # by itself, not within an id or a nonce

    def test_suspended_and_revoked_are_two_things_and_say_why(
        self, client: Client, cast: Cast, certificate: Credential
    ) -> None:
        suspend_credential(certificate, reason="有举报，正在核查。", by=cast.huang.actor)
        assert "证书已暂停" in read(client.get(f"/c/{certificate.code}/"))
        revoke_credential(certificate, reason="材料造假，经查属实。", by=cast.huang.actor)
        page = read(client.get(f"/c/{certificate.code}/"))
        assert "证书已撤销" in page
        assert "材料造假，经查属实。" in page

    def test_a_code_that_we_never_issued_may_be_a_forgery(self, client: Client, db: None) -> None:
        assert "可能是伪造的" in read(client.get(f"/c/{new_code()}/"), 404)

    def test_a_mistyped_code_is_not_called_a_forgery(self, client: Client, certificate: Credential) -> None:
        wrong = ("A" if certificate.code[0] != "A" else "B") + certificate.code[1:]
        assert "核验码的校验位不对" in read(client.get(f"/c/{wrong}/"), 404)

    def test_a_code_in_small_letters_is_the_same_code(self, client: Client, certificate: Credential) -> None:
        assert "证书真实有效" in read(client.get(f"/c/{certificate.code.lower()}/"))

    @pytest.mark.parametrize(
        "change",
        [
            {"level": "chief"},
            {"holder_name": "吕建强"},  # the same mask as 吕志强
            {"employer_name": "另一家公司"},
            {"occupation_name": "电工"},
        ],
    )
    def test_a_row_that_was_altered_behind_our_back_is_not_confirmed(
        self, client: Client, certificate: Credential, change: dict[str, str]
    ) -> None:
        Credential.objects.filter(pk=certificate.pk).update(**change)
        page = read(client.get(f"/c/{certificate.code}/"), 409)
        assert "签名" in page
        assert "证书真实有效" not in page

    def test_thirty_one_a_minute_are_too_many(self, client: Client, certificate: Credential) -> None:
        answers = [client.get(f"/c/{certificate.code}/").status_code for _ in range(31)]
        assert answers[:30] == [200] * 30
        assert answers[30] == 429


class TestByFacts:
    def test_two_of_three_are_enough(self, client: Client, certificate: Credential) -> None:
        facts = {
            "name": "吕志强",
            "number": certificate.number,
            "identity_tail": certificate.holder.identity_tail,
        }
        for left_out in facts:
            page = read(look_up(client, **{key: value for key, value in facts.items() if key != left_out}))
            assert "证书真实有效" in page

    @pytest.mark.parametrize("fact", [{"name": "吕志强"}, {"identity_tail": "1234"}, {}])
    def test_one_is_not(self, client: Client, certificate: Credential, fact: dict[str, str]) -> None:
        assert "至少填两项" in read(look_up(client, **fact), 422)

    def test_one_wrong_fact_finds_nothing(self, client: Client, certificate: Credential) -> None:
        assert "没有查到" in read(look_up(client, name="吕志刚", number=certificate.number))

    def test_a_wrong_digit_is_said_before_anybody_thinks_of_forgery(
        self, client: Client, certificate: Credential
    ) -> None:
        number = certificate.number
        wrong = number.replace("2025", "2024")
        assert "可能抄错了一位" in read(look_up(client, name="吕志强", number=wrong), 422)

    def test_spaces_and_small_letters_do_no_harm(self, client: Client, certificate: Credential) -> None:
        page = read(look_up(client, name=" 吕志强 ", number=f" {certificate.number.lower()} "))
        assert "证书真实有效" in page

    def test_thirty_one_a_minute_are_too_many(self, client: Client, certificate: Credential) -> None:
        answers = [look_up(client, name="吕志强", number=certificate.number).status_code for _ in range(31)]
        assert (answers[29], answers[30]) == (200, 429)

    def test_the_answer_gives_nothing_away(self, client: Client, certificate: Credential) -> None:
        page = read(look_up(client, number=certificate.number, identity_tail=certificate.holder.identity_tail))
        assert "吕志强" not in page


def test_the_public_key_is_there_for_everybody(client: Client, db: None) -> None:
    assert len(read(client.get("/verify/key/"))) == 43
