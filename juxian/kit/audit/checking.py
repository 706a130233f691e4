"""The same check as the stand-alone verifier's, on the running database."""

from juxian.kit.audit.checkpoints import checkpoints_path
from juxian.kit.audit.export import export_lines
from juxian.kit.audit.signing import public_key_path
from juxian.kit.audit.verify import Report, read_checkpoints, read_keys, verify


def verify_database() -> Report:
    """Check every event and seal against the keys and the checkpoints of this machine."""
    keys = read_keys(public_key_path()) if public_key_path().exists() else []
    points = read_checkpoints(checkpoints_path()) if checkpoints_path().exists() else []
    return verify(export_lines(), keys, points)
