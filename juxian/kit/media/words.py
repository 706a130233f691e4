"""The sentences for what can be wrong with media: what, why, what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from juxian.kit.media.faults import BadMedia

SENTENCES = {
    "unreadable": gettext_lazy("收到的内容不是可识别的音视频，无法播放。请换用 MP4、MOV 或 WebM 格式后重试。"),
    "container": gettext_lazy("不支持这种封装格式，观众的手机放不了。请换用 MP4、MOV 或 WebM 格式后重试。"),
    "no_track": gettext_lazy("里面既没有画面也没有声音，无法播放。请检查摄像头、麦克风或原文件后重试。"),
    "no_picture": gettext_lazy("画面数据不完整，看不到图像。请重新打开摄像头或重新导出视频后重试。"),
    "video_codec": gettext_lazy(
        "画面编码是 %(name)s，很多手机放不了。请改用 H.264 编码："
        "浏览器请换 Chrome、Edge 或 Safari，直播软件请在输出设置里选 x264。"
    ),
    "no_key_frame": gettext_lazy(
        "超过 %(seconds)s 秒没有关键帧，观众无法开始观看。请在直播软件的输出设置里把关键帧间隔改为 2 秒。"
    ),
    "too_much": gettext_lazy(
        "码率过高，一段画面超过 %(megabytes)s MB，观众会卡顿。请把视频码率降到 4000 Kbps 以下再推流。"
    ),
    "too_long": gettext_lazy("视频长 %(minutes)s 分钟，最长可以是 %(most)s 分钟。请剪短或分成几段后再上传。"),
    "broken": gettext_lazy("音视频数据损坏，后面的内容无法读取。请检查网络后重新开播，或重新导出视频后再上传。"),
    "too_hard": gettext_lazy("这个视频转换时占用的时间或内存过多，已停止。请导出为 720p、H.264 的 MP4 后再上传。"),
}


def sentence(fault: BadMedia) -> str:
    """Return what the sender reads."""
    words = SENTENCES.get(fault.code)
    if words is None:
        return _("音视频无法使用。请换一个文件或重新开播。")
    return str(words) % fault.facts if fault.facts else str(words)
