"""What is over is closed a little after midnight; the public list leaves it out from midnight on by itself."""

from juxian.kit import clock
from juxian.kit.jobs import job
from juxian.recruitment.actions.blacklisting import end_blacklisting
from juxian.recruitment.actions.campaign import end_campaign
from juxian.recruitment.actions.vacancy_review import expire_vacancies
from juxian.recruitment.models import Blacklisting, Campaign, Vacancy
from juxian.recruitment.states import CampaignState

AT_ONCE = 500


@job(queue="clock")
def close_overdue() -> int:
    """Expire vacancies, end campaigns, take employers off the blacklist. Return how many rows."""
    keys = list(Vacancy.objects.overdue().order_by("pk").values_list("pk", flat=True))
    done = sum(expire_vacancies(keys[start : start + AT_ONCE]) for start in range(0, len(keys), AT_ONCE))
    for campaign in list(Campaign.objects.filter(state=CampaignState.OPEN, ends_on__lt=clock.today())):
        end_campaign(campaign)
        done += 1
    for entry in list(Blacklisting.objects.overdue()):
        end_blacklisting(entry)
        done += 1
    return done
