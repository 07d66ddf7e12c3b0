"""The triggers that keep rows as they were written."""

from typing import Any

from django.db import migrations

from signatures.store.guards import POSTGRESQL_FUNCTIONS, install

FACTS = (
    "Aanbieding",
    "Uitgifte",
    "Slot",
    "Besluit",
    "Pack",
    "Ontvangst",
    "Inzending",
    "Claim",
    "Oordeel",
    "Withdrawal",
    "Decline",
    "Retraction",
    "Invalidation",
    "Dispute",
    "Handeling",
    "Anchor",
)


def guard(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTIONS, params=None)
    for name in (*FACTS, "LogRow"):
        for statement in install(apps.get_model("signatures", name), vendor, log=name == "LogRow"):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("signatures", "0001_facts")]

    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
