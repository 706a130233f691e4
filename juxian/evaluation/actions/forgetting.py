"""What goes when a person is erased at their own request (people decides whether the law lets them)."""

from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Appeal, Application
from juxian.evaluation.queries.mark_rights import queries_to_forget
from juxian.evaluation.states import ApplicationState
from juxian.kit.actions import system_action


@system_action(_("删除申报中的个人信息"))
def forget_applicant(application: Application) -> None:
    """A draft goes whole; of an ended application the decision stays and the person's words, pay and pictures go."""
    if application.state == ApplicationState.DRAFT:
        application.delete()
        return
    application.contributions.all().delete()
    Appeal.objects.filter(application=application).update(reasons="")
    application.look_ups.all().delete()  # the screenshot shows the person
    for claim in ("certificate_claim", "award_claim"):
        if hasattr(application, claim):
            getattr(application, claim).delete()
    queries_to_forget(application).update(reason="")
    application.statement, application.post, application.portrait = "", "", None
    application.monthly_pay_fen, application.check_record = None, {}
    application.trade_since_on = None
    application.contract_from_on = application.contract_until_on = application.insured_since_on = None
    application.save()
