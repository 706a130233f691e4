"""Papers are read back: words, languages, sizes, QR codes, and the office's signature by tools that are not pyHanko."""

import hashlib
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from django.conf import settings as django_settings
from PIL import Image
from pypdf import PdfReader

from juxian.credentials.actions import arrange_ceremony, invite_to_ceremony
from juxian.credentials.models import Copy, Credential
from juxian.credentials.paper import TEMPLATE, certificate_pdf, copies_data, public_url, receipt_pdf
from juxian.credentials.paper.latin_names import latin_name
from juxian.credentials.paper.lists import order_pdf, seats_pdf
from juxian.credentials.paper.sealing import FIELD, OFFICE, own_key_path, signed_certificate_pdf
from juxian.credentials.queries.ceremony import entries_of
from juxian.kit.pdf import typeset_png
from tests.cast import Cast
from tests.credentials.factories import make_credential
from tests.scenes import scene

MILLIMETRE = 72 / 25.4


@scene
def certificate(cast: Cast) -> Credential:
    return make_credential(cast.lv.person, occupation_name="焊工")


def words(content: bytes) -> str:
    """Return the text of the pages without blanks: titles are set wide, and narrow columns break lines."""
    pages = PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def codes(copies: list[Copy], paper: str, dots: int) -> list[list[str]]:
    """Read the QR codes of each page as a camera would."""
    data, files = copies_data(copies, paper=paper)
    pages = [Image.open(io.BytesIO(page)) for page in typeset_png(TEMPLATE, data, files, dots=dots)]
    return [[code.text for code in zxingcpp.read_barcodes(page)] for page in pages]


class TestSizes:
    @pytest.mark.parametrize(
        ("paper", "width", "height", "pages"),
        [("a4", 297, 210, 1), ("a5", 210, 148.5, 1), ("card", 85.6, 54, 2), ("card_sheet", 210, 297, 2)],
    )
    def test_the_page_is_as_large_as_it_says(
        self, certificate: Credential, paper: str, width: float, height: float, pages: int
    ) -> None:
        found = PdfReader(io.BytesIO(certificate_pdf(certificate, paper=paper))).pages
        box = found[0].mediabox
        assert (round(float(box.width) / MILLIMETRE, 1), round(float(box.height) / MILLIMETRE, 1)) == (width, height)
        assert len(found) == pages
        assert certificate.number in found[0].extract_text()

    @pytest.mark.parametrize(("paper", "dots", "page"), [("a4", 144, 0), ("a5", 220, 0), ("card", 300, 1)])
    def test_the_code_of_every_size_is_read(self, certificate: Credential, paper: str, dots: int, page: int) -> None:
        assert codes([certificate.copy], paper, dots)[page] == [public_url(certificate)]

    def test_eleven_cards_lie_on_two_sheets_and_each_back_behind_its_front(self, cast: Cast) -> None:
        copies = [make_credential().copy for _ in range(11)]
        sheets = codes(copies, "card_sheet", 200)
        assert [len(found) for found in sheets] == [0, 10, 0, 1]
        assert set(sheets[1]) == {public_url(copy) for copy in copies[:10]}

    def test_equal_certificates_give_equal_bytes(self, certificate: Credential) -> None:
        assert certificate_pdf(certificate, paper="card") == certificate_pdf(certificate, paper="card")


class TestLanguages:
    @pytest.mark.parametrize(
        ("language", "title", "level", "name"),
        [
            ("zh-hans", "金蓝领人才证书", "技师", "吕志强"),
            ("zh-hant", "金藍領人才證書", "技師", "吕志强"),  # a legal name is never converted
            ("en", "Certificate of Gold-Blue-Collar Talent", "echnician", "LYU Zhiqiang"),
        ],
    )
    def test_the_paper_speaks_its_language(
        self, certificate: Credential, language: str, title: str, level: str, name: str
    ) -> None:
        text = words(certificate_pdf(certificate, language=language))
        for wanted in (title, level, name, certificate.number):
            assert wanted.replace(" ", "") in text

    @pytest.mark.parametrize(
        ("name", "latin"),
        [
            ("吕志强", "LYU Zhiqiang"),
            ("单雄信", "SHAN Xiongxin"),
            ("欧阳修", "OUYANG Xiu"),
            ("尉迟恭", "YUCHI Gong"),
            ("曾国藩", "ZENG Guofan"),
            ("John Smith", ""),
            ("王", ""),
        ],
    )
    def test_a_name_in_latin_letters_as_passports_write_it(self, name: str, latin: str) -> None:
        assert latin_name(name) == latin

    def test_a_seal_of_the_district_takes_the_place_of_the_drawn_one(
        self, certificate: Credential, settings: Any, tmp_path: Path
    ) -> None:
        Image.new("RGBA", (40, 40), (200, 0, 0, 120)).save(tmp_path / "seal.png")
        settings.CREDENTIAL_SEAL = str(tmp_path / "seal.png")
        assert "演示章" not in words(certificate_pdf(certificate))
        settings.CREDENTIAL_SEAL = ""
        assert "演示章" in words(certificate_pdf(certificate))


