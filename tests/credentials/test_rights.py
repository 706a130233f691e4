"""What credentials hand over of a person: their certificates, and every paper that was made of them."""

from juxian.credentials import actions
from juxian.credentials.queries.rights import credentials_of_person
from tests.cast import Cast
from tests.credentials.factories import make_credential


def test_an_export_lists_every_paper_of_a_certificate(cast: Cast) -> None:
    certificate = make_credential(cast.lv.person)
    request = actions.request_copy(certificate, reason="lost", note="在公交车上丢了", by=cast.lv.citizen)
    actions.approve_copy_request(request, by=cast.lin.actor)
    [row] = credentials_of_person(cast.lv.person.pk)
    first, second = row["纸质证书"].split("；")
    assert first.startswith("第1份 首次签发 2025-03-12")
    assert first.endswith("已换发")
    assert second.startswith("第2份 遗失 2025-03-12")
    assert second.endswith("待领取")
    assert credentials_of_person(cast.chen.person.pk) == []
