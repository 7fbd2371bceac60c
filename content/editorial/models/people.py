"""What the workflow keeps of its people: their conflict-of-interest statements, and the news they are to be told."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.editorial.models.documents import Document
from content.editorial.models.rounds import ReviewRound
from npcsite.lib.guards import AppendOnly


class InterestStatement(AppendOnly):
    """Who a reviewer is and which interests they have; the newest counts until it expires.

    Whoever makes one agrees that name and role stay beside their approvals, also after they have left.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="interest_statements",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name as shown"), max_length=120)
    capacity = models.CharField(
        _("role as shown"), max_length=120, help_text=_("For example: medical oncologist.")
    )
    interests = models.TextField(_("interests"), help_text=_("“None” where there are none."))
    made_at = models.DateTimeField(_("made"))
    expires_on = models.DateField(_("expires"))

    class Meta:
        verbose_name = _("conflict-of-interest statement")
        verbose_name_plural = _("conflict-of-interest statements")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(capacity="") & ~Q(interests=""),
                name="a_statement_gives_name_role_and_interests",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.capacity}"


class MailChoice(models.Model):
    """Which mail a person wants; nobody without a row here has said no to any."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="mail_choice",
        verbose_name=_("person"),
    )
    digest = models.BooleanField(_("a digest of what waits for me"), default=True)
    at_once = models.BooleanField(_("at once when a claim I teach or review has changed"), default=True)

    class Meta:
        verbose_name = _("mail choice")
        verbose_name_plural = _("mail choices")

    def __str__(self) -> str:
        return str(self.user)


_SENTENCES = {
    "submitted": _("“%(title)s” waits for a reviewer."),
    "assigned": _("“%(title)s” was given to you to review."),
    "declined": _("A reviewer declined “%(title)s” for a conflict of interest; it waits for another."),
    "lapsed": _("Your claim of “%(title)s” has lapsed; others may review it."),
    "withdrawn": _("“%(title)s” was withdrawn from review."),
    "changes_requested": _("A reviewer asks for changes to “%(title)s”."),
    "approved_once": _("“%(title)s” was approved once and needs another approval."),
    "published": _("“%(title)s” was approved and is what readers see now."),
    "impact": _("Something that “%(title)s” teaches has changed; review it."),
    "evidence": _("A claim that “%(title)s” teaches rests on other sources now; the claim is the same."),
    "impact_due": _("“%(title)s” teaches something that has changed, and its review is due."),
    "review_due": _("Your review of “%(title)s” is due."),
    "interval_due": _("“%(title)s” is due to be reviewed again."),
}


class News(models.Model):
    """One thing a person concerned is to be told by mail, once; `mailed_at` also where they wanted no mail."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="news", verbose_name=_("person")
    )
    # What happened, as a word of `_SENTENCES`.
    what = models.CharField(_("what"), max_length=30)
    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="+", verbose_name=_("document")
    )
    round = models.ForeignKey(
        ReviewRound,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("review round"),
    )
    # The same for the same news, so that a periodic job that runs twice tells it once.
    once = models.CharField(_("once"), max_length=120)
    urgent = models.BooleanField(_("at once"), default=False)
    at = models.DateTimeField(_("at"))
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        constraints = [
            models.UniqueConstraint(fields=["user", "once"], name="a_person_is_told_a_thing_once"),
            models.CheckConstraint(
                condition=Q(mailed_at__isnull=True) | Q(mailed_at__gte=F("at")),
                name="news_is_mailed_after_it_happened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.what}"

    @property
    def sentence(self) -> str:
        return _SENTENCES[self.what] % {"title": self.document.title}
