"""What the counter does with a submitted application."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.models import Application
from juxian.evaluation.permissions import Permission
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken


@action(_("受理申报"), Permission.ACCEPT)
def accept_application(application: Application, *, by: Actor) -> Application:
    """Two officers at once: the row is locked, so the second is told that the first was quicker."""
    application.accepted_at, application.accepted_by = clock.now(), by.label
    return _advance(application, "accept")


@action(_("退回补正"), Permission.ACCEPT)
def return_application(application: Application, *, reason: str, by: Actor) -> Application:
    """Everything that is missing is said at once (一次性告知): an application is returned a single time."""
    _reason_needed(reason)
    if application.returned_count:
        raise RuleBroken(_t("这份申报已经退回过一次。补正要求须一次性告知，请受理或不予受理。"))
    application.returned_count += 1
    return _advance(application, "return", reason=reason)


@action(_("不予受理"), Permission.ACCEPT)
def decline_application(application: Application, *, reason: str, by: Actor) -> Application:
    """The service does not fit the case; the reason tells the applicant what would."""
    _reason_needed(reason)
    return _advance(application, "decline", reason=reason)


@system_action(_("逾期未补正"))
def lapse_application(application: Application) -> Application:
    """The correction did not come in time; a new application may be made at any time."""
    if application.due_at is None or application.due_at > clock.now():
        raise RuleBroken(_t("补正期限还没有到。"))
    return _advance(application, "lapse", reason=_t("补正期限已过。您可以随时重新申报。"))


def _reason_needed(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(_t("还没有写明理由。申请人需要知道缺什么、怎么办。"), field="reason")
