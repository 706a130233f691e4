"""Tables of certificates."""

from juxian.credentials.models.ceremony import Ceremony, CeremonyEntry
from juxian.credentials.models.copy import Copy, CopyReason, CopyRequest
from juxian.credentials.models.credential import Credential, CredentialEvent
from juxian.credentials.models.list_check import ListCheck
from juxian.credentials.models.open_badge import OpenBadge
from juxian.credentials.models.passport import SkillPassport
from juxian.credentials.models.print_run import PaperFormat, PaperLanguage, PrintPiece, PrintRun
from juxian.credentials.models.revocation import Revocation, RevocationLine

__all__ = [
    "Ceremony",
    "CeremonyEntry",
    "Copy",
    "CopyReason",
    "CopyRequest",
    "Credential",
    "CredentialEvent",
    "ListCheck",
    "OpenBadge",
    "PaperFormat",
    "PaperLanguage",
    "PrintPiece",
    "PrintRun",
    "Revocation",
    "RevocationLine",
    "SkillPassport",
]
