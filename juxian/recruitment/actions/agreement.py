"""The agreement of graduate, employer and school: one text, three signatures, and no word changed under any of them."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.numbering import next_number
from juxian.kit.punctuation import listed
from juxian.kit.working_days import add_working_days
from juxian.recruitment.agreeing import EMPLOYER, clean_terms, digest, missing, terms_of
from juxian.recruitment.events import AgreementMoved
from juxian.recruitment.models import Agreement, AgreementVersion, JobApplication, Signature
from juxian.recruitment.permissions import Permission, party_of
from juxian.recruitment.queries.agreement import UNSIGNED, holding_of
from juxian.recruitment.queries.job_application import law
from juxian.recruitment.states import AGREEMENT, AgreementState, JobApplicationState

CODE_BYTES = 16  # 128 bits, in the QR code of the paper
SIGNS = {"graduate": "graduate_sign", "employer": "employer_sign", "school": "school_sign"}
PROMISED = (JobApplicationState.ACCEPTED, JobApplicationState.HIRED)


@action(_("发起三方协议"), Permission.SIGN_FOR_EMPLOYER, sensitive=("terms",))
def invite_to_agreement(
    application: JobApplication, *, school: Any, terms: Mapping[str, object], by: Actor
) -> Agreement:
    """Write the agreement and ask the graduate to sign first. A graduate has one that is open or in force."""
    if application.state not in PROMISED:
        raise RuleBroken(_t("求职者接受录用以后才能签三方协议。请先发出录用通知，等求职者接受。"))
    if school.kind != "school" or not school.is_verified:
        raise RuleBroken(_t("所选的不是已核验的院校。请在列表里重新选择。"), field="school")
    person = application.person.surviving()
    if holding_of(person.pk) is not None:
        raise _has_one()
    texts = clean_terms(_prefilled(application, person, school) | dict(terms))
    _must_be_whole(texts, EMPLOYER)
    agreement = _new(application, person, school)
    _write_version(agreement, texts, EMPLOYER, "", by)
    _tell(agreement, "invite", EMPLOYER)
    return agreement


@action(_("更正协议条款"), Permission.SIGN_AGREEMENT, sensitive=("changes",))
def amend_agreement(agreement: Agreement, *, changes: Mapping[str, object], reason: str, by: Actor) -> Agreement:
    """Correct lines of one's own part. Whatever was signed stays with the version that was signed; all are asked again
    and see the difference."""
    party = party_of(by, agreement)
    own = {term.key for term in terms_of(party)}
    if foreign := set(changes) - own:
        raise RuleBroken(_t("只能更正自己那一部分。其他部分请联系对方更正。"), field=sorted(foreign)[0])
    if not reason.strip():
        raise RuleBroken(_t("请写明为什么更正，另外两方会看到。"), field="reason")
    before = _current(agreement).terms
    texts = clean_terms({**before, **changes})
    if texts == before:
        raise RuleBroken(_t("没有改动任何内容，不用更正。"))
    _must_be_whole(texts, party)
    AGREEMENT.move(agreement, "amend")
    agreement.version += 1
    agreement.sign_by_on = _sign_by()
    agreement.save()
    _write_version(agreement, texts, party, reason, by)
    _tell(agreement, "amend", party)
    return agreement


@action(_("签署三方协议"), Permission.SIGN_AGREEMENT)
def sign_agreement(agreement: Agreement, *, digest: str, by: Actor) -> Agreement:
    """Sign the version that was on the screen: its digest says which. The school's signature makes it valid."""
    version = _current(agreement)
    if version.digest != digest:
        raise RuleBroken(_t("协议刚被更正，您看到的不是最新的一版，没有签署。请看过改动以后再签。"))
    if gaps := missing(version.terms):
        raise RuleBroken(_t("协议还缺：%(gaps)s。请补全以后再签。") % {"gaps": listed(gaps)})
    party = party_of(by, agreement)
    AGREEMENT.move(agreement, SIGNS[party])
    agreement.signed_at = clock.now() if agreement.state == AgreementState.SIGNED else None
    agreement.save()
    signer: Any = by.person_id
    Signature.objects.create(
        version=version, party=party, person_id=signer, name=by.name, signed_at=clock.now(), digest=digest
    )
    _tell(agreement, SIGNS[party], party)
    return agreement


@action(_("取消协议"), Permission.SIGN_AGREEMENT)
def cancel_agreement(agreement: Agreement, *, reason: str, by: Actor) -> Agreement:
    """Any party may end what is not yet signed by all."""
    if not reason.strip():
        raise RuleBroken(_t("请写明取消的原因，另外两方会看到。"), field="reason")
    AGREEMENT.move(agreement, "cancel")
    agreement.reason = reason.strip()
    agreement.save()
    _tell(agreement, "cancel", party_of(by, agreement))
    return agreement


