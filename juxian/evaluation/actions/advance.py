"""The one place where an application changes its state: clock, opinion and news come with it."""

from django.utils import timezone

from juxian.evaluation.events import ApplicationMoved
from juxian.evaluation.models import Application
from juxian.evaluation.states import APPLICATION
from juxian.evaluation.steps import STEPS
from juxian.kit import clock
from juxian.kit.events import announce
from juxian.kit.working_days import deadline


def _advance(application: Application, event: str, *, reason: str = "") -> Application:
    """Move the application, start the clock of whoever holds it now, save, and tell the applicant."""
    APPLICATION.move(application, event)
    step = STEPS.get(application.state)
    days = step.working_days if step else None
    application.due_at = deadline(clock.now(), days) if days else None
    application.reason = reason
    application.save()
    announce(_news(application, event, reason))
    return application


def _news(application: Application, event: str, reason: str) -> ApplicationMoved:
    due_on = timezone.localdate(application.due_at).isoformat() if application.due_at else ""
    moved_at = application.state_since_at.isoformat() if application.state_since_at else ""
    return ApplicationMoved(str(application.pk), event, application.state, moved_at, due_on, reason)
