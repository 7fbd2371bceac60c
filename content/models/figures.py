"""Figures of a text: what is said of each, and which of the images we made it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from content.editorial.public import Document
from content.models.sections import KEBAB


class ImageFormat(models.TextChoices):
    """What we make of an upload; the value is the end of the file's name as well."""

    PNG = "png", "PNG"
    JPEG = "jpeg", "JPEG"
    WEBP = "webp", "WebP"


class Figure(models.Model):
    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="figures", verbose_name=_("document")
    )
    position = models.PositiveSmallIntegerField(_("order"))
    key = models.CharField(_("key"), max_length=60, unique=True, validators=[KEBAB])
    alt = models.CharField(
        _("alternative text"),
        max_length=500,
        help_text=_("What the figure shows, for who cannot see it; not what the caption says already."),
    )
    caption = MarkdownxField(_("caption"), blank=True)
    licence = models.CharField(_("licence"), max_length=120, help_text=_("For example: CC BY 4.0."))
    source = models.CharField(_("source"), max_length=300, help_text=_("Who made it, and where it is from."))
    # The image itself lies below MEDIA_ROOT under a name made of these two.
    sha256 = models.CharField(_("SHA-256 of the image"), max_length=64, editable=False)
    format = models.CharField(_("format"), max_length=4, choices=ImageFormat.choices, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["document", "position"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(alt="") & ~models.Q(licence="") & ~models.Q(source=""),
                name="a_figure_has_words_a_licence_and_a_source",
            ),
            models.CheckConstraint(
                condition=models.Q(format__in=ImageFormat.values), name="an_image_is_of_a_format_we_make"
            ),
        ]

    def __str__(self) -> str:
        return self.key
