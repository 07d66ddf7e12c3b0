"""Tables of facts. Rows are added, never changed and never removed: triggers see to that (see `guards`).

There is no status column anywhere: status is derived from these facts. Record times are UTC, world days are days in
Europe/Amsterdam. The frozen dataclasses of `signatures.facts` say what each column means.
"""

from django.db import models

KEY = 200
HASH = 64


class Aanbieding(models.Model):
    """One act of issuing: the documents issued together, and what they were made from."""

    dossier = models.CharField(max_length=KEY, db_index=True)
    issued_at = models.DateTimeField()
    by = models.TextField()
    penvoerder = models.CharField(max_length=KEY)
    partijen = models.JSONField()
    names = models.JSONField()
    versions = models.JSONField()
    files = models.JSONField()


class Uitgifte(models.Model):
    """One document in one text version."""

    id = models.CharField(primary_key=True, max_length=HASH)
    aanbieding = models.ForeignKey(Aanbieding, models.PROTECT, related_name="uitgiften")
    dossier = models.CharField(max_length=KEY, db_index=True)
    kind = models.CharField(max_length=40)
    document = models.CharField(max_length=KEY)
    title = models.TextField()
    version = models.CharField(max_length=KEY)
    sha256 = models.CharField(max_length=HASH, unique=True)
    code = models.CharField(max_length=KEY, db_index=True)
    pages = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    works_back_to = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    grantor = models.CharField(max_length=KEY, null=True)
    supersedes = models.CharField(max_length=HASH, null=True)
    vorige_einddatum = models.DateField(null=True)
    volmachten_voortgezet = models.BooleanField()
    place = models.PositiveIntegerField()


class Slot(models.Model):
    """One signature line, with the reason why its signatory may sign."""

    uitgifte = models.ForeignKey(Uitgifte, models.PROTECT, related_name="slots")
    partij = models.CharField(max_length=KEY)
    line = models.PositiveIntegerField()
    signatory = models.TextField()
    capacity = models.TextField()
    field = models.CharField(max_length=2 * KEY)
    is_hoofd = models.BooleanField()
    geldig_tot = models.DateField(null=True)
    medeondertekent = models.BooleanField()
    place = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uitgifte", "partij", "line"], name="one_slot")]


class Besluit(models.Model):
    """A decision by which a partij enters into the instrument, or (``machtiging``) by which a person may sign."""

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="besluiten")
    machtiging = models.BooleanField()
    orgaan = models.TextField()
    datum = models.DateField()
    kenmerk = models.TextField()
    place = models.PositiveIntegerField()


class Pack(models.Model):
    """One issued file for one partij."""

    aanbieding = models.ForeignKey(Aanbieding, models.PROTECT, related_name="packs")
    dossier = models.CharField(max_length=KEY, db_index=True)
    partij = models.CharField(max_length=KEY)
    sha256 = models.CharField(max_length=HASH, unique=True)
    documents = models.JSONField()
    fields = models.JSONField()
    issued_at = models.DateTimeField()


class Ontvangst(models.Model):
    """A file as it came in, before it was checked."""

    sha256 = models.CharField(max_length=HASH, db_index=True)
    name = models.TextField()
    received_at = models.DateTimeField()
    by = models.TextField()
    partij = models.CharField(max_length=KEY)


class Inzending(models.Model):
    """What checking a returned file gave. A later check of the same file is another row."""

    id = models.CharField(primary_key=True, max_length=KEY)
    dossier = models.CharField(max_length=KEY, db_index=True)
    sha256 = models.CharField(max_length=HASH, db_index=True)
    name = models.TextField()
    received_at = models.DateTimeField()
    tier = models.CharField(max_length=2)
    verdict = models.CharField(max_length=20)
    reasons = models.JSONField()
    checks = models.JSONField()
    partijen = models.JSONField()
    checked_at = models.DateTimeField(null=True)
    details = models.JSONField()
    files = models.JSONField()
    by = models.TextField()


class Claim(models.Model):
    """What a submission says about one slot."""

    inzending = models.ForeignKey(Inzending, models.PROTECT, related_name="claims")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="claims")
    day = models.DateField(null=True)
    source = models.CharField(max_length=20)
    instant = models.DateTimeField(null=True)
    signer = models.TextField()
    place = models.PositiveIntegerField()


