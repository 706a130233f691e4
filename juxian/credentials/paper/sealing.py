"""The office's seal in a PDF: a PAdES signature that any PDF reader checks, and that one changed byte breaks.

The key is the office's own certificate (PKCS#12, setting `CREDENTIAL_SIGNER`) or, until it has one, a self-signed one
that the platform makes at first use beside its other keys."""

import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter

from juxian.credentials.models import Credential
from juxian.credentials.paper.certificate import A4, SIMPLIFIED, certificate_pdf
from juxian.kit import clock
from juxian.kit.signing_key import write_once

KEY_BITS = 3072  # as strong as AES-128, and read by every PDF reader
YEARS = 10
ROOM = 32_768  # hexadecimal digits kept free for the signature: without it pyHanko signs twice to find out
OFFICE = "厦门市集美区人力资源和社会保障局"  # untranslated: the name of the office
FIELD = "OfficeSeal"


def signed_certificate_pdf(credential: Credential, *, paper: str = A4, language: str = SIMPLIFIED) -> bytes:
    """Return the certificate's newest copy with the office's signature in it."""
    return seal_pdf(certificate_pdf(credential, paper=paper, language=language))


def seal_pdf(content: bytes) -> bytes:
    """Sign a PDF (PAdES baseline B: SHA-256, the certificate inside). The time of signing makes each its own."""
    wanted = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=OFFICE
    )
    output = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    signer = _signer(*_key_files())
    # pyHanko runs an event loop of its own, which a thread that has one already (an async server's) refuses.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(sign_pdf, writer, wanted, signer=signer, bytes_reserved=ROOM, output=output).result()
    return output.getvalue()


def own_key_path() -> Path:
    """Where the platform keeps the key that it made for itself."""
    return Path(settings.KEYS_DIR) / "certificate-seal.p12"


def make_own_key(path: Path) -> None:
    """Make a key and a certificate that says it is the platform's own."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, OFFICE),
            x509.NameAttribute(NameOID.COMMON_NAME, "聚贤平台自签名"),  # untranslated: a name
        ]
    )
    certificate = _certificate_of(key, name)
    write_once(path, pkcs12.serialize_key_and_certificates(b"seal", key, certificate, None, NoEncryption()))


def _certificate_of(key: rsa.RSAPrivateKey, name: x509.Name) -> x509.Certificate:
    """A self-signed certificate for signing documents and nothing else."""
    now = clock.now()
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - dt.timedelta(days=1))
    builder = builder.not_valid_after(now + dt.timedelta(days=365 * YEARS))
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    uses = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only"), False
    )
    usage = x509.KeyUsage(digital_signature=True, content_commitment=True, decipher_only=False, **uses)
    return builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())


def _key_files() -> tuple[str, str]:
    if settings.CREDENTIAL_SIGNER:
        return settings.CREDENTIAL_SIGNER, settings.CREDENTIAL_SIGNER_PASSWORD_FILE
    path = own_key_path()
    if not path.exists():
        make_own_key(path)
    return str(path), ""


class OfficeSigner(SimpleSigner):
    """pyHanko's signer, which reads and checks its key for each signature, with an RSA key that was read once: the
    check of the key costs more than all the rest of a signature."""

    key: rsa.RSAPrivateKey | None = None

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Sign with the key in memory; anything but RSA with SHA-256 is pyHanko's own business."""
        if self.key is None or digest_algorithm != "sha256":
            return await super().async_sign_raw(data, digest_algorithm, dry_run)
        return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())


@cache
def _signer(key_file: str, password_file: str) -> OfficeSigner:
    """Read the key once. Raises `ValueError` where the file or its password is wrong: an operator has to look."""
    password = Path(password_file).read_bytes().strip() if password_file else None
    read = SimpleSigner.load_pkcs12(key_file, passphrase=password)
    if read is None:
        raise ValueError(f"{key_file} holds no key that opens with its password")
    signer = OfficeSigner(read.signing_cert, read.signing_key, read.cert_registry)
    key, _certificate, _chain = pkcs12.load_key_and_certificates(Path(key_file).read_bytes(), password)
    signer.key = key if isinstance(key, rsa.RSAPrivateKey) else None
    return signer
