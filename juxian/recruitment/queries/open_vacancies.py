"""One employer's open vacancies, for those who show them elsewhere: booths, live rooms."""

from typing import Any

from juxian.recruitment.models import Vacancy


def open_vacancies(organisation_id: Any) -> Any:
    """Return what this employer is recruiting for today, newest first."""
    return Vacancy.objects.public().filter(organisation=organisation_id).order_by("-approved_at", "-pk")
