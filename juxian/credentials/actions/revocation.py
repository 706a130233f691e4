"""Taking many certificates back at once, and issuing them again where only the words were wrong: all or nothing."""

from collections.abc import Sequence

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.credentials.actions.credential import _issue, _moved, _must_have_reason
from juxian.credentials.models import Copy, Credential, Revocation, RevocationLine
from juxian.credentials.permissions import Permission
from juxian.credentials.states import COPY, CREDENTIAL, REVOCATION
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.punctuation import listed
from juxian.people.queries import same_human

MOST = 500  # certificates of one proposal
NAMED = 5  # numbers that a refusal spells out


@action(_("提出批量撤销"), Permission.PROPOSE_REVOCATION)
def propose_revocation(
    subject: None,
    *,
    numbers: Sequence[str],
    reason: str,
    reissues: bool = False,
    occupation_code: str = "",
    occupation_name: str = "",
    employer_name: str = "",
    by: Actor,
) -> Revocation:
    """Write down what is to be taken back and why. Nothing happens before another officer executes it."""
    _must_have_reason(reason)
    words = (occupation_code.strip(), occupation_name.strip(), employer_name.strip())
    if reissues and not any(words):
        raise RuleBroken(_t("选择了重新发证，但没有填写更正后的内容。请至少填写一项。"), field="occupation_name")
    if not reissues and any(words):
        raise RuleBroken(_t("填写了更正内容，但没有选择“更正后重新发证”。请选择，或清空更正内容。"), field="reissues")
    rows = _named(numbers)
    revocation = Revocation.objects.create(
        reason=reason.strip(),
        reissues=reissues,
        occupation_code=words[0],
        occupation_name=words[1],
        employer_name=words[2],
        proposed_by=by.label,
        proposed_by_id=by.person_id,  # type: ignore[misc]  # whoever wears an office's hat is a person
        proposed_at=clock.now(),
        state_since_at=clock.now(),
    )
    _must_be_open(revocation, rows, by)
    RevocationLine.objects.bulk_create(RevocationLine(revocation=revocation, credential=row) for row in rows)
    return revocation


@action(_("执行批量撤销"), Permission.CONTROL)
def execute_revocation(revocation: Revocation, *, by: Actor) -> Revocation:
    """Take all of them back in one transaction, by another officer than the one who proposed it."""
    if revocation.proposed_by_id in same_human(by.person_id):
        raise RuleBroken(_t("撤销不能恢复，须由另一位人员执行。提出的人不能执行。"))
    REVOCATION.move(revocation, "execute")
    lines = list(revocation.lines.order_by("credential__number"))
    keys = [line.credential_id for line in lines]
    rows = Credential.objects.select_for_update(of=("self",)).select_related("holder").in_bulk(keys)
    _must_be_open(revocation, list(rows.values()), by)
    for line in lines:
        _execute_line(revocation, line, rows[line.credential_id], by)
    return _decided(revocation, by)


@action(_("取消批量撤销"), Permission.PROPOSE_REVOCATION)
def drop_revocation(revocation: Revocation, *, by: Actor) -> Revocation:
    """Nothing happens; the proposal stays on record."""
    REVOCATION.move(revocation, "drop")
    return _decided(revocation, by)


def _named(numbers: Sequence[str]) -> list[Credential]:
    """Return the certificates of these numbers, each once, or refuse naming those that do not exist."""
    wanted = list(dict.fromkeys(number.strip().upper() for number in numbers if number.strip()))
    if not wanted or len(wanted) > MOST:
        raise RuleBroken(
            _t("没有要撤销的证书编号，或超过%(most)d个。请每行填写一个编号。") % {"most": MOST}, field="numbers"
        )
    found = {row.number: row for row in Credential.objects.filter(number__in=wanted).select_related("holder")}
    missing = [number for number in wanted if number not in found]
    if missing:
        raise RuleBroken(
            _t("这些编号没有对应的证书：%(numbers)s。请逐字核对后再提交，一张也没有登记。")
            % {"numbers": _some(missing)},
            field="numbers",
        )
    return [found[number] for number in wanted]


def _must_be_open(revocation: Revocation, rows: Sequence[Credential], by: Actor) -> None:
    """All or nothing: one certificate that cannot be moved stops the whole."""
    event = "replace" if revocation.reissues else "revoke"
    closed = [row.number for row in rows if not CREDENTIAL.can(row, event)]
    if closed:
        raise RuleBroken(
            _t("这些证书的状态已不能%(event)s：%(numbers)s。请去掉后重新提出，一张也没有改动。")
            % {"event": CREDENTIAL.label(event), "numbers": _some(closed)},
            field="numbers",
        )
    if any(row.holder.surviving().pk == by.person_id for row in rows):
        raise RuleBroken(_t("名单里有您自己的证书，须由其他人员办理。"), field="numbers")


def _execute_line(revocation: Revocation, line: RevocationLine, credential: Credential, by: Actor) -> None:
    if not revocation.reissues:
        _moved(credential, "revoke", revocation.reason, by)
        return
    _moved(credential, "replace", revocation.reason, by)
    copy = Copy.objects.select_for_update().get(pk=credential.copy.pk)
    COPY.move(copy, "replace")
    copy.save(update_fields=["state", "state_since_at"])
    line.successor = _reissue(revocation, credential, by)
    line.save(update_fields=["successor"])


def _reissue(revocation: Revocation, old: Credential, by: Actor) -> Credential:
    """The same recognition under a new number, with the words put right; its day of issue stays."""
    new = Credential(
        holder=old.holder.surviving(),
        level=old.level,
        occupation_code=revocation.occupation_code or old.occupation_code,
        occupation_name=revocation.occupation_name or old.occupation_name,
        employer_name=revocation.employer_name or old.employer_name,
        portrait=old.portrait,
        origin_type=old.origin_type,
        origin_id=old.origin_id,
        issued_on=old.issued_on,
        published_on=old.published_on,
        replaces=old,
    )
    return _issue(new, f"代替{old.number}", by)  # untranslated: the record is in Chinese


def _decided(revocation: Revocation, by: Actor) -> Revocation:
    revocation.decided_by, revocation.decided_at = by.label, clock.now()
    revocation.save()
    return revocation


def _some(numbers: Sequence[str]) -> str:
    shown = listed(numbers[:NAMED])
    return shown if len(numbers) <= NAMED else _t("%(shown)s等%(count)d个") % {"shown": shown, "count": len(numbers)}
