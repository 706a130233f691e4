"""The straight way, step by step, through the actions alone."""

from juxian.credentials.models import Credential
from juxian.credentials.numbers import is_code, is_number
from juxian.credentials.paper import certificate_pdf
from juxian.evaluation.states import ApplicationState
from tests.evaluation.factories import Stage, bring_to, places


def test_a_welder_without_any_certificate_becomes_a_senior_technician(stage: Stage) -> None:
    application = bring_to(ApplicationState.CERTIFIED, stage)

    credential = Credential.objects.get(origin_id=application.pk)
    assert credential.number.startswith("JMJLL-2025-5-000001")
    assert is_number(credential.number)
    assert is_code(credential.code)
    assert credential.holder == stage.cast.lv.person
    assert places("senior_technician").taken == 1
    assert certificate_pdf(credential).startswith(b"%PDF")
