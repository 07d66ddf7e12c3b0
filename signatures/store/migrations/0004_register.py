"""The register of numbered documents, with its guards."""

from typing import Any

from django.db import migrations, models

from signatures.store.guards import install, postgresql_series_guard, sqlite_series_guard


def guard(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    model = apps.get_model("signatures", "Numbered")
    table = model._meta.db_table
    series = [sqlite_series_guard(table)] if vendor == "sqlite" else postgresql_series_guard(table)
    for statement in (*install(model, vendor), *series):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("signatures", "0003_herroepingen")]

    operations = [
        migrations.CreateModel(
            name="Numbered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=200)),
                ("volgnummer", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=200, unique=True)),
                ("dossier", models.CharField(db_index=True, max_length=200)),
                ("kind", models.CharField(max_length=40)),
                ("once", models.CharField(max_length=800, unique=True)),
                ("issued_at", models.DateTimeField()),
                ("by", models.TextField()),
                ("partij", models.CharField(max_length=200)),
                ("jaar", models.PositiveIntegerField(null=True)),
                ("about", models.CharField(max_length=200)),
                ("facts", models.JSONField()),
                ("files", models.JSONField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="numbered",
            constraint=models.UniqueConstraint(fields=("series", "volgnummer"), name="one_number"),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
