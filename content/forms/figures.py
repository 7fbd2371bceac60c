"""The form of a figure: an image that is made anew, and the words without which it may not be shown."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.models import Figure
from content.services.figures import keep_image
from npcsite.lib.images import MOST_BYTES, BadImage, Remade, remade


class FigureForm(forms.ModelForm):  # type: ignore[type-arg]
    upload = forms.FileField(
        label=gettext_lazy("image"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=gettext_lazy(
            "PNG, JPEG or WebP of at most 8 MB and 16 million pixels; it is made anew and its metadata is dropped. "
            "Put [fig:key] on a line of its own where the figure belongs."
        ),
    )

    class Meta:
        model = Figure
        fields = ("position", "key", "alt", "caption", "licence", "source")

    def clean_upload(self) -> Remade | None:
        upload = self.cleaned_data["upload"]
        if upload is None:
            if not self.instance.sha256:
                raise ValidationError(_("Choose the image of this figure."))
            return None
        if upload.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 8 MB; make it smaller."))
        try:
            return remade(upload.read())
        except BadImage as bad:
            raise ValidationError(str(bad)) from bad

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        image = self.cleaned_data["upload"]
        if image is not None:
            keep_image(image)
            for name in ("sha256", "format", "width", "height"):
                setattr(self.instance, name, getattr(image, name))
        return super().save(commit)
