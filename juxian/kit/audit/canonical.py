"""The bytes of an event that are hashed and exported, made by PostgreSQL itself. A new column needs a new form: sealed
events keep the form in which they were sealed."""

from juxian.kit.audit.verify import FORM

# jsonb has one text for one value: keys sorted, spaces fixed. The session must be in UTC.
EVENT_TEXT = {
    1: """jsonb_build_object(
        'id', e.id, 'at', e.at, 'written_at', e.written_at, 'xid', e.xid::text, 'kind', e.kind, 'name', e.name,
        'actor_id', e.actor_id, 'actor_label', e.actor_label, 'role', e.role, 'organisation_id', e.organisation_id,
        'subject_type', e.subject_type, 'subject_id', e.subject_id, 'from_state', e.from_state,
        'to_state', e.to_state, 'data', e.data)::text"""
}
CURRENT_TEXT = EVENT_TEXT[FORM]
