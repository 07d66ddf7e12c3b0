"""Triggers that keep rows as they were written, on both databases.

SQLite: against UPDATE and DELETE, and against INSERT OR REPLACE, which removes the old row without firing either.
PostgreSQL: also against TRUNCATE, and ENABLE ALWAYS, so that a session that plays replica is stopped too.
On the log a new row must follow the last one. Who owns a table can drop its triggers: hence a working role that owns
nothing, and a head that is printed elsewhere.
"""

from typing import Any

REFUSED = "vastgelegde feiten worden niet gewijzigd of verwijderd"
NO_FOLLOW = "een regel van het logboek moet op de laatste aansluiten"
NO_GAP = "een volgnummer moet op het laatste van zijn reeks aansluiten"

Unique = tuple[tuple[str, ...], ...]


def sqlite_guards(table: str, uniques: Unique) -> list[str]:
    """Statements that guard one table of facts."""
    return [_sqlite_trigger(table, event) for event in ("UPDATE", "DELETE")] + [_sqlite_replace(table, uniques)]


def sqlite_log_guard(table: str) -> str:
    """The statement that lets in only the row that follows the last."""
    return (
        f"CREATE TRIGGER {table}_volgt BEFORE INSERT ON {table} WHEN "
        f"NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM {table}) "
        f"OR NEW.prev_hash IS NOT COALESCE((SELECT hash FROM {table} ORDER BY seq DESC LIMIT 1), '{'0' * 64}') "
        f"BEGIN SELECT RAISE(ABORT, '{NO_FOLLOW}'); END"
    )


def sqlite_series_guard(table: str) -> str:
    """The statement that lets in only the next number of a series."""
    return (
        f"CREATE TRIGGER {table}_zonder_gat BEFORE INSERT ON {table} WHEN NEW.volgnummer IS NOT "
        f"(SELECT COALESCE(MAX(volgnummer), 0) + 1 FROM {table} WHERE series = NEW.series) "
        f"BEGIN SELECT RAISE(ABORT, '{NO_GAP}'); END"
    )


def _sqlite_trigger(table: str, event: str) -> str:
    return (
        f"CREATE TRIGGER {table}_geen_{event.lower()} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )


def _sqlite_replace(table: str, uniques: Unique) -> str:
    same = " OR ".join("(" + " AND ".join(f'"{c}" = NEW."{c}"' for c in columns) + ")" for columns in uniques)
    return (
        f"CREATE TRIGGER {table}_geen_replace BEFORE INSERT ON {table} WHEN "
        f"EXISTS (SELECT 1 FROM {table} WHERE {same}) "
        f"BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: {REFUSED}'); END"
    )


POSTGRESQL_FUNCTIONS = f"""
CREATE FUNCTION signatures_geweigerd() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION signatures_volgt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE laatste_seq bigint; laatste_hash text;
BEGIN
  EXECUTE format('SELECT seq, hash FROM %I.%I ORDER BY seq DESC LIMIT 1', TG_TABLE_SCHEMA, TG_TABLE_NAME)
    INTO laatste_seq, laatste_hash;
  IF NEW.seq <> COALESCE(laatste_seq, 0) + 1 OR NEW.prev_hash <> COALESCE(laatste_hash, repeat('0', 64)) THEN
    RAISE EXCEPTION '{NO_FOLLOW}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""


def postgresql_guards(table: str) -> list[str]:
    """Statements that guard one table."""
    rows, whole = f"{table}_geen_wijziging", f"{table}_geen_truncate"
    return [
        f"CREATE TRIGGER {rows} BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION signatures_geweigerd()",
        f"CREATE TRIGGER {whole} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION signatures_geweigerd()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {rows}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {whole}",
    ]


def postgresql_log_guard(table: str) -> list[str]:
    """Statements that let in only the row that follows the last."""
    return [
        f"CREATE TRIGGER {table}_volgt BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION signatures_volgt()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_volgt",
    ]


POSTGRESQL_SERIES = f"""
CREATE FUNCTION signatures_zonder_gat() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE laatste bigint;
BEGIN
  EXECUTE format('SELECT MAX(volgnummer) FROM %I.%I WHERE series = $1', TG_TABLE_SCHEMA, TG_TABLE_NAME)
    INTO laatste USING NEW.series;
  IF NEW.volgnummer <> COALESCE(laatste, 0) + 1 THEN
    RAISE EXCEPTION '{NO_GAP}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""


def postgresql_series_guard(table: str) -> list[str]:
    """Statements that let in only the next number of a series."""
    name = f"{table}_zonder_gat"
    return [
        POSTGRESQL_SERIES,
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION signatures_zonder_gat()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
    ]


def uniques_of(model: Any) -> Unique:
    """The sets of columns of which a table holds each value once, its key among them."""
    single = [(f.column,) for f in model._meta.local_fields if f.unique]
    joint = [tuple(model._meta.get_field(n).column for n in c.fields) for c in model._meta.constraints]
    return tuple(single + joint)


def install(model: Any, vendor: str, *, log: bool = False) -> list[str]:
    """All statements that guard the table of one model."""
    table = model._meta.db_table
    if vendor == "sqlite":
        return sqlite_guards(table, uniques_of(model)) + ([sqlite_log_guard(table)] if log else [])
    return postgresql_guards(table) + (postgresql_log_guard(table) if log else [])
