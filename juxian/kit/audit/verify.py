"""Check an exported record without the platform: Python and `cryptography` are enough.

    python verify.py EXPORT PUBLIC_KEY CHECKPOINTS

The export is JSON lines: a header, the events by number, the seals by number. An event's line is, byte for byte, what
was hashed. A seal covers a batch: the Merkle root of its events, the hash of the seal before it, an Ed25519 signature.
The checkpoints are hashes of seals that somebody kept elsewhere; without them a shortened tail cannot be seen.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

FORM = 1
NOTHING_BEFORE = "0" * 64
PURPOSE = b"juxian audit seal 1\n"
SEALED_FIELDS = ("form", "number", "at", "previous", "root", "key_id", "cluster", "until_xid")


def leaf_hash(event: bytes) -> bytes:
    """The hash of one event's line. The first byte keeps leaves and nodes apart (RFC 6962 §2.1)."""
    return hashlib.sha256(b"\x00" + event).digest()


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """The root over the leaves in their order; a node without a partner moves up unchanged."""
    level = list(leaves)
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(level) - len(level) % 2 :]
    return level[0] if level else hashlib.sha256(b"").digest()


def seal_hash(seal: dict[str, Any]) -> str:
    """The hash that the next seal names and the key signs. It covers which events are sealed, and in what order."""
    events = ",".join(str(number) for number in seal["events"]).encode()
    body = {name: seal[name] for name in SEALED_FIELDS}
    body["events"] = hashlib.sha256(events).hexdigest()
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def signed_bytes(hash_text: str) -> bytes:
    return PURPOSE + bytes.fromhex(hash_text)


