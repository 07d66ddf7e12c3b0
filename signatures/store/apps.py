"""The Django app of the store."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Facts about signing."""

    name = "signatures.store"
    label = "signatures"
    verbose_name = "Ondertekening"
    default_auto_field = "django.db.models.BigAutoField"
