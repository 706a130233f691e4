"""What credentials does when it hears news, its own included."""

from juxian.credentials.actions import ask_for_corrected_copy
from juxian.credentials.events import CopyRequestDecided, CredentialStatusChanged
from juxian.credentials.messages import tell_change, tell_copy
from juxian.credentials.models import CopyRequest, Credential
from juxian.credentials.queries import outdated_of
from juxian.kit.events import subscribe
from juxian.people.events import CorrectionDecided
from juxian.people.queries import corrected_person


@subscribe(CorrectionDecided)
def ask_for_corrected_copies(news: CorrectionDecided) -> None:
    """A name or a document was put right: the office finds the papers that still show the old one."""
    person = corrected_person(news.request_id)
    for credential in outdated_of(person) if person else ():
        ask_for_corrected_copy(credential)


@subscribe(CredentialStatusChanged)
def tell_holder(news: CredentialStatusChanged) -> None:
    tell_change(Credential.objects.get(pk=news.credential_id), news.event)


@subscribe(CopyRequestDecided)
def tell_answer(news: CopyRequestDecided) -> None:
    tell_copy(CopyRequest.objects.select_related("credential__holder", "copy").get(pk=news.request_id))
