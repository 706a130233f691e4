"""Files that banks take and send, as data: one YAML file a bank in `banks/` (docs/how-to/onboard-a-bank-format.md).

form = bank_formats()["xiahai"]
content = write_payments(form, head, lines)         # the exact bytes
answer = read_reply(form, "return", content)        # lines, or one sentence why the file cannot be used
"""

from juxian.payments.formats.description import BankFormat
from juxian.payments.formats.loading import bank_format, bank_formats
from juxian.payments.formats.reading import ReadLine, read_reply
from juxian.payments.formats.writing import Head, OutLine, write_payments

__all__ = [
    "BankFormat",
    "Head",
    "OutLine",
    "ReadLine",
    "bank_format",
    "bank_formats",
    "read_reply",
    "write_payments",
]
