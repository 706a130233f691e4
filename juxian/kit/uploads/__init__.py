"""Files that people send in: checked by content, cleaned, kept on disk, served with care.

    upload = accept_upload(file, kinds=("image", "pdf"), by=request.actor, purpose="evaluation.evidence")

The purpose says who may read it (`register_purpose`). A row that keeps a file points at `kit.Upload` with a foreign
key; a file at which nothing points after a day is swept away.
"""

from juxian.kit.uploads.accepting import accept_upload
from juxian.kit.uploads.purposes import register_purpose
from juxian.kit.uploads.sweeping import sweep_uploads, unused_uploads

__all__ = ["accept_upload", "register_purpose", "sweep_uploads", "unused_uploads"]
