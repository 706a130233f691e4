"""An employer's page: written, looked at by an officer, shown, taken down. What is shown is a copy of its own."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.media.accepting import set_video_public
from juxian.kit.models import Upload, Video
from juxian.recruitment.events import PageReviewed
from juxian.recruitment.models import EmployerPage, PagePicture
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.page import has_changes, snapshot
from juxian.recruitment.queries.standing import obstacle_to_recruit
from juxian.recruitment.states import PAGE, PageState

MOST_PICTURES = 9
SHORTEST_STORY = 30
SHORTEST_REASON = 5


@action(_("填写单位主页"), Permission.MANAGE_PAGE)
def write_page(
    organisation: Any,
    *,
    summary: str,
    story: str,
    staff_size: str = "",
    founded_year: int | None = None,
    website: str = "",
    by: Actor,
) -> EmployerPage:
    """Keep the words. The public goes on reading what was approved until an officer has read the new ones."""
    page = EmployerPage.objects.filter(organisation=organisation).first() or EmployerPage(organisation=organisation)
    _refuse_while_waiting(page)
    page.summary, page.story, page.staff_size = summary.strip(), story.strip(), staff_size
    page.founded_year, page.website = founded_year, website
    page.save()
    return page


@action(_("添加单位图片"), Permission.MANAGE_PAGE)
def add_picture(page: EmployerPage, *, upload: Upload, caption: str, by: Actor) -> EmployerPage:
    """At the end of the row. The caption is what people hear who cannot see it."""
    _refuse_while_waiting(page)
    count = page.pictures.count()
    if count >= MOST_PICTURES:
        raise RuleBroken(
            _t("最多放%(count)d张图片。请先删去一张，再添加新的。") % {"count": MOST_PICTURES}, field="picture"
        )
    if page.pictures.filter(upload=upload).exists():
        raise RuleBroken(_t("这张图片已经在主页上，不用再加。"), field="picture")
    PagePicture.objects.create(page=page, upload=upload, caption=caption.strip(), position=count)
    return page


@action(_("删去单位图片"), Permission.MANAGE_PAGE)
def remove_picture(page: EmployerPage, *, picture_id: Any, by: Actor) -> EmployerPage:
    """Off the draft; what is published keeps it until the next approval."""
    _refuse_while_waiting(page)
    page.pictures.filter(pk=picture_id).delete()
    return page


@action(_("放上单位视频"), Permission.MANAGE_PAGE)
def put_video(page: EmployerPage, *, video: Video, by: Actor) -> EmployerPage:
    """One video; a new one takes the place of the old. It is made playable meanwhile by a job."""
    _refuse_while_waiting(page)
    page.video = video
    page.save(update_fields=["video"])
    return page


@action(_("撤下单位视频"), Permission.MANAGE_PAGE)
def remove_video(page: EmployerPage, *, by: Actor) -> EmployerPage:
    """Off the draft; what is published keeps it until the next approval."""
    _refuse_while_waiting(page)
    page.video = None
    page.save(update_fields=["video"])
    return page


@action(_("提交单位主页审核"), Permission.MANAGE_PAGE)
def submit_page(page: EmployerPage, *, by: Actor) -> EmployerPage:
    """Only a verified employer shows itself, and only with something to read."""
    if obstacle := obstacle_to_recruit(page.organisation):
        raise RuleBroken(obstacle)
    if not page.summary or len(page.story) < SHORTEST_STORY:
        raise RuleBroken(
            _t("主页还太短。请写一句话介绍和单位介绍（至少%(count)d个字）。") % {"count": SHORTEST_STORY}, field="story"
        )
    if page.video and not page.video.is_ready:
        raise RuleBroken(_t("视频还不能播放：正在转码，或者没有成功。请等它转好，或者先撤下视频。"), field="video")
    if page.state == PageState.PUBLISHED and not has_changes(page):
        raise RuleBroken(_t("主页没有改动，不用再审核。公众看到的就是现在的内容。"))
    PAGE.move(page, "submit")
    page.reason = ""
    page.save()
    return page


@action(_("撤回单位主页"), Permission.MANAGE_PAGE)
def withdraw_page(page: EmployerPage, *, by: Actor) -> EmployerPage:
    """Back to the draft, to change something before an officer reads it."""
    PAGE.move(page, "withdraw")
    page.save()
    return page


@action(_("单位主页审核通过"), Permission.REVIEW_PAGE)
def publish_page(page: EmployerPage, *, by: Actor) -> EmployerPage:
    """From now on the public reads these words."""
    if obstacle := obstacle_to_recruit(page.organisation):
        raise RuleBroken(obstacle)
    PAGE.move(page, "publish")
    page.published, page.published_at, page.published_by = snapshot(page), clock.now(), by.label
    page.hidden_at, page.reason = None, ""
    before, page.published_video = page.published_video, page.video
    page.save()
    _show_video(before, page)
    _announce(page, "publish")
    return page


@action(_("退回单位主页"), Permission.REVIEW_PAGE)
def return_page(page: EmployerPage, *, reason: str, by: Actor) -> EmployerPage:
    """What was published before stays in sight."""
    return _decide(page, "return", reason)


@action(_("下架单位主页"), Permission.REVIEW_PAGE)
def hide_page(page: EmployerPage, *, reason: str, by: Actor) -> EmployerPage:
    """Out of sight at once; the employer reads why, changes it and hands it in, or an officer restores it."""
    if page.published is None:
        raise RuleBroken(_t("这个主页还没有发布过，公众看不到，不用下架。"))
    page.hidden_at = clock.now()
    page = _decide(page, "hide", reason)
    _show_video(page.published_video, page)
    return page


@action(_("恢复单位主页"), Permission.REVIEW_PAGE)
def restore_page(page: EmployerPage, *, by: Actor) -> EmployerPage:
    """What was published before is in sight again."""
    PAGE.move(page, "restore")
    page.hidden_at, page.reason = None, ""
    page.save()
    _show_video(None, page)
    _announce(page, "restore")
    return page


def _show_video(before: Video | None, page: EmployerPage) -> None:
    """Open the video of the published page to everybody, and close one that is no longer on it."""
    if before is not None:
        set_video_public(before, False)
    if page.published_video is not None and page.is_public:
        set_video_public(page.published_video, True)


def _refuse_while_waiting(page: EmployerPage) -> None:
    if page.state == PageState.SUBMITTED:
        raise RuleBroken(_t("主页正在审核，不能修改。请先撤回，改好后再提交。"))


def _decide(page: EmployerPage, event: str, reason: str) -> EmployerPage:
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明理由（至少五个字），用人单位会看到。"), field="reason")
    PAGE.move(page, event)
    page.reason = reason.strip()
    page.save()
    _announce(page, event)
    return page


def _announce(page: EmployerPage, event: str) -> None:
    announce(PageReviewed(str(page.pk), event, clock.now().isoformat()))
