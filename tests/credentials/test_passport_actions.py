"""Sharing a skill passport and taking it back; what the link shows, to whom, and until when."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from juxian.credentials.actions import revoke_credential, share_passport, view_passport, withdraw_passport
from juxian.credentials.models import Credential, SkillPassport
from juxian.credentials.numbers import new_code
from juxian.credentials.queries.passport import offered
from juxian.credentials.states import PASSPORT
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from tests.cast import Cast, client_as
from tests.credentials.factories import make_credential
from tests.people.audit import last
from tests.scenes import scene


@scene
def certificate(cast: Cast) -> Credential:
    return make_credential(cast.lv.person)


def key_of(certificate: Credential) -> str:
    return f"certificate:{certificate.pk}"


def share(cast: Cast, certificate: Credential, **changes: Any) -> SkillPassport:
    values = {"shown": [key_of(certificate)], "days": 7, "masks_name": False, "note": "面试", **changes}
    return share_passport(cast.lv.person, by=cast.lv.citizen, **values)


def opened(client: Client, passport: SkillPassport) -> str:
    answer = client.post(f"/p/{passport.code}/")
    assert answer.status_code == 200
    return answer.content.decode()


class TestSharing:
    def test_it_is_open_for_its_days_and_on_record_without_the_note(self, cast: Cast, certificate: Credential) -> None:
        passport = share(cast, certificate)
        assert passport.is_open
        assert passport.expires_at == clock.now() + dt.timedelta(days=7)
        line = last("credentials.share_passport")
        assert (line.subject_id, line.data["note"], line.data["days"]) == (passport.pk, None, 7)

    @pytest.mark.parametrize("who", ["chen", "lin", "huang"])
    def test_nobody_shares_what_is_somebody_elses(self, cast: Cast, certificate: Credential, who: str) -> None:
        member = getattr(cast, who)
        with pytest.raises(PermissionDenied):
            share_passport(
                cast.lv.person,
                shown=[key_of(certificate)],
                days=7,
                masks_name=False,
                note="",
                by=member.citizen if who == "chen" else member.actor,
            )

    def test_only_what_is_ones_own_can_be_ticked(self, cast: Cast, certificate: Credential) -> None:
        strange = make_credential(cast.chen.person)
        for shown in ([], [key_of(strange)], [key_of(certificate), key_of(strange)], ["nonsense"]):
            with pytest.raises(RuleBroken, match="勾选") as refused:
                share(cast, certificate, shown=shown)
            assert refused.value.field == "shown"

    @pytest.mark.parametrize("days", [0, 2, 365, -1])
    def test_other_days_are_refused(self, cast: Cast, certificate: Credential, days: int) -> None:
        with pytest.raises(RuleBroken, match="有效天数"):
            share(cast, certificate, days=days)

    def test_too_many_open_links_are_refused(
        self, cast: Cast, certificate: Credential, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("juxian.credentials.actions.passport.MOST_OPEN", 1)
        first = share(cast, certificate)
        with pytest.raises(RuleBroken, match="收回"):
            share(cast, certificate)
        withdraw_passport(first, by=cast.lv.citizen)
        share(cast, certificate)


class TestWithdrawing:
    def test_it_is_closed_and_on_record(self, cast: Cast, certificate: Credential) -> None:
        passport = withdraw_passport(share(cast, certificate), by=cast.lv.citizen)
        assert (passport.state, passport.is_open, passport.withdrawn_at) == ("withdrawn", False, clock.now())
        line = last("credentials.withdraw_passport")
        assert (line.from_state, line.to_state) == ("shared", "withdrawn")

    def test_nobody_else_withdraws_it(self, cast: Cast, certificate: Credential) -> None:
        with pytest.raises(PermissionDenied):
            withdraw_passport(share(cast, certificate), by=cast.chen.citizen)

    def test_it_is_withdrawn_once(self, cast: Cast, certificate: Credential) -> None:
        passport = withdraw_passport(share(cast, certificate), by=cast.lv.citizen)
        with pytest.raises(TransitionNotAllowed):
            withdraw_passport(passport, by=cast.lv.citizen)


@pytest.mark.parametrize(("state", "event", "target"), list(PASSPORT.cells()))
def test_every_cell_of_a_passport(state: str, event: str, target: str | None) -> None:
    assert target == {("shared", "withdraw"): "withdrawn"}.get((state, event))


class TestTheLink:
    def test_a_stranger_opens_it_and_it_is_counted(self, client: Client, cast: Cast, certificate: Credential) -> None:
        passport = share(cast, certificate)
        page = opened(client, passport)
        assert all(text in page for text in ("吕志强", "焊工", certificate.number))
        passport.refresh_from_db()
        assert (passport.view_count, passport.last_viewed_at) == (1, clock.now())

    def test_a_preview_neither_reads_nor_counts(self, client: Client, cast: Cast, certificate: Credential) -> None:
        passport = share(cast, certificate)
        answer = client.get(f"/p/{passport.code}/")
        assert certificate.number not in answer.content.decode()
        assert "noindex" in answer["X-Robots-Tag"]
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "same-origin")
        passport.refresh_from_db()
        assert passport.view_count == 0

    def test_the_name_is_masked_where_wished(self, client: Client, cast: Cast, certificate: Credential) -> None:
        page = opened(client, share(cast, certificate, masks_name=True))
        assert "吕*强" in page
        assert "吕志强" not in page

    def test_only_what_was_ticked_is_shown(self, client: Client, cast: Cast, certificate: Credential) -> None:
        other = make_credential(cast.lv.person, level="senior")
        assert other.number not in opened(client, share(cast, certificate))

    def test_a_revoked_certificate_says_so(self, client: Client, cast: Cast, certificate: Credential) -> None:
        passport = share(cast, certificate)
        revoke_credential(certificate, reason="属实", by=cast.huang.actor)
        assert "已撤销" in opened(client, passport)

    def test_what_ended_shows_nothing(self, client: Client, cast: Cast, certificate: Credential) -> None:
        passport, other = share(cast, certificate), share(cast, certificate)
        withdraw_passport(other, by=cast.lv.citizen)
        assert client.post(f"/p/{other.code}/").status_code == 410
        with time_machine.travel(clock.now() + dt.timedelta(days=7), tick=False):
            answer = client.post(f"/p/{passport.code}/")
            assert answer.status_code == 410
            assert "已到期" in answer.content.decode()
            assert certificate.number not in answer.content.decode()
            with pytest.raises(RuleBroken, match="到期"):
                view_passport(passport)
        assert client.get(f"/p/{new_code()}/").status_code == 404
        assert client.get("/p/nonsense/").status_code == 404

    def test_thirty_one_a_minute_are_too_many(self, client: Client, cast: Cast, certificate: Credential) -> None:
        passport = share(cast, certificate)
        assert [client.get(f"/p/{passport.code}/").status_code for _ in range(31)][-2:] == [200, 429]


class TestHolderPages:
    def test_share_look_print_withdraw(self, cast: Cast, certificate: Credential) -> None:
        client = client_as(cast.lv.citizen)
        assert "还没有分享过" in client.get("/my/passports/").content.decode()
        assert client.post("/my/passports/new/", {"days": "7"}).status_code == 422
        sent = {"shown": key_of(certificate), "days": "30", "note": "投标"}
        answer = client.post("/my/passports/new/", sent)
        page = client.get(answer["Location"]).content.decode()
        passport = SkillPassport.objects.get()
        assert passport.code in page
        assert "<svg" in page
        assert client.get(f"/my/passports/{passport.pk}/pdf/").content[:5] == b"%PDF-"
        assert client.post(f"/my/passports/{passport.pk}/withdraw/").status_code == 302
        assert "已收回" in client.get("/my/passports/").content.decode()

    def test_somebody_elses_does_not_exist(self, cast: Cast, certificate: Credential) -> None:
        passport = share(cast, certificate)
        client = client_as(cast.chen.citizen)
        for path in ("", "pdf/"):
            assert client.get(f"/my/passports/{passport.pk}/{path}").status_code == 404
        assert client.post(f"/my/passports/{passport.pk}/withdraw/").status_code == 404

    def test_with_nothing_to_show_there_is_a_way(self, cast: Cast) -> None:
        assert "怎么申报" in client_as(cast.chen.citizen).get("/my/passports/new/").content.decode()


class TestWhatEvaluationOffers:
    def test_a_recognition_and_its_contributions_can_be_shown(
        self, client: Client, cast: Cast, credential: Credential
    ) -> None:
        """`credential` came out of an application with one contribution."""
        sections = {section.key: items for section, items in offered(cast.lv.person.pk)}
        assert set(sections) == {"certificate", "recognition", "contribution"}
        (work,) = sections["contribution"]
        passport = share_passport(
            cast.lv.person, shown=[work.key], days=1, masks_name=False, note="", by=cast.lv.citizen
        )
        page = opened(client, passport)
        assert work.title in page
        assert credential.number not in page
