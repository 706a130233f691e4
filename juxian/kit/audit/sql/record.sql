-- The record takes its own time and transaction number, and refuses every change, for every role.

CREATE OR REPLACE FUNCTION audit_event_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.xid := pg_current_xact_id();
    NEW.written_at := clock_timestamp();
    RETURN NEW;
END;
$$;

CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END;
$$;

-- The columns of a row that changed and may be shown, with their values.
CREATE OR REPLACE FUNCTION audit_pick(row_values jsonb, changed text[], secret text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_object_agg(name, row_values -> name), '{}')
    FROM unnest(changed) AS name WHERE NOT name = ANY (secret);
$$;

-- One trigger function for every watched table. Its arguments: the model's label, the key column, and the columns
-- that are written by name only (secrets, and everything binary), separated by commas.
CREATE OR REPLACE FUNCTION audit_row_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    uuid_form constant text := '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
    secret constant text[] := string_to_array(TG_ARGV[2], ',');
    actor jsonb := coalesce(nullif(current_setting('juxian.actor', true), ''), '{}')::jsonb;
    old_row jsonb := '{}';
    new_row jsonb := '{}';
    changed text[];
    body jsonb;
    key text;
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN old_row := to_jsonb(OLD); END IF;
    IF TG_OP IN ('UPDATE', 'INSERT') THEN new_row := to_jsonb(NEW); END IF;
    key := coalesce(new_row ->> TG_ARGV[1], old_row ->> TG_ARGV[1]);

    SELECT array_agg(name ORDER BY name) INTO changed
    FROM jsonb_object_keys(old_row || new_row) AS name
    WHERE old_row -> name IS DISTINCT FROM new_row -> name;
    IF changed IS NULL AND TG_OP = 'UPDATE' THEN RETURN NULL; END IF;

    body := '{}';
    IF TG_OP <> 'INSERT' THEN body := body || jsonb_build_object('before', audit_pick(old_row, changed, secret)); END IF;
    IF TG_OP <> 'DELETE' THEN body := body || jsonb_build_object('after', audit_pick(new_row, changed, secret)); END IF;
    IF changed && secret THEN
        body := body || jsonb_build_object('by_name_only', (
            SELECT jsonb_agg(name) FROM unnest(changed) AS name WHERE name = ANY (secret)));
    END IF;
    IF key !~ uuid_form THEN body := body || jsonb_build_object('key', key); END IF;

    INSERT INTO audit_event (at, kind, name, subject_type, subject_id, actor_id, actor_label, role, organisation_id,
                             from_state, to_state, data)
    VALUES (coalesce((actor ->> 'at')::timestamptz, now()), 'row', TG_TABLE_NAME || '.' || lower(TG_OP), TG_ARGV[0],
            CASE WHEN key ~ uuid_form THEN key::uuid END,
            (actor ->> 'id')::uuid, coalesce(actor ->> 'label', ''), coalesce(actor ->> 'role', ''),
            (actor ->> 'organisation')::uuid, '', '', body);
    RETURN NULL;
END;
$$;

-- Emptying a watched table at once leaves a line too.
CREATE OR REPLACE FUNCTION audit_table_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    actor jsonb := coalesce(nullif(current_setting('juxian.actor', true), ''), '{}')::jsonb;
BEGIN
    INSERT INTO audit_event (kind, name, subject_type, actor_id, actor_label, role, from_state, to_state, data)
    VALUES ('row', TG_TABLE_NAME || '.truncate', TG_ARGV[0], (actor ->> 'id')::uuid, coalesce(actor ->> 'label', ''),
            coalesce(actor ->> 'role', ''), '', '', '{}');
    RETURN NULL;
END;
$$;
