"""What `juxian demo` prepared last time: when nothing it depends on has changed, a later start skips the steps."""

import hashlib
import os
from pathlib import Path

from juxian.config.cli.ground import ROOT, var_dir
from juxian.kit.database.settings import EMBEDDED_HOME

# Tables, languages, and what the demo district is made of.
SOURCES = ("*/migrations/*.py", "locale/**/*.po", "demo/**/*", "districts/**/*")
PRODUCTS = ("locale/**/*.mo",)


def is_prepared() -> bool:
    """Tell whether the mark of the last time still holds."""
    return _mark().exists() and _mark().read_text() == _key()


def note_prepared() -> None:
    """Leave the mark. Not for a named server: others may change it."""
    if not os.environ.get("DATABASE_URL"):
        _mark().write_text(_key())


def _mark() -> Path:
    return var_dir() / "prepared"


def _key() -> str:
    """One hash over names and contents of the sources, names of the products, and which cluster it is."""
    digest = hashlib.sha256()
    package = ROOT / "juxian"
    for path in sorted(path for pattern in SOURCES for path in package.glob(pattern) if path.is_file()):
        if path.suffix != ".pyc":
            digest.update(f"{path.relative_to(package)}\0".encode() + path.read_bytes() + b"\0")
    for pattern in PRODUCTS:
        digest.update("\0".join(sorted(str(path.relative_to(package)) for path in package.glob(pattern))).encode())
    launcher = var_dir() / EMBEDDED_HOME / "launcher.json"
    digest.update(launcher.read_bytes() if launcher.exists() else b"")
    return digest.hexdigest()
