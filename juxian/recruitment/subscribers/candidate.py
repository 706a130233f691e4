"""Messages after what either side of an application, or a party of an agreement, has done."""

from juxian.kit.events import subscribe
from juxian.recruitment.actions.reply import refresh_reply_records
from juxian.recruitment.events import AgreementMoved, InterviewMoved, JobApplicationMoved, JobApplicationSent
from juxian.recruitment.messages import agreement as agreement_messages
from juxian.recruitment.messages import candidate as messages
from juxian.recruitment.models import Agreement, Interview, JobApplication

RELATED = ("vacancy", "organisation", "person")
# With these a clock has ended: the employer's figure is another one.
ENDS_CLOCK = {"invite", "offer", "refuse", "answer_for"}


@subscribe(JobApplicationSent)
def tell_received(news: JobApplicationSent) -> None:
    messages.tell_received(JobApplication.objects.get(pk=news.application_id))


@subscribe(JobApplicationMoved)
def tell_of_application(news: JobApplicationMoved) -> None:
    application = JobApplication.objects.select_related(*RELATED).get(pk=news.application_id)
    messages.tell_of_application(application, news.event, news.at)


@subscribe(JobApplicationMoved)
def renew_figure(news: JobApplicationMoved) -> None:
    if news.event in ENDS_CLOCK:
        application = JobApplication.objects.get(pk=news.application_id)
        refresh_reply_records([application.organisation_id])


@subscribe(InterviewMoved)
def tell_of_interview(news: InterviewMoved) -> None:
    related = ("slot", *(f"application__{name}" for name in RELATED))
    interview = Interview.objects.select_related(*related).get(pk=news.interview_id)
    messages.tell_of_interview(interview, news.event, news.by_side, news.at)


@subscribe(AgreementMoved)
def tell_of_agreement(news: AgreementMoved) -> None:
    agreement = Agreement.objects.select_related("person", "organisation", "school").get(pk=news.agreement_id)
    agreement_messages.tell_of_agreement(agreement, news.event, news.by_party, news.at)
