"""What the public reads: publications (inserted, never changed), their replaceable HTML, and the site's epoch."""

from django.db import InterfaceError, OperationalError, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.editorial.models.documents import Document
from content.editorial.models.revisions import Revision
from npcsite.lib.guards import AppendOnly


class Publication(AppendOnly):
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="publications", verbose_name=_("document")
    )
    revision = models.OneToOneField(
        Revision, on_delete=models.PROTECT, related_name="publication", verbose_name=_("revision")
    )
    # Canonical JSON kept as text: the very bytes that `sha256` is taken of.
    manifest = models.TextField(_("manifest"))
    sha256 = models.CharField(_("SHA-256 of the manifest"), max_length=64, db_index=True)
    published_at = models.DateTimeField(_("published"))

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes = [models.Index(fields=["document", "published_at"], name="editorial_pub_by_document")]

    def __str__(self) -> str:
        return f"{self.document}, {self.published_at:%Y-%m-%d}"


class Rendering(models.Model):
    """A publication's HTML; replaced by a new row, never changed, so that its id names these very bytes."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="rendering", verbose_name=_("publication")
    )
    renderer_version = models.CharField(_("renderer version"), max_length=20)
    parts = models.TextField(_("parts"), help_text=_("Canonical JSON: part name to sanitised HTML."))
    rendered_at = models.DateTimeField(_("rendered"))

    class Meta:
        verbose_name = _("rendering")
        verbose_name_plural = _("renderings")

    def __str__(self) -> str:
        return f"{self.publication} ({self.renderer_version})"


def _ask(connection: BaseDatabaseWrapper) -> int:
    # Every page of the guideline asks this first; as a queryset it took half of what a kept page costs.
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM editorial_epoch WHERE id = %s", [Epoch.ONLY])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


class EpochManager(models.Manager["Epoch"]):
    def now(self) -> int:
        """The site's epoch, 0 before anything was published. One statement.

        A connection that the database closed since the request before is opened again.
        """
        connection = connections[self.db]
        if connection.in_atomic_block:
            return _ask(connection)
        # This statement tells as well as `SELECT 1` would whether the connection still stands, and mostly comes first.
        connection.health_check_done = True  # type: ignore[attr-defined]  # the stubs lack it
        try:
            return _ask(connection)
        except (OperationalError, InterfaceError):
            connection.close()
            return _ask(connection)

    def move(self) -> None:
        """Every editorial act ends with this: cached pages of an older epoch are no longer served."""
        self.get_or_create(pk=Epoch.ONLY)
        self.filter(pk=Epoch.ONLY).update(number=F("number") + 1)


class Epoch(models.Model):
    """One row that every editorial act moves; part of every composed page's cache key."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    number = models.PositiveBigIntegerField(_("number"), default=0)

    objects = EpochManager()

    class Meta:
        verbose_name = _("epoch")
        verbose_name_plural = _("epoch")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_epoch")]

    def __str__(self) -> str:
        return str(self.number)
