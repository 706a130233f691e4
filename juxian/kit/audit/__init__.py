"""The append-only record: what was done, by whom, to what. It is also the time line that people see (办理记录)."""

from juxian.kit.audit.acting import acting_as
from juxian.kit.audit.recording import record

__all__ = ["acting_as", "record"]
