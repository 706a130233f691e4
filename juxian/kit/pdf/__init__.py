"""Paper: every form, list and certificate is set by Typst from a template and data.

    pdf = typeset("evaluation/pdf/application.typ", {"name": …, "record_url": …}, {"photo.jpg": photo})

The template starts with `#import "/style.typ": *` and reads `#let data = json("/data.json")`; files lie in `/files/`.
See `docs/how-to/pdf.md`.
"""

from juxian.kit.pdf.glyphs import missing_characters
from juxian.kit.pdf.setting import typeset, typeset_png

__all__ = ["missing_characters", "typeset", "typeset_png"]
