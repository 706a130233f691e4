"""Primary keys made by the client: UUIDv7 (RFC 9562 §5.7), so that a row's key exists before its secrets are sealed."""

import secrets
import time
import uuid


def uuid7() -> uuid.UUID:
    """Return a UUID that sorts by its time of making, in milliseconds."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)
