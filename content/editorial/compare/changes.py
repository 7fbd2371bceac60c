"""What a comparison says: runs of words, in fields, in blocks; each with its word and its shape, never colour alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"

    @property
    def shape(self) -> str:
        return {"added": "+", "removed": "−", "changed": "±", "moved": "⇅"}.get(self, "=")

    @property
    def word(self) -> str:
        return str(_WORDS[self])


_WORDS = {
    Change.SAME: _("unchanged"),
    Change.ADDED: _("added"),
    Change.REMOVED: _("removed"),
    Change.CHANGED: _("changed"),
    Change.MOVED: pgettext_lazy("a paragraph", "moved here"),
}


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that are the same, added or removed."""

    change: Change
    text: str

    @property
    def words(self) -> str:
        """Without the space at the end, which is not to be underlined or struck through."""
        return self.text.rstrip(" ")

    @property
    def space(self) -> str:
        return self.text[len(self.words) :]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """`name` is "" and `label` empty for the text of a block; an empty side has no run."""

    name: str
    label: str
    change: Change
    runs: tuple[Run, ...]

    @property
    def is_changed(self) -> bool:
        return self.change is not Change.SAME


@dataclass(frozen=True, slots=True)
class BlockChange:
    """`place` names a block of the new text as comments do: "body:12", "recommendations/gp-backbone", "title".

    A removed block has no line of its own any more, so its place is the part it stood in: "body".
    """

    place: str
    heading: str
    change: Change
    fields: tuple[FieldChange, ...]

    @property
    def is_changed(self) -> bool:
        return self.change is not Change.SAME

    @property
    def changed_fields(self) -> tuple[FieldChange, ...]:
        return tuple(field for field in self.fields if field.is_changed)


def whole(fields: Iterable[FieldChange]) -> Change:
    """What became of a block, from what became of its fields."""
    found = {field.change for field in fields} or {Change.SAME}
    return found.pop() if len(found) == 1 else Change.CHANGED
