"""The form over a working copy: refused when its text is in review or was saved by somebody else since."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from content.editorial.public import Document, kind_of, why_locked, words_of
from content.models.sections import KEBAB

LOCK, RESTORE = "lock_version", "_restore"


@dataclass(frozen=True, slots=True)
class Desk:
    """What is known of the document when a form over it is opened or sent; `before` are its words then.

    `place` names the form, as drafts do: "section/12", "section/new", "case/7/steps/dose".
    """

    kind: str
    place: str
    document: Document | None = None
    lock: int = 0
    locked: str = ""
    before: str = ""


def desk_for(*, kind: str, place: str, document: Document | None) -> Desk:
    """Read from the database now, whatever was in memory."""
    if document is None or document.pk is None:
        return Desk(kind, place)
    row = Document.objects.get(pk=document.pk)
    return Desk(kind, place, row, row.lock_version, why_locked(row), words_of(row))


class WorkingCopyForm(forms.ModelForm):  # type: ignore[type-arg]
    """`desk` is put in by the admin, request by request."""

    desk: ClassVar[Desk]

    @property
    def is_refused_whole(self) -> bool:
        """Nothing is wrong with a field: the text as such cannot be saved now, or was not meant to be yet."""
        return any(self.has_error("__all__", code) for code in ("locked", "stale", "restored"))

    @property
    def lock(self) -> int:
        """What the form carries: the lock its text was typed under or, once both texts are shown, the newest."""
        seen = self.data.get(LOCK, "") if self.is_bound else ""
        return (
            int(seen) if seen.isdecimal() and len(seen) < 10 and not self.is_refused_whole else self.desk.lock
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.desk.locked:
            self.add_error(None, ValidationError(self.desk.locked, code="locked"))
        elif self.data.get(LOCK, "") != str(self.desk.lock):
            self.add_error(None, ValidationError(self._stale(), code="stale"))
        if RESTORE in self.data:
            message = _("This is the text you had typed and not saved. Look it through, then save it.")
            self.add_error(None, ValidationError(message, code="restored"))
        return cleaned

    def _stale(self) -> str:
        if LOCK not in self.data:
            return _(
                "The form did not say which version it was opened with, so nothing was saved. "
                "Compare both texts below; saving again puts yours in place of the saved one."
            )
        return _(
            "Somebody else saved this text after you had opened it, so yours was not saved. "
            "Compare both texts below and take over what you need; saving again puts yours in place of the saved one."
        )


class DocumentForm(WorkingCopyForm):
    """A document's own form: its address is one of its kind, and words that a key can hold."""

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        KEBAB(slug)
        others = Document.objects.at(kind=self.desk.kind, slug=slug)
        if others.exclude(pk=self.instance.pk).exists():
            raise ValidationError(
                _("“%(slug)s” is the address of another %(kind)s; choose another.")
                % {"slug": slug, "kind": kind_of(self.desk.kind).model._meta.verbose_name}
            )
        return slug
