"""A revision's words as a reviewer reads them: its texts block by block, as readers would see them, with what changed
in each, and all other fields beside them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from content.editorial.compare import BlockChange, Change
from content.editorial.kinds import Kind
from npcsite.lib import markdown
from npcsite.lib.markdown import RenderedBlock, TooLong

_LINE = re.compile(r"(.*):(\d+)")


def anchor(place: str) -> str:
    """The id of a block on the page."""
    return f"at-{slugify(place.replace('/', '-').replace(':', '-').replace('@', '-'))}"


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """`place` is what a comment on it is kept under; `html` is empty for what is gone and for fields."""

    place: str
    heading: str
    change: Change
    html: SafeString
    changes: tuple[BlockChange, ...]

    @property
    def anchor(self) -> str:
        return anchor(self.place) if self.change is not Change.REMOVED else ""

    @property
    def is_changed(self) -> bool:
        return self.change is not Change.SAME

    @property
    def told(self) -> tuple[BlockChange, ...]:
        """What is to be read word by word: of a block that is new as a whole, its rendering says it all."""
        whole = len(self.changes) == 1 and self.change in (Change.ADDED, Change.MOVED, Change.SAME)
        return () if whole and self.html else tuple(c for c in self.changes if c.is_changed)


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """`numbers` are those of the references the texts cite, in reading order."""

    blocks: tuple[ShownBlock, ...]
    fields: tuple[BlockChange, ...]
    numbers: Mapping[str, int]

    @property
    def changed_count(self) -> int:
        return sum(b.is_changed for b in self.blocks) + sum(f.is_changed for f in self.fields)

    def of(self, place: str) -> str:
        """The heading of the block at a place, "" when it is not in this text."""
        headings = {b.place: b.heading for b in self.blocks} | {f.place: f.heading for f in self.fields}
        return headings.get(place, "")


def reviewed_text(
    kind: Kind, old: Mapping[str, Any], new: dict[str, Any], cited: Mapping[str, Mapping[str, Any]]
) -> ReviewedText:
    """`cited` are the snapshots frozen with the new words."""
    texts = kind.texts(new) | (kind.texts(dict(old)) if old else {})
    drawn = _Drawn(kind, new, cited)
    blocks: list[ShownBlock] = []
    fields: list[BlockChange] = []
    for part, changes in _by_part(kind.compare(old, new)):
        if part in texts and all(_line(one) or one.change is Change.REMOVED for one in changes):
            blocks += _shown(changes, _rendered(kind.texts(new).get(part, "")), drawn)
        else:
            fields += changes
    return ReviewedText(tuple(blocks), tuple(fields), drawn.numbers)


def _by_part(changes: Sequence[BlockChange]) -> Iterator[tuple[str, list[BlockChange]]]:
    """Neighbours of one part together; a block's place is its part and, unless it is gone, its line."""
    group: list[BlockChange] = []
    for change in changes:
        if group and _part(change) != _part(group[0]):
            yield _part(group[0]), group
            group = []
        group.append(change)
    if group:
        yield _part(group[0]), group


def _part(change: BlockChange) -> str:
    found = _LINE.fullmatch(change.place)
    return found[1] if found else change.place


def _line(change: BlockChange) -> int:
    """0 for what has no line in the new text."""
    found = _LINE.fullmatch(change.place)
    return int(found[2]) if found else 0


def _rendered(text: str) -> tuple[RenderedBlock, ...]:
    try:
        return markdown.render_blocks(text)
    except TooLong:
        return ()


@dataclass(slots=True)
class _Drawn:
    """Puts numbers, links and boxes where the renderings have marks; numbers are given in reading order."""

    kind: Kind
    payload: dict[str, Any]
    cited: Mapping[str, Mapping[str, Any]]
    numbers: dict[str, int] = field(default_factory=dict)

    def html(self, html: str) -> SafeString:
        flat = markdown.without_outline(html)
        drawn = [
            self._box(piece.box)
            if piece.box
            else markdown.show(piece.html, number=self.marker, link=self._link)
            for piece in markdown.pieces(flat)
        ]
        return SafeString("".join(drawn))

    def marker(self, targets: tuple[str, ...]) -> SafeString:
        links = [self._reference(target) for target in targets if target in self.cited]
        return SafeString(f'<sup class="cites">{",".join(links)}</sup>' if links else "")

    def _reference(self, target: str) -> SafeString:
        number = self.numbers.setdefault(target, len(self.numbers) + 1)
        label = _("Reference %(number)s") % {"number": number}
        key = target.removeprefix("@")
        return format_html('<a class="cite" href="#ref-{}" aria-label="{}">{}</a>', key, label, number)

    def _link(self, target: str) -> SafeString:
        known = self.cited.get(target, {})
        title = known.get("title") or known.get("name") or target.partition(":")[2]
        return format_html('<span class="linked" title="{}">{}</span>', target, title)

    def _box(self, target: str) -> SafeString:
        box = self.kind.box(self.payload, target, self.marker)
        return box or format_html("<p>{}</p>", self._link(target))


def _shown(
    changes: Sequence[BlockChange], rendered: Sequence[RenderedBlock], drawn: _Drawn
) -> Iterator[ShownBlock]:
    """One outermost block of the rendering may hold several that were compared, as a list does."""
    starts = [block.line for block in rendered]
    shown: ShownBlock | None = None
    index = -1
    for change, at in zip(changes, _indexes(changes, starts), strict=True):
        if shown is not None and at == index and at >= 0:
            shown = replace(
                shown, change=_both(shown.change, change.change), changes=(*shown.changes, change)
            )
            continue
        if shown is not None:
            yield shown
        html = drawn.html(rendered[at].html) if at >= 0 else SafeString("")
        shown, index = ShownBlock(change.place, change.heading, change.change, html, (change,)), at
    if shown is not None:
        yield shown


def _indexes(changes: Sequence[BlockChange], starts: Sequence[int]) -> list[int]:
    """Of the outermost block each stands in; -1 for what is gone, unless it is gone from within one."""
    found = [bisect_right(starts, _line(change)) - 1 if _line(change) else None for change in changes]
    indexes = []
    for place, index in enumerate(found):
        if index is None:
            before = next((i for i in found[:place][::-1] if i is not None), -1)
            after = next((i for i in found[place:] if i is not None), -2)
            index = before if before == after else -1
        indexes.append(index)
    return indexes


def _both(one: Change, other: Change) -> Change:
    return one if one is other else Change.CHANGED
