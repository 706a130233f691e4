"""Certificates as PDF: ours (Typst, plain and signed) beside WeasyPrint on the same page as HTML with photo and QR.

    python benchmarks/certificates.py [count]

Prints medians of single papers in milliseconds, papers a second, CPU seconds, and a pile set at once. WeasyPrint is no
dependency of the platform: `pip install weasyprint` to compare.
"""

import base64
import datetime as dt
import io
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juxian.config.settings.test")
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 40

HTML = """<html lang="zh"><head><style>
@page {{ size: 297mm 210mm; margin: 0 }}
@font-face {{ font-family: Serif; src: url("file://{serif}") }}
body {{ font-family: Serif; margin: 0; background: #fffdf8; color: #1b2a34 }}
.frame {{ position: absolute; left: 6mm; top: 6mm; width: 261mm; height: 174mm; border: 12mm solid #0b3a5b }}
h1 {{ text-align: center; color: #a67c1e; font-size: 36pt; letter-spacing: 7pt; margin-top: 22mm }}
table {{ margin: 0 40mm; font-size: 14pt; width: 150mm; border-spacing: 0 4mm }}
td {{ border-bottom: 0.4pt solid #9aa7b1 }}
.photo {{ position: absolute; right: 40mm; top: 62mm; width: 40mm; height: 53mm }}
.code {{ position: absolute; left: 30mm; bottom: 20mm; width: 38mm }}
</style></head><body><div class="frame"></div><h1>金蓝领人才证书</h1>
<table><tr><td>姓名</td><td>{name}</td></tr><tr><td>证件号码</td><td>{identity}</td></tr>
<tr><td>职业（工种）</td><td>{occupation}</td></tr><tr><td>认定等级</td><td>{level}</td></tr>
<tr><td>工作单位</td><td>{employer}</td></tr><tr><td>证书编号</td><td>{number}</td></tr></table>
<img class="photo" src="data:image/jpeg;base64,{photo}"><img class="code" src="data:image/svg+xml;base64,{code}">
</body></html>"""


def main() -> None:
    import django

    django.setup()
    from django.conf import settings

    settings.KEYS_DIR = tempfile.mkdtemp(prefix="juxian-keys-")
    from juxian.credentials.paper.certificate import copies_pdf
    from juxian.credentials.paper.sealing import seal_pdf

    copies = [copy_of(serial) for serial in range(COUNT)]
    seal_pdf(copies_pdf(copies[:1]))  # fonts read, key made
    report("plain, one by one", lambda copy: copies_pdf([copy]), copies)
    report("signed, one by one", lambda copy: seal_pdf(copies_pdf([copy])), copies)
    report("plain, a pile at once", lambda _first: copies_pdf(copies), copies[:1], papers=COUNT)
    try:
        from weasyprint import HTML as Page
        from weasyprint.text.fonts import FontConfiguration
    except ImportError:
        print("WeasyPrint is not installed: nothing to compare with")
        return
    fonts = FontConfiguration()
    report("WeasyPrint, plain", lambda copy: Page(string=html_of(copy)).write_pdf(font_config=fonts), copies)


def report(name: str, make: Callable[[Any], bytes], copies: list[Any], papers: int = 0) -> None:
    """Print median milliseconds, papers a second, CPU seconds a hundred papers, and the size of the last one."""
    make(copies[0])
    times, before = [], resource.getrusage(resource.RUSAGE_SELF)
    content = b""
    for copy in copies:
        begin = time.perf_counter()
        content = make(copy)
        times.append(time.perf_counter() - begin)
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    made = papers or len(copies)
    print(
        f"{name:24} median {statistics.median(times) * 1000 / max(1, papers or 1):7.1f} ms a paper"
        f" · {made / sum(times):6.1f} papers/s · {cpu / made * 100:6.2f} CPU s per 100 · {len(content) / 1024:.0f} KB"
    )


def copy_of(serial: int) -> Any:
    """A paper without a database: what the template asks of it."""
    credential = SimpleNamespace(
        number=f"JMJLL-2025-4-{serial:06d}X",
        level="technician",
        occupation_name="焊工",
        occupation_code="6-18-02-04",
        employer_name="演示精密制造（集美）有限公司",
        issued_on=dt.date(2025, 3, 12),
        expires_on=None,
        portrait=SimpleNamespace(read_thumbnail=lambda: photo()),
        holder=SimpleNamespace(is_demo=True),
    )
    return SimpleNamespace(
        credential=credential,
        serial=1,
        code="A" * 27,
        payload='{"c":"' + "A" * 220 + '"}',
        signature="s" * 86,
        holder_name="吕志强",
        masked_identity="**************0058",
    )


def html_of(copy: Any) -> str:
    from juxian.credentials.paper import public_url
    from juxian.kit.pdf.glyphs import FONTS
    from juxian.kit.qr import qr_svg

    credential = copy.credential
    return HTML.format(
        serif=FONTS["serif"],
        name=copy.holder_name,
        identity=copy.masked_identity,
        occupation=credential.occupation_name,
        level="技师",
        employer=credential.employer_name,
        number=credential.number,
        photo=base64.b64encode(photo()).decode(),
        code=base64.b64encode(qr_svg(public_url(copy), error="l").encode()).decode(),
    )


def photo() -> bytes:
    """A face of 300 × 400 pixels, the size of a thumbnail."""
    if not PHOTO:
        from PIL import Image

        target = io.BytesIO()
        Image.effect_noise((300, 400), 40).convert("RGB").save(target, "JPEG", quality=80)
        PHOTO.append(target.getvalue())
    return PHOTO[0]


PHOTO: list[bytes] = []

if __name__ == "__main__":
    main()
