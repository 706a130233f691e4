"""What the database itself holds about money, whoever writes and by whatever way."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION payments_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END;
$$;

-- Obligations, entries and budgets are never changed, deleted or emptied.
CREATE TRIGGER audit_keep_rows BEFORE UPDATE OR DELETE ON payments_obligation
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER audit_keep_table BEFORE TRUNCATE ON payments_obligation
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER audit_keep_rows BEFORE UPDATE OR DELETE ON payments_entry
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER audit_keep_table BEFORE TRUNCATE ON payments_entry
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER audit_keep_rows BEFORE UPDATE OR DELETE ON payments_budget
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();

-- The lines of a journal add up to zero when the transaction commits.
CREATE FUNCTION payments_journal_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    difference bigint;
BEGIN
    SELECT sum(amount_fen) INTO difference FROM payments_entry WHERE journal_id = NEW.journal_id;
    IF difference <> 0 THEN
        RAISE EXCEPTION 'journal % does not balance: % fen too much', NEW.journal_id, difference
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER payments_journal_balances AFTER INSERT ON payments_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_journal_balances();

-- The parts of a payment add up to its amount when the transaction commits.
CREATE FUNCTION payments_parts_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    key uuid := CASE TG_TABLE_NAME WHEN 'payments_payment' THEN to_jsonb(NEW) ->> 'id'
                                   ELSE to_jsonb(NEW) ->> 'payment_id' END;
    difference bigint;
BEGIN
    SELECT amount_fen - (SELECT coalesce(sum(amount_fen), 0) FROM payments_paymentpart WHERE payment_id = key)
        INTO difference FROM payments_payment WHERE id = key;
    IF difference <> 0 THEN
        RAISE EXCEPTION 'the parts of payment % miss its amount by % fen', key, difference
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER payments_parts_add_up AFTER INSERT ON payments_payment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_parts_add_up();
CREATE CONSTRAINT TRIGGER payments_parts_add_up AFTER INSERT ON payments_paymentpart
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_parts_add_up();

-- A payment that was planned keeps who, where, how much and in which batch.
CREATE FUNCTION payments_keep_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'payment % cannot be altered: drop it and plan another', OLD.number
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER payments_keep_payment BEFORE UPDATE ON payments_payment FOR EACH ROW
    WHEN ((OLD.number, OLD.batch_id, OLD.person_id, OLD.account_id, OLD.amount_fen)
          IS DISTINCT FROM (NEW.number, NEW.batch_id, NEW.person_id, NEW.account_id, NEW.amount_fen))
    EXECUTE FUNCTION payments_keep_payment();
CREATE TRIGGER audit_keep_rows BEFORE DELETE ON payments_payment
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER audit_keep_rows BEFORE DELETE ON payments_paymentpart
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER payments_keep_part BEFORE UPDATE ON payments_paymentpart FOR EACH ROW
    WHEN ((OLD.payment_id, OLD.person_id, OLD.policy, OLD.month, OLD.amount_fen)
          IS DISTINCT FROM (NEW.payment_id, NEW.person_id, NEW.policy, NEW.month, NEW.amount_fen))
    EXECUTE FUNCTION payments_refuse_change();

-- A part is live while its payment is: the unique index on live parts then keeps a month out of two payments.
CREATE FUNCTION payments_follow_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE payments_paymentpart SET is_live = NEW.state IN ('planned', 'in_flight', 'unknown')
    WHERE payment_id = NEW.id AND is_live <> (NEW.state IN ('planned', 'in_flight', 'unknown'));
    RETURN NULL;
END;
$$;
CREATE TRIGGER payments_follow_state AFTER UPDATE OF state ON payments_payment FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION payments_follow_state();

-- What was sealed stays as it was sealed. The ciphertext alone may be renewed under another key.
CREATE TRIGGER audit_keep_rows BEFORE DELETE ON payments_sealedfile
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER payments_keep_file BEFORE UPDATE ON payments_sealedfile FOR EACH ROW
    WHEN ((OLD.batch_id, OLD.file_name, OLD.size, OLD.sha256, OLD.count, OLD.total_fen, OLD.payload, OLD.signature)
          IS DISTINCT FROM
          (NEW.batch_id, NEW.file_name, NEW.size, NEW.sha256, NEW.count, NEW.total_fen, NEW.payload, NEW.signature))
    EXECUTE FUNCTION payments_refuse_change();
CREATE FUNCTION payments_keep_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'batch % is sealed', OLD.number USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER payments_keep_batch BEFORE UPDATE ON payments_batch FOR EACH ROW
    WHEN (OLD.sealed_at IS NOT NULL
          AND (OLD.number, OLD.policy, OLD.month, OLD.bank_format, OLD.count, OLD.total_fen, OLD.sealed_at)
              IS DISTINCT FROM
              (NEW.number, NEW.policy, NEW.month, NEW.bank_format, NEW.count, NEW.total_fen, NEW.sealed_at))
    EXECUTE FUNCTION payments_keep_batch();
"""

UNGUARD = """
DROP TRIGGER audit_keep_rows ON payments_obligation;
DROP TRIGGER audit_keep_table ON payments_obligation;
DROP TRIGGER audit_keep_rows ON payments_entry;
DROP TRIGGER audit_keep_table ON payments_entry;
DROP TRIGGER audit_keep_rows ON payments_budget;
DROP TRIGGER payments_journal_balances ON payments_entry;
DROP TRIGGER payments_parts_add_up ON payments_payment;
DROP TRIGGER payments_parts_add_up ON payments_paymentpart;
DROP TRIGGER payments_keep_payment ON payments_payment;
DROP TRIGGER audit_keep_rows ON payments_payment;
DROP TRIGGER audit_keep_rows ON payments_paymentpart;
DROP TRIGGER payments_keep_part ON payments_paymentpart;
DROP TRIGGER payments_follow_state ON payments_payment;
DROP TRIGGER audit_keep_rows ON payments_sealedfile;
DROP TRIGGER payments_keep_file ON payments_sealedfile;
DROP TRIGGER payments_keep_batch ON payments_batch;
DROP FUNCTION payments_refuse_change, payments_journal_balances, payments_parts_add_up, payments_keep_payment,
    payments_follow_state, payments_keep_batch;
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, UNGUARD)]
