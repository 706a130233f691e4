"""Draws: a secret is committed to before anybody knows the pool, and revealed by the draw itself."""

import secrets

from django.utils.translation import gettext_lazy as _

from juxian.evaluation.drawing import commitment_of
from juxian.evaluation.models import Draw
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import DRAW
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.numbering import next_number

SECRET_BYTES = 32


@action(_("发布抽签承诺"), Permission.CONVENE, lock=False)
def commit_draw(plan: None, *, by: Actor) -> Draw:
    """Make a secret that nobody sees, and publish its hash. The draw follows later, with a text given in public."""
    now, secret = clock.now(), secrets.token_hex(SECRET_BYTES)
    year = clock.today().year
    return Draw.objects.create(
        number=f"CQ{year}-{next_number(f'evaluation.draw.{year}'):03d}",
        commitment=commitment_of(secret),
        secret=secret,
        committed_at=now,
        committed_by=by.label,
    )


@action(_("作废抽签"), Permission.CONVENE)
def void_draw(draw: Draw, *, reason: str, by: Actor) -> Draw:
    """A commitment that will not be used stays published with the reason."""
    DRAW.move(draw, "void")
    draw.reason = reason
    draw.save(update_fields=["state", "reason"])
    return draw
