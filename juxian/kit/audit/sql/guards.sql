-- ENABLE ALWAYS: a session that plays replica does not get past them.

CREATE OR REPLACE TRIGGER audit_stamp BEFORE INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_stamp();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_stamp;

CREATE OR REPLACE TRIGGER audit_keep_rows BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_keep_rows;
CREATE OR REPLACE TRIGGER audit_keep_table BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_keep_table;

CREATE OR REPLACE TRIGGER audit_keep_rows BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_seal ENABLE ALWAYS TRIGGER audit_keep_rows;
CREATE OR REPLACE TRIGGER audit_keep_table BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_seal ENABLE ALWAYS TRIGGER audit_keep_table;
