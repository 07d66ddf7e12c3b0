"""Django settings as a module, for tools that want one: the type checker, ``makemigrations``. No program uses it."""

from pathlib import Path

from signatures.store.settings import values

SETTINGS = values(Path(), None)
INSTALLED_APPS = SETTINGS["INSTALLED_APPS"]
DATABASES = SETTINGS["DATABASES"]
USE_TZ = SETTINGS["USE_TZ"]
TIME_ZONE = SETTINGS["TIME_ZONE"]
DEFAULT_AUTO_FIELD = SETTINGS["DEFAULT_AUTO_FIELD"]
