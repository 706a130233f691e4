"""The other desks: certificates to replace or take back, a catalogue to publish, an employer to verify, and others."""

import datetime as dt
from typing import Any

from juxian.catalogue.actions import create_edition, give_opinion, open_opinion
from juxian.catalogue.queries import edition_in_force
from juxian.credentials.actions import propose_revocation, request_copy
from juxian.credentials.queries import valid_credentials
from juxian.demo.cast import District, citizen_actor
from juxian.demo.employers import Employer, register_one
from juxian.demo.pictures import paper
from juxian.evaluation.actions import change_places
from juxian.evaluation.queries import places_of_plan, plan_in_force
from juxian.kit import clock
from juxian.kit.access import VISITOR
from juxian.kit.uploads import accept_upload
from juxian.people.actions import request_correction, request_deletion

DAY = dt.timedelta(days=1)
NEW_EMPLOYER = Employer("演示新能源电池有限公司", "new_materials", "C3841", "350211103", "康明德", 0)
NEW_EMPLOYER_SERIAL = 13


def fill_other_desks(district: District) -> None:
    rows = list(valid_credentials().select_related("holder").order_by("-number")[10:14])
    _papers(district, rows)
    _catalogue(district)
    with clock.at(clock.now() - 2 * DAY):
        register_one(district, NEW_EMPLOYER_SERIAL, NEW_EMPLOYER)
    _data(rows)
    _places(district)


def _papers(district: District, rows: list[Any]) -> None:
    """A holder lost a certificate; a reviewer proposes to take another back."""
    with clock.at(clock.now() - DAY):
        holder = citizen_actor(rows[0].holder)
        request_copy(rows[0], reason="damaged", note="被水浸湿，二维码扫不出来。", by=holder)
        reason = "单位来函：申报时的劳动合同系补签，建议撤销。"
        propose_revocation(None, numbers=[rows[1].number], reason=reason, by=district.officers["lin"])


def _catalogue(district: District) -> None:
    """Next year's catalogue: the public was asked, one opinion has no answer, and the leader may publish."""
    lin = district.officers["lin"]
    with clock.at(clock.now() - 30 * DAY):
        current: Any = edition_in_force(clock.today())
        edition = create_edition(current.year + 1, is_illustrative=True, copy_from=current, by=lin)
        edition = open_opinion(edition, until_on=clock.today() + 20 * DAY, by=lin)
        text = "建议增加“储能电站运维管理员”，我们厂明年要招十多个人，现在一个也招不到。"
        give_opinion(edition, text=text, by=VISITOR)


def _data(rows: list[Any]) -> None:
    """One person's name is spelled wrong in the register; another wants to be forgotten."""
    wrong, leaving = rows[2].holder, rows[3].holder
    by = citizen_actor(wrong)
    with clock.at(clock.now() - DAY):
        request_correction(
            wrong,
            name=f"{wrong.name[:-1]}珍",
            identity_kind="citizen_id",
            identity_number=wrong.identity_number.open(),
            reason="户口本上是“珍”，登记时写错了。",
            document=accept_upload(paper(9001), kinds=("image",), by=by, purpose="people.document"),
            by=by,
        )
        request_deletion(leaving, reason="已回老家，不再使用本平台。", by=citizen_actor(leaving))


def _places(district: District) -> None:
    """The leader proposes two more places at the top; somebody else confirms before they count."""
    plan: Any = plan_in_force(clock.today())
    row = next(row for row in places_of_plan(plan) if row.level == "special_grade")
    reason = "两家重点企业申报特级技师的意向超过预计。"
    with clock.at(clock.now() - DAY):
        change_places(row, places=row.places + 2, reason=reason, by=district.officers["huang"])