@system_action(_("协议逾期未签"))
def lapse_agreement(agreement: Agreement) -> Agreement:
    """End what was not signed in time, so that the graduate is free again."""
    if agreement.state in UNSIGNED and agreement.sign_by_on < clock.today():
        AGREEMENT.move(agreement, "lapse")
        agreement.reason = _t("没有在%(day)s前签完") % {"day": agreement.sign_by_on}
        agreement.save()
        _tell(agreement, "lapse", "")
    return agreement


@action(_("申请解约"), Permission.SIGN_AGREEMENT)
def ask_release(agreement: Agreement, *, reason: str, by: Actor) -> Agreement:
    """Ask the school to let an agreement end that all have signed."""
    if agreement.state != AgreementState.SIGNED:
        raise RuleBroken(_t("协议还没有生效，不用解约。可以直接取消。"))
    if not reason.strip():
        raise RuleBroken(_t("请写明解约的原因，院校要据此决定。"), field="reason")
    agreement.release_asked_by, agreement.release_reason = party_of(by, agreement), reason.strip()
    agreement.save(update_fields=["release_asked_by", "release_reason"])
    _tell(agreement, "ask_release", agreement.release_asked_by)
    return agreement


@action(_("同意解约"), Permission.SIGN_FOR_SCHOOL)
def release_agreement(agreement: Agreement, *, by: Actor) -> Agreement:
    """The school consents: the graduate may sign with somebody else."""
    _must_be_asked(agreement)
    AGREEMENT.move(agreement, "release")
    agreement.reason = agreement.release_reason
    agreement.save()
    _tell(agreement, "release", "school")
    return agreement


@action(_("不同意解约"), Permission.SIGN_FOR_SCHOOL)
def keep_agreement(agreement: Agreement, *, reason: str, by: Actor) -> Agreement:
    """The school does not consent: the agreement holds on, and both read why."""
    _must_be_asked(agreement)
    if not reason.strip():
        raise RuleBroken(_t("请写明不同意的理由，毕业生和单位会看到。"), field="reason")
    agreement.release_asked_by, agreement.reason = "", reason.strip()
    agreement.save(update_fields=["release_asked_by", "reason"])
    _tell(agreement, "keep", "school")
    return agreement


def _new(application: JobApplication, person: Any, school: Any) -> Agreement:
    year = clock.today().year
    agreement = Agreement(
        number=f"XY{year}-{next_number(f'recruitment.agreement.{year}'):05d}",
        application=application,
        person=person,
        organisation_id=application.organisation_id,
        school=school,
        sign_by_on=_sign_by(),
        check_code=secrets.token_hex(CODE_BYTES),
    )
    try:
        with transaction.atomic():
            agreement.save(force_insert=True)
    except IntegrityError as error:  # another employer was faster by a moment
        raise _has_one() from error
    return agreement


def _write_version(agreement: Agreement, texts: dict[str, str], party: str, reason: str, by: Actor) -> None:
    AgreementVersion.objects.create(
        agreement=agreement,
        number=agreement.version,
        terms=texts,
        digest=digest(agreement.number, agreement.version, texts),
        written_by_party=party,
        written_by=by.label,
        written_at=clock.now(),
        reason=reason.strip(),
    )


def _prefilled(application: JobApplication, person: Any, school: Any) -> dict[str, object]:
    """What the platform knows already; the graduate corrects their own part before signing."""
    schooling = application.resume.schooling
    last = max(schooling, key=lambda entry: entry.end or entry.begin, default=None)
    return {
        "graduate_name": person.name,
        "graduate_identity": person.identity_tail,
        "major": last.major if last else "",
        "degree": last.degree if last else "",
        "graduates_on": last.end if last else "",
        "employer_name": application.vacancy.organisation.name,
        "employer_uscc": application.vacancy.organisation.uscc,
        "school_name": school.name,
    }


def _current(agreement: Agreement) -> AgreementVersion:
    return AgreementVersion.objects.get(agreement=agreement, number=agreement.version)


def _sign_by() -> Any:
    return add_working_days(clock.today(), law().agreement_answer_working_days)


def _must_be_whole(texts: Mapping[str, str], party: str) -> None:
    if gaps := missing(texts, party):
        raise RuleBroken(_t("还没有填：%(gaps)s。请补全后再提交。") % {"gaps": listed(gaps)})


def _must_be_asked(agreement: Agreement) -> None:
    if not agreement.release_asked_by:
        raise RuleBroken(_t("没有人申请解约。请先由毕业生或单位提出。"))


def _has_one() -> RuleBroken:
    return RuleBroken(_t("这位毕业生已有一份待签或有效的三方协议，同一时间只能有一份。请等它结束或解约后再发起。"))


def _tell(agreement: Agreement, event: str, party: str) -> None:
    announce(AgreementMoved(str(agreement.pk), event, party, clock.now().isoformat()))
