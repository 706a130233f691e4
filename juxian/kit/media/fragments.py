"""How long a fragment lasts, read from its own boxes: the writer holds packets back, counting them would mislead."""

from collections.abc import Iterator

TFHD_BASE, TFHD_DESCRIPTION, TFHD_DURATION = 0x1, 0x2, 0x8
TRUN_OFFSET, TRUN_FLAGS, TRUN_DURATION, TRUN_SIZE, TRUN_SAMPLE_FLAGS, TRUN_CTS = 0x1, 0x4, 0x100, 0x200, 0x400, 0x800


def fragment_ticks(fragment: bytes, track: int) -> int:
    """Return the sum of the durations of a track's samples (ISO/IEC 14496-12, §8.8), in units of its time scale."""
    moof = next((body for name, body in boxes(fragment) if name == b"moof"), b"")
    return sum(_ticks(body) for name, body in boxes(moof) if name == b"traf" and _track_of(body) == track)


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of each box."""
    at = 0
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length < 8:
            return
        yield data[at + 4 : at + 8], data[at + 8 : at + length]
        at += length


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")


def _header(traf: bytes) -> bytes:
    return next((body for name, body in boxes(traf) if name == b"tfhd"), bytes(8))


def _track_of(traf: bytes) -> int:
    return _number(_header(traf), 4)


def _ticks(traf: bytes) -> int:
    header = _header(traf)
    flags, at = _number(header, 0) & 0xFFFFFF, 8
    at += 8 * bool(flags & TFHD_BASE) + 4 * bool(flags & TFHD_DESCRIPTION)
    default = _number(header, at) if flags & TFHD_DURATION else 0
    return sum(_run_ticks(body, default) for name, body in boxes(traf) if name == b"trun")


def _run_ticks(run: bytes, default: int) -> int:
    flags, count = _number(run, 0) & 0xFFFFFF, _number(run, 4)
    if not flags & TRUN_DURATION:
        return default * count
    at = 8 + 4 * bool(flags & TRUN_OFFSET) + 4 * bool(flags & TRUN_FLAGS)
    width = 4 * sum(bool(flags & field) for field in (TRUN_DURATION, TRUN_SIZE, TRUN_SAMPLE_FLAGS, TRUN_CTS))
    return sum(_number(run, at + width * number) for number in range(count))