class TestLists:
    def test_a_receipt_says_who_received_what(self, cast: Cast, certificate: Credential) -> None:
        text = words(receipt_pdf([certificate.copy]))
        assert certificate.number in text
        assert "领取人签名" in text

    def test_order_seats_and_the_sheet_to_sign(self, cast: Cast) -> None:
        rows = [make_credential() for _ in range(5)]
        day = rows[0].issued_on
        ceremony = arrange_ceremony(None, title="颁证", held_on=day, place="礼堂", seats_a_row=3, by=cast.zhao.actor)
        invite_to_ceremony(ceremony, credentials=rows, by=cast.zhao.actor)
        entries = list(entries_of(ceremony))
        copies = [entry.credential.copy for entry in entries]
        for content in (order_pdf(ceremony, entries), seats_pdf(ceremony, entries), receipt_pdf(copies, title="颁证")):
            text = words(content)
            assert all(row.holder_name in text for row in rows)


class TestSeal:
    """The signature is verified by hand from the standard (ISO 32000-2 §12.8, RFC 5652), and by poppler."""

    @scene
    def signed(self, certificate: Credential) -> bytes:
        return signed_certificate_pdf(certificate)

    def test_the_office_signed_every_byte_of_the_file(self, signed: bytes) -> None:
        first, second = parts_of(signed)
        assert (first[0], second[0] + second[1]) == (0, len(signed))
        verify(signed)
        assert own_certificate(signed).subject.rfc4514_string().find(OFFICE) >= 0

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
    def test_one_changed_byte_breaks_it(self, signed: bytes, share: float) -> None:
        first, second = parts_of(signed)
        begin, length = second if share > 0.8 else first
        at = begin + int(length * share) if share <= 0.8 else begin + length // 2
        changed = bytearray(signed)
        changed[at] ^= 1
        with pytest.raises((InvalidSignature, AssertionError)):
            verify(bytes(changed))

    @pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not on this machine")
    def test_poppler_says_the_same(self, signed: bytes, tmp_path: Path) -> None:
        assert "Signature is Valid" in pdfsig(signed, tmp_path)
        assert "ETSI.CAdES.detached" in pdfsig(signed, tmp_path)
        changed = bytearray(signed)
        changed[len(signed) // 3] ^= 1
        assert "Signature is Valid" not in pdfsig(bytes(changed), tmp_path)

    def test_the_words_are_those_of_the_plain_paper(self, certificate: Credential, signed: bytes) -> None:
        assert words(signed) == words(certificate_pdf(certificate))

    def test_the_key_lies_beside_the_others_readable_by_nobody_else(self, signed: bytes) -> None:
        assert own_key_path().parent == Path(django_settings.KEYS_DIR)
        assert own_key_path().stat().st_mode & 0o777 == 0o600


def signature_of(content: bytes) -> Any:
    """Return the signature dictionary of the PDF."""
    form = PdfReader(io.BytesIO(content)).trailer["/Root"]["/AcroForm"]  # type: ignore[index]
    field = next(one.get_object() for one in form["/Fields"] if one.get_object()["/T"] == FIELD)
    return field["/V"].get_object()


def parts_of(content: bytes) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the two ranges (begin, length) that the signature covers: all but the signature itself."""
    a, b, c, d = (int(number) for number in signature_of(content)["/ByteRange"])
    return (a, b), (c, d)


def signed_data(content: bytes) -> Any:
    raw = bytes(signature_of(content)["/Contents"])
    return cms.ContentInfo.load(raw)["content"]


def own_certificate(content: bytes) -> x509.Certificate:
    return x509.load_der_x509_certificate(signed_data(content)["certificates"][0].chosen.dump())


def verify(content: bytes) -> None:
    """Compare the digest of the covered bytes, then check the RSA signature over the signed attributes."""
    covered = b"".join(content[begin : begin + length] for begin, length in parts_of(content))
    signer = signed_data(content)["signer_infos"][0]
    attributes = {one["type"].native: one["values"][0].native for one in signer["signed_attrs"]}
    assert attributes["message_digest"] == hashlib.sha256(covered).digest()
    key = own_certificate(content).public_key()
    signed = signer["signed_attrs"].untag().dump()
    key.verify(signer["signature"].native, signed, padding.PKCS1v15(), hashes.SHA256())  # type: ignore[call-arg, union-attr]


def pdfsig(content: bytes, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(content)
    return subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False).stdout
