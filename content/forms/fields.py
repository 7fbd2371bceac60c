"""Fields of a working copy: text that can be stored as it is typed, keys in order, and Markdown with its editor."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markdownx.fields import MarkdownxFormField
from markdownx.widgets import MarkdownxWidget

from npcsite.lib import canonical
from npcsite.lib.markdown import TooLong
from npcsite.lib.markdown.parsing import prepared

EDITING_MODULE = forms.Script("editing/js/editing.js", type="module")


def storable(value: str) -> str:
    """The text as it will be stored and hashed. Raises ValidationError for what cannot be."""
    try:
        return canonical.clean_text(value)
    except canonical.Unclean as unclean:
        raise ValidationError(unclean.message, code="unclean") from unclean


class StorableField(forms.CharField):
    """Text without control characters; NFC, with plain line ends."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return storable(text) if isinstance(text, str) else text


class MarkdownWidget(MarkdownxWidget):  # type: ignore[misc]
    """django-markdownx's text area with our own editor round it: its script traps Tab and inserts old answers."""

    template_name = "content/_markdown_field.html"

    class Media:
        extend = False
        js = [EDITING_MODULE]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """From the site's own templates, which widgets' renderers do not read."""
        context = self.get_context(name, value, {**self.attrs, **(attrs or {})})
        return render_to_string(self.template_name, context)


class MarkdownField(MarkdownxFormField):  # type: ignore[misc]
    """Markdown of at most MARKDOWN_MAX_BYTES, line for line as it was typed."""

    widget = MarkdownWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "strip": False, "widget": MarkdownWidget})

    def to_python(self, value: Any) -> str:
        text = storable(super().to_python(value))
        try:
            prepared(text)
        except TooLong as refused:
            raise ValidationError(str(refused), code="too_long") from refused
        return text


class KeysField(StorableField):
    """Keys in order, with commas between them; `known` gives those of the asked ones that exist."""

    def __init__(
        self, *, known: Callable[[Collection[str]], Iterable[str]], prefix: str, **options: Any
    ) -> None:
        super().__init__(required=False, **options)
        self.known = known
        self.widget.attrs |= {"data-keys": prefix, "class": "vTextField", "spellcheck": "false"}

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value) or ""
        keys = list(dict.fromkeys(filter(None, (part.strip().removeprefix("@") for part in text.split(",")))))
        known = set(self.known(keys))
        unknown = [key for key in keys if key not in known]
        if unknown:
            raise ValidationError(
                _("Not in the library: %(keys)s. Check the spelling.") % {"keys": ", ".join(unknown)},
                code="unknown",
            )
        return keys
