"""Excel in and out, one way for the whole platform.

COLUMNS = [Column("name", _("姓名"), required=True), Column("identity_number", _("身份证号"), "identity")]
reading = read_rows(request.FILES["file"], COLUMNS)      # rows that are fit, faults with row and column
return fault_file(original, reading, COLUMNS)            # the unfit rows, each with its reason
return template_file("人员导入模板", COLUMNS)
return export_rows("人员名单", COLUMNS, rows)
"""

from juxian.kit.excel.columns import Column
from juxian.kit.excel.export import export_rows, export_sheets
from juxian.kit.excel.faults import fault_file
from juxian.kit.excel.preview import Preview, digest, preview_rows
from juxian.kit.excel.reading import Fault, Reading, read_rows
from juxian.kit.excel.template import template_file

__all__ = [
    "Column",
    "Fault",
    "Preview",
    "Reading",
    "digest",
    "export_rows",
    "export_sheets",
    "fault_file",
    "preview_rows",
    "read_rows",
    "template_file",
]