class Oordeel(models.Model):
    """A named person's decision about a submission; the database allows one."""

    inzending = models.OneToOneField(Inzending, models.PROTECT, primary_key=True, related_name="oordeel")
    accepted = models.BooleanField()
    by = models.TextField()
    decided_at = models.DateTimeField()
    day = models.DateField(null=True)
    source = models.CharField(max_length=20)
    instant = models.DateTimeField(null=True)
    reason = models.TextField()
    slots = models.JSONField()
    dates = models.JSONField()


class Withdrawal(models.Model):
    """An issue taken back as a whole; once."""

    uitgifte = models.OneToOneField(Uitgifte, models.PROTECT, primary_key=True, related_name="withdrawal")
    known_at = models.DateTimeField()
    reason = models.TextField()
    by = models.TextField()


class Decline(models.Model):
    """A partij says that it will not sign this line."""

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="declines")
    known_at = models.DateTimeField()
    reason = models.TextField()
    by = models.TextField()


class Retraction(models.Model):
    """A partij takes back an accepted signature."""

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="retractions")
    known_at = models.DateTimeField()
    reason = models.TextField()
    by = models.TextField()


class Invalidation(models.Model):
    """An accepted submission was found invalid afterwards; once."""

    inzending = models.OneToOneField(Inzending, models.PROTECT, primary_key=True, related_name="invalidation")
    found_at = models.DateTimeField()
    ground = models.TextField()
    by = models.TextField()


class Dispute(models.Model):
    """After execution somebody contests the instrument."""

    uitgifte = models.ForeignKey(Uitgifte, models.PROTECT, related_name="disputes")
    known_at = models.DateTimeField()
    ground = models.TextField()
    by = models.TextField()


class Handeling(models.Model):
    """An act of the penvoerder under a volmacht."""

    dossier = models.CharField(max_length=KEY, db_index=True)
    day = models.DateField()
    description = models.TextField()
    known_at = models.DateTimeField()
    partijen = models.JSONField()


class Herroeping(models.Model):
    """A volmacht (``uitgifte``) or a machtiging (``kenmerk``) taken back by who gave it."""

    dossier = models.CharField(max_length=KEY, db_index=True)
    partij = models.CharField(max_length=KEY)
    uitgifte = models.ForeignKey(Uitgifte, models.PROTECT, null=True, related_name="herroepingen")
    kenmerk = models.TextField()
    last_day = models.DateField()
    known_at = models.DateTimeField()
    reason = models.TextField()
    by = models.TextField()


class Anchor(models.Model):
    """A timestamp (RFC 3161) over the head of the log, or the failure to get one."""

    seq = models.BigIntegerField()
    head = models.CharField(max_length=HASH)
    requested_at = models.DateTimeField()
    server = models.TextField()
    token = models.TextField()
    stamped_at = models.DateTimeField(null=True)
    failure = models.TextField()


class Numbered(models.Model):
    """A document that bears a number in a series without gaps (`signatures.numbered`)."""

    series = models.CharField(max_length=KEY)
    volgnummer = models.PositiveIntegerField()
    number = models.CharField(max_length=KEY, unique=True)
    dossier = models.CharField(max_length=KEY, db_index=True)
    kind = models.CharField(max_length=40)
    once = models.CharField(max_length=4 * KEY, unique=True)
    issued_at = models.DateTimeField()
    by = models.TextField()
    partij = models.CharField(max_length=KEY)
    jaar = models.PositiveIntegerField(null=True)
    about = models.CharField(max_length=KEY)
    facts = models.JSONField()
    files = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "volgnummer"], name="one_number")]


class LogRow(models.Model):
    """One row of the log; `signatures.log` says what it means and how it is hashed."""

    seq = models.BigIntegerField(primary_key=True)
    recorded_at = models.CharField(max_length=27)
    actor = models.TextField()
    partij = models.TextField()
    dossier = models.CharField(max_length=KEY, db_index=True)
    action = models.TextField()
    object = models.TextField()
    world_date = models.TextField()
    precision = models.TextField()
    fact = models.TextField()
    note = models.TextField()
    prev_hash = models.CharField(max_length=HASH, unique=True)
    hash = models.CharField(max_length=HASH, unique=True)


FACTS = (
    Aanbieding,
    Uitgifte,
    Slot,
    Besluit,
    Pack,
    Ontvangst,
    Inzending,
    Claim,
    Oordeel,
    Withdrawal,
    Decline,
    Retraction,
    Invalidation,
    Dispute,
    Handeling,
    Herroeping,
    Anchor,
    Numbered,
)
"""Every table of facts; the log is the table beside them."""
