"""A video call between two people in their browsers, with a telephone number for when it does not come about.

The two find each other through event streams and POSTs (`kit/pushes`); picture and sound go from browser to browser,
or through the district's own TURN server. Whose call it is, and when, is asked of the domain that registered its kind:

    register_call_owner("interview", seat_of)      # seat_of(actor, ref) -> CallSeat | None (None: no such page)
    {% url "kit:call" "interview" interview.pk %}  # the whole page; {% call_room … %} with the same two inside another
"""

from juxian.kit.calls.owners import CallSeat, register_call_owner

__all__ = ["CallSeat", "register_call_owner"]
