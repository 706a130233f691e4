"""A longer signature. The trigger that keeps a sealed file names the column, so it is put down and up again."""

from django.db import migrations, models

DOWN = "DROP TRIGGER payments_keep_file ON payments_sealedfile"
UP = """
CREATE TRIGGER payments_keep_file BEFORE UPDATE ON payments_sealedfile FOR EACH ROW
    WHEN ((OLD.batch_id, OLD.file_name, OLD.size, OLD.sha256, OLD.count, OLD.total_fen, OLD.payload, OLD.signature)
          IS DISTINCT FROM
          (NEW.batch_id, NEW.file_name, NEW.size, NEW.sha256, NEW.count, NEW.total_fen, NEW.payload, NEW.signature))
    EXECUTE FUNCTION payments_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0004_repaid_by_one_payment")]
    operations = [
        migrations.RunSQL(DOWN, UP),
        migrations.AlterField("sealedfile", "signature", models.CharField(max_length=128)),
        migrations.RunSQL(UP, DOWN),
    ]
