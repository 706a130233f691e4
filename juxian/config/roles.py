"""Role → permissions: the one page an auditor reads.

System administrator, security administrator and auditor are three roles and never one account. Who reviews does not
pay. A person may hold several roles and acts in one at a time.
"""

from django.utils.translation import gettext_lazy as _

from juxian.benefits.permissions import Permission as Benefits
from juxian.catalogue.permissions import Permission as Catalogue
from juxian.credentials.permissions import Permission as Credentials
from juxian.evaluation.permissions import Permission as Evaluation
from juxian.insights.permissions import Permission as Insights
from juxian.kit.access import Audience, Role
from juxian.kit.permissions import FOR_EVERYONE
from juxian.kit.permissions import Permission as Kit
from juxian.notices.permissions import Permission as Notices
from juxian.payments.permissions import Permission as Payments
from juxian.people.permissions import Permission as People
from juxian.registers.permissions import Permission as Registers

PERSON, ORGANISATION, OFFICE = Audience.PERSON, Audience.ORGANISATION, Audience.OFFICE
# What the law leaves open to everybody, signed in or not, whatever their role.
EVERYBODY = (Catalogue.GIVE_OPINION, Notices.FILE_OBJECTION)
READERS = (Catalogue.READ_DRAFTS, Notices.READ_NOTICES, Insights.READ_ROWS, Registers.READ)
# What every hat of an organisation or the office may do with itself.
MEMBER = (People.DELEGATE_ROLE,)
EMPLOYER = (
    Credentials.CHECK_LIST,
    Evaluation.SEE_STAFF,
    Evaluation.FILE_EVALUATION,
    Evaluation.SEND_BATCH,
    Benefits.CONFIRM_STAFF,
)
ADMINISTER = (*MEMBER, People.MANAGE_ORGANISATION, People.MANAGE_STAFF)


def _role(key: str, label: object, audience: Audience, *permissions: str) -> Role:
    own = () if audience is Audience.PUBLIC else FOR_EVERYONE
    return Role(key, label, audience, frozenset(str(permission) for permission in (*EVERYBODY, *own, *permissions)))  # type: ignore[arg-type]


