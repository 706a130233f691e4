"""Whether somebody may publish: the key or ticket is read here, the owner decides."""

from uuid import UUID

from django.utils.translation import gettext as _

from juxian.kit.broadcast.calling import in_thread
from juxian.kit.broadcast.keys import hash_stream_key, read_ticket
from juxian.kit.broadcast.owners import Admission, PublishRequest, stream_owner
from juxian.kit.errors import RuleBroken
from juxian.kit.rate_limit import hit

LONGEST_SECRET = 400
ATTEMPTS, ATTEMPT_SECONDS = 30, 60


async def admit(secret: str, *, protocol: str, address: str) -> Admission:
    """Return the stream that this key or ticket opens. Raises `RuleBroken` with the sentence for the publisher."""
    return await in_thread(admit_now, secret, protocol, address)


def admit_now(secret: str, protocol: str, address: str) -> Admission:
    """The same, for a thread."""
    hit("kit.publish", address or "-", limit=ATTEMPTS, seconds=ATTEMPT_SECONDS)
    owner = stream_owner()
    if owner is None:
        raise RuleBroken(_("平台没有开通直播。请联系管理员。"))
    return owner.authorise(request_of(secret, protocol, address))


def request_of(secret: str, protocol: str, address: str) -> PublishRequest:
    """Tell a page's ticket from a typed key. A ticket holds colons, a key is letters and digits."""
    secret = secret.strip()
    if not secret or len(secret) > LONGEST_SECRET:
        raise RuleBroken(_("没有推流密钥。请从演播页面复制密钥，填入直播软件后再开播。"))
    if ":" not in secret:
        return PublishRequest(hash_stream_key(secret), None, protocol, address)
    stream_id: UUID | None = read_ticket(secret)
    if stream_id is None:
        raise RuleBroken(_("演播页面打开的时间太久，授权已失效。请刷新页面后再开播。"))
    return PublishRequest(None, stream_id, protocol, address)
