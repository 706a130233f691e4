"""PDF: kept as it came (a signature in it stays valid), if it can be read and does nothing by itself."""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from juxian.kit.errors import RuleBroken
from juxian.kit.jail import JailBroken, run_jailed

CHILD = Path(__file__).with_name("pdf_child.py")
MOST_PAGES = 100
MOST_OBJECTS = 50_000
SECONDS, MEGABYTES = 10, 512

UNREADABLE = gettext_lazy("这个 PDF 无法打开，文件可能已损坏。请重新导出或另存为 PDF 后再上传。")
FAULTS = {
    "encrypted": gettext_lazy("这个 PDF 加了密码，无法核对内容。请去掉密码后再上传。"),
    "script": gettext_lazy("这个 PDF 含有脚本程序，为安全起见不能接收。请用“打印为 PDF”另存一份后再上传。"),
    "launch": gettext_lazy("这个 PDF 会自动打开程序或发送数据，为安全起见不能接收。请用“打印为 PDF”另存一份后再上传。"),
    "attachment": gettext_lazy("这个 PDF 里夹带了其他文件，为安全起见不能接收。请取出附件分别上传。"),
    "form": gettext_lazy("这个 PDF 是可填写的动态表单，无法固定内容。请用“打印为 PDF”另存一份后再上传。"),
    "complex": gettext_lazy("这个 PDF 结构过于复杂，无法核对。请用“打印为 PDF”另存一份后再上传。"),
    "unreadable": UNREADABLE,
}


def check_pdf(content: bytes) -> int:
    """Return the number of pages, or refuse the file with its reason."""
    try:
        answer = run_jailed(CHILD, content, seconds=SECONDS, megabytes=MEGABYTES, arguments=(str(MOST_OBJECTS),))
    except JailBroken as error:
        raise RuleBroken(str(FAULTS["complex"])) from error
    if answer["fault"]:
        raise RuleBroken(str(FAULTS.get(answer["fault"], UNREADABLE)))
    pages = int(answer["pages"])
    if pages == 0:
        raise RuleBroken(str(UNREADABLE))
    if pages > MOST_PAGES:
        raise RuleBroken(
            _("这个 PDF 有 %(pages)d 页，最多可以上传 %(most)d 页。请只保留需要的页，或分成几份上传。")
            % {"pages": pages, "most": MOST_PAGES}
        )
    return pages
