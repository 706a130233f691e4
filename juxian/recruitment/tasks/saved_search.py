"""The daily word about new vacancies."""

from django.urls import reverse

from juxian.kit.jobs import job
from juxian.recruitment.actions.saved_search import tell_of_new
from juxian.recruitment.forms.search import asked_by
from juxian.recruitment.queries.saved_search import news_for, queries_to_tell


@job(queue="clock")
def tell_new_vacancies() -> int:
    """Tell every person who keeps a search what came since the last time; each search commits by itself, and a second
    run the same day finds nothing new. Return how many were told."""
    told = 0
    for query, searches in queries_to_tell():
        link = f"{reverse('recruitment:job_list')}?{'&'.join(part for part in (query, 'sort=new') if part)}"
        told += sum(tell_of_new(search, news=news) for search, news in news_for(searches, asked_by(query), link))
    return told