_ALL = [
    _role("visitor", _("访客"), Audience.PUBLIC),
    _role("system", _("系统"), Audience.PUBLIC),
    _role(
        "citizen",
        _("个人"),
        PERSON,
        People.REGISTER_SELF,
        People.MANAGE_OWN_DATA,
        People.REGISTER_ORGANISATION,
        People.ACCEPT_INVITATION,
        Evaluation.APPLY,
        Credentials.HOLD,
        Credentials.SHARE,
        Payments.MANAGE_OWN_ACCOUNT,
        Registers.ASK,
        Benefits.CLAIM,
    ),
    _role("employer_admin", _("用人单位管理员"), ORGANISATION, *ADMINISTER, *EMPLOYER),
    _role("employer_staff", _("用人单位经办人"), ORGANISATION, *MEMBER, *EMPLOYER),
    _role("school", _("院校"), ORGANISATION, *ADMINISTER),
    _role("training_body", _("培训机构"), ORGANISATION, *ADMINISTER),
    _role("park_operator", _("产业园运营方"), ORGANISATION, *ADMINISTER),
    _role("station_manager", _("驿站管理员"), ORGANISATION, *ADMINISTER),
    _role(
        "assessor",
        _("考评员"),
        OFFICE,
        *MEMBER,
        Evaluation.VOTE,
        Evaluation.INVIGILATE,
        Evaluation.SEE_MARKS,
        Evaluation.SETTLE_MARKS,
        Evaluation.SIGN_MARKS,
    ),
    _role(
        "exam_officer",
        _("考务人员"),
        OFFICE,
        *MEMBER,
        Evaluation.ARRANGE,
        Evaluation.INVIGILATE,
        Evaluation.ENTER_MARKS,
        Evaluation.SEE_MARKS,
        Evaluation.SEE_ALL,
    ),
    _role(
        "counter_officer",
        _("窗口受理人员"),
        OFFICE,
        *MEMBER,
        *READERS,
        People.VIEW_ORGANISATIONS,
        People.REVIEW_ORGANISATION,
        People.FIND_PERSONS,
        People.REGISTER_AT_COUNTER,
        People.DECIDE_CORRECTION,
        People.REVEAL_IDENTITY,
        People.MERGE_PERSONS,
        Notices.HANDLE_OBJECTION,
        Evaluation.ACCEPT,
        Evaluation.SEE_ALL,
        Credentials.SEE_ALL,
        Credentials.CHECK_LIST,
        Credentials.HAND_OVER,
        Payments.REGISTER_ACCOUNT,
    ),
    _role(
        "reviewer",
        _("审核人员"),
        OFFICE,
        *MEMBER,
        *READERS,
        People.VIEW_ORGANISATIONS,
        People.REVIEW_ORGANISATION,
        People.FIND_PERSONS,
        People.REVEAL_IDENTITY,
        People.DECIDE_DELETION,
        Catalogue.EDIT_CATALOGUE,
        Catalogue.ANSWER_OPINION,
        Notices.DRAFT_NOTICE,
        Notices.PUBLISH_NOTICE,
        Notices.HANDLE_OBJECTION,
        Evaluation.REVIEW,
        Evaluation.CONFIRM,
        Evaluation.DEFINE_SCHEME,
        Evaluation.RELEASE_RESULTS,
        Evaluation.SEE_MARKS,
        Evaluation.SETTLE_MARKS,
        Evaluation.HANDLE_REMEDY,
        Evaluation.APPROVE_FILING,
        Evaluation.CONFIRM_PLACES,
        Evaluation.READ_REPORT,
        Evaluation.CONVENE,
        Evaluation.SEE_ALL,
        Credentials.SEE_ALL,
        Credentials.CHECK_LIST,
        Credentials.HAND_OVER,
        Credentials.DECIDE_COPY,
        Credentials.PROPOSE_REVOCATION,
        Registers.LOOK_UP,
        Benefits.RUN,
        Benefits.REVIEW,
        Benefits.HANDLE_APPEAL,
        Benefits.SIMULATE,
        Benefits.READ_FIGURES,
        Benefits.SEE_ALL,
    ),
    _role(
        "registrar",
        _("数据专员"),
        OFFICE,
        *MEMBER,
        Registers.READ,
        Registers.TAKE_IN,
        Registers.LOOK_UP,
        Registers.ANSWER,
    ),
    _role(
        "finance",
        _("财务人员"),
        OFFICE,
        *MEMBER,
        People.FIND_PERSONS,
        People.REVEAL_IDENTITY,
        Registers.READ,
        Payments.SEE_PAYMENTS,
        Payments.MANAGE_ACCOUNTS,
        Payments.COMPUTE_BATCH,
        Payments.REVIEW_BATCH,
        Payments.SEAL_BATCH,
        Payments.SUBMIT_BATCH,
        Payments.TAKE_IN_REPLY,
        Payments.SETTLE_DIFFERENCE,
        Payments.HOLD,
        Payments.MANAGE_RECOVERY,
        Payments.WAIVE,
        Payments.SET_BUDGET,
    ),
    _role(
        "leader",
        _("分管领导"),
        OFFICE,
        *MEMBER,
        *READERS,
        People.VIEW_ORGANISATIONS,
        People.FIND_PERSONS,
        Catalogue.PUBLISH_CATALOGUE,
        Notices.PUBLISH_NOTICE,
        Evaluation.RECOGNISE,
        Evaluation.MANAGE_PLAN,
        Evaluation.READ_REPORT,
        Evaluation.SEE_ALL,
        Credentials.CONTROL,
        Credentials.SEE_ALL,
        Credentials.CHECK_LIST,
        Credentials.DECIDE_COPY,
        Credentials.PROPOSE_REVOCATION,
        Payments.SEE_PAYMENTS,
        Benefits.GRANT,
        Benefits.SIMULATE,
        Benefits.READ_FIGURES,
        Benefits.SEE_ALL,
    ),
    _role(
        "auditor",
        _("审计人员"),
        OFFICE,
        *READERS,
        Kit.READ_RECORD,
        People.VIEW_ORGANISATIONS,
        People.FIND_PERSONS,
        Evaluation.SEE_MARKS,
        Evaluation.SEE_ALL,
        Evaluation.READ_REPORT,
        Credentials.SEE_ALL,
        Benefits.READ_FIGURES,
        Benefits.SEE_ALL,
        Payments.SEE_PAYMENTS,
    ),
    _role(
        "system_admin",
        _("系统管理员"),
        OFFICE,
        Kit.EDIT_MESSAGES,
        Kit.RETRY_JOBS,
        People.MERGE_PERSONS,
        Catalogue.MANAGE_REGISTERS,
        Catalogue.READ_DRAFTS,
    ),
    _role("security_admin", _("安全管理员"), OFFICE, People.ASSIGN_OFFICE_ROLE),
]
ROLES = {role.key: role for role in _ALL}
