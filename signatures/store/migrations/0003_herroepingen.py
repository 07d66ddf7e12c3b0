"""The table of volmachten and machtigingen that were taken back, guarded as the others are."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from signatures.store.guards import install


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in install(apps.get_model("signatures", "Herroeping"), schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("signatures", "0002_guards")]

    operations = [
        migrations.CreateModel(
            name="Herroeping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dossier", models.CharField(db_index=True, max_length=200)),
                ("partij", models.CharField(max_length=200)),
                ("kenmerk", models.TextField()),
                ("last_day", models.DateField()),
                ("known_at", models.DateTimeField()),
                ("reason", models.TextField()),
                ("by", models.TextField()),
                (
                    "uitgifte",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="herroepingen",
                        to="signatures.uitgifte",
                    ),
                ),
            ],
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
