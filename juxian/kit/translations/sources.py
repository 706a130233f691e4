"""Walks the sources of the product."""

from pathlib import Path

from juxian.kit.translations.found import Findings, has_chinese
from juxian.kit.translations.python_source import read_python
from juxian.kit.translations.template_source import read_template

PACKAGE = Path(__file__).resolve().parents[2]
# Where Chinese may stand unwrapped, and why.
DATA = {
    "policy": "the engine imports no Django; the words of the law travel as data",
    "districts": "the district's own law and names, in their own language",
    "demo": "people, firms and stories of the demo district",
    "kit/audit/verify.py": "runs on an auditor's machine without the platform and its catalogues",
    "kit/formats": "how dates are written in one language each",
    "kit/ui/gallery.py": "sample rows of a page for developers",
}
TEMPLATE_KINDS = {".html", ".txt", ".xml"}


def read_sources(package: Path = PACKAGE) -> Findings:
    """Return every message and every fault of the Python files, templates and scripts below a package."""
    findings = Findings()
    for path in sorted(package.rglob("*")):
        name = f"{package.name}/{path.relative_to(package).as_posix()}"
        if path.suffix == ".py" and "migrations" not in path.parts:
            read_python(name, path.read_text("utf-8"), findings, must_wrap=not _is_data(path.relative_to(package)))
        elif path.suffix in TEMPLATE_KINDS and "templates" in path.parts:
            read_template(name, path.read_text("utf-8"), findings)
        elif path.suffix == ".js":
            _read_script(name, path.read_text("utf-8"), findings)
    findings.faults.sort()
    return findings


def _is_data(path: Path) -> bool:
    return any(place.as_posix() in DATA for place in [path, *path.parents])


def _read_script(name: str, source: str, findings: Findings) -> None:
    """A script takes its texts from data attributes of the page."""
    for number, line in enumerate(source.split("\n"), start=1):
        if has_chinese(line):
            findings.blame(name, number, "Chinese in a script; hand it over in a data attribute", line)
