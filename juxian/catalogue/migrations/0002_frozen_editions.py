"""A published edition is law of its year: the database itself refuses to change it or its items."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION catalogue_refuse_frozen_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM catalogue_edition
        WHERE state IN ('published', 'archived')
          AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.edition_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.edition_id END)
    ) THEN
        RAISE EXCEPTION 'items of a published edition cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER catalogue_item_frozen BEFORE INSERT OR UPDATE OR DELETE ON catalogue_item
    FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_frozen_item();

CREATE FUNCTION catalogue_refuse_frozen_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('published', 'archived') AND (
        TG_OP = 'DELETE'
        OR NEW.state NOT IN (OLD.state, 'archived')
        OR (NEW.year, NEW.title, NEW.document_no, NEW.published_on, NEW.is_illustrative)
           IS DISTINCT FROM (OLD.year, OLD.title, OLD.document_no, OLD.published_on, OLD.is_illustrative)
    ) THEN
        RAISE EXCEPTION 'a published edition cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER catalogue_edition_frozen BEFORE UPDATE OR DELETE ON catalogue_edition
    FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_frozen_edition();
"""
THAW = """
DROP TRIGGER catalogue_item_frozen ON catalogue_item;
DROP FUNCTION catalogue_refuse_frozen_item();
DROP TRIGGER catalogue_edition_frozen ON catalogue_edition;
DROP FUNCTION catalogue_refuse_frozen_edition();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