def key_id(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


@dataclass
class Report:
    """What was found. Without faults, everything that is sealed is as it was written."""

    events: int = 0
    sealed: int = 0
    seals: int = 0
    root: str = ""
    checkpoints: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.faults

    def lines(self) -> list[str]:
        counts = _("事件 {events} 条，其中已封存 {sealed} 条；封条 {seals} 个；核对外存检查点 {checkpoints} 个。")
        verdict = _("未发现改动。") if self.is_sound else _("发现 {count} 处问题：").format(count=len(self.faults))
        return [counts.format(**vars(self)), verdict, *(f"  - {fault}" for fault in self.faults)]


@dataclass
class _Reading:
    """The export as read: hash and transaction number of each event, and the seals."""

    cluster: str = ""
    leaves: dict[int, bytes] = field(default_factory=dict)
    xids: dict[int, int] = field(default_factory=dict)
    seals: list[dict[str, Any]] = field(default_factory=list)


def verify(lines: Iterable[bytes], keys: Iterable[Ed25519PublicKey], checkpoints: Iterable[dict[str, Any]]) -> Report:
    """Check an export (one line each, without line ends) against the public keys and the checkpoints kept elsewhere."""
    report = Report()
    reading = _read(lines, report)
    sealed = _check_chain(reading, {key_id(key): key for key in keys}, report)
    _check_events(reading, sealed, report)
    _check_checkpoints(reading, list(checkpoints), report)
    report.events, report.sealed, report.seals = len(reading.leaves), len(sealed), len(reading.seals)
    report.root = reading.seals[-1]["root"] if reading.seals else ""
    return report


def _read(lines: Iterable[bytes], report: Report) -> _Reading:
    reading, last = _Reading(), 0
    for place, line in enumerate(lines, start=1):
        try:
            body = json.loads(line)
            if "export" in body:
                reading.cluster = body["cluster"]
            elif "seal" in body:
                reading.seals.append(_well_formed(body["seal"]))
            else:
                number = int(body["id"])
                if number <= last:
                    report.faults.append(_("事件 {0} 排在事件 {1} 之后，次序被改动").format(number, last))
                last = max(last, number)
                reading.leaves[number], reading.xids[number] = leaf_hash(line), int(body["xid"])
        except (ValueError, KeyError, TypeError):
            report.faults.append(_("第 {0} 行无法读取").format(place))
    return reading


def _well_formed(seal: dict[str, Any]) -> dict[str, Any]:
    """Return the seal, or raise where a part of it is missing or of the wrong type."""
    seal_hash(seal)
    bytes.fromhex(seal["leaves"] + seal["hash"] + seal["signature"])
    if not all(type(number) is int for number in (seal["number"], *seal["events"])):
        raise ValueError("numbers must be whole")
    return seal | {"until_xid": str(int(seal["until_xid"]))}


def _check_chain(reading: _Reading, keys: dict[str, Ed25519PublicKey], report: Report) -> dict[int, tuple[int, bytes]]:
    """Check number, link, hash, root and signature of each seal. Return {event: (seal, its hash when sealed)}."""
    previous, sealed = NOTHING_BEFORE, {}
    for expected, seal in enumerate(reading.seals, start=1):
        number = seal["number"]
        leaves = [bytes.fromhex(seal["leaves"][at : at + 64]) for at in range(0, len(seal["leaves"]), 64)]
        if number != expected:
            report.faults.append(_("封条 {0} 处应为封条 {1}，链条中断").format(number, expected))
        if seal["previous"] != previous:
            report.faults.append(_("封条 {0} 与前一封条不相连，链条中断").format(number))
        if seal["hash"] != seal_hash(seal) or not _is_signed(seal, keys):
            report.faults.append(_("封条 {0} 的签名不符").format(number))
        if len(leaves) != len(seal["events"]) or merkle_root(leaves).hex() != seal["root"]:
            report.faults.append(_("封条 {0} 的摘要不符").format(number))
        sealed.update({event: (number, leaf) for event, leaf in zip(seal["events"], leaves, strict=False)})
        previous = seal["hash"]
    return sealed


def _is_signed(seal: dict[str, Any], keys: dict[str, Ed25519PublicKey]) -> bool:
    if seal["key_id"] not in keys:
        return False
    try:
        keys[seal["key_id"]].verify(bytes.fromhex(seal["signature"]), signed_bytes(seal["hash"]))
    except (InvalidSignature, ValueError):
        return False
    return True


def _check_events(reading: _Reading, sealed: dict[int, tuple[int, bytes]], report: Report) -> None:
    for number, (seal, leaf) in sorted(sealed.items()):
        if number not in reading.leaves:
            report.faults.append(_("事件 {0} 被删除（封条 {1} 中有它）").format(number, seal))
        elif reading.leaves[number] != leaf:
            report.faults.append(_("事件 {0} 被改动（与封条 {1} 不符）").format(number, seal))
    last = reading.seals[-1] if reading.seals else None
    if last is None or last["cluster"] != reading.cluster:
        return  # nothing sealed yet, or restored on another server, where transaction numbers begin anew
    for number in sorted(set(reading.leaves) - set(sealed)):
        if reading.xids[number] < int(last["until_xid"]):
            report.faults.append(_("事件 {0} 是事后插入的（封存时还没有它）").format(number))


def _check_checkpoints(reading: _Reading, checkpoints: list[dict[str, Any]], report: Report) -> None:
    hashes = {seal["number"]: seal["hash"] for seal in reading.seals}
    for point in checkpoints:
        if point["number"] not in hashes:
            report.faults.append(_("封条 {number} 不见了，末尾被截去（事件 {first} 至 {last}）").format(**point))
        elif hashes[point["number"]] != point["hash"]:
            report.faults.append(_("封条 {number} 与外存检查点不符，链条被重写").format(**point))
    report.checkpoints = len(checkpoints)


def read_keys(path: Path) -> list[Ed25519PublicKey]:
    """Return the public keys of a PEM file; keys of former years may stand below each other."""
    end = b"-----END PUBLIC KEY-----"
    blocks = [block + end for block in path.read_bytes().split(end) if block.strip()]
    return [key for key in map(load_pem_public_key, blocks) if isinstance(key, Ed25519PublicKey)]


def read_checkpoints(path: Path) -> list[dict[str, Any]]:
    """Return the checkpoints of a file; raise ValueError where a line is none."""
    points = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if not all(isinstance(point, dict) and point.keys() >= {"number", "hash", "first", "last"} for point in points):
        raise ValueError(f"{path}: not a file of checkpoints")
    return points


def verify_files(export: Path, public_key: Path, checkpoints: Path) -> Report:
    with export.open("rb") as lines:
        return verify((line.rstrip(b"\n") for line in lines), read_keys(public_key), read_checkpoints(checkpoints))


def main(arguments: list[str]) -> int:
    """Return 0 where nothing was changed, 1 where something was, 2 where the call was wrong."""
    if len(arguments) != 3:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        report = verify_files(*map(Path, arguments))
    except (OSError, ValueError) as error:
        sys.stderr.write(_("无法读取文件：{0}").format(error) + "\n")
        return 2
    sys.stdout.write("\n".join(report.lines()) + "\n")
    return 0 if report.is_sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
