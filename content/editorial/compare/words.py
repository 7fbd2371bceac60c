"""Two texts, word by word. Exact whatever the limit: a stretch too long to match is removed and added as a whole."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

from content.editorial.compare.changes import Change, FieldChange, Run

# Words of one side times words of the other: the work of matching grows with it.
MOST_WORK: Final = 400_000
# A citation is one word, spaces and all.
_WORD = re.compile(r"\[[^\[\]\n]{1,200}\]\S*\s*|\S+\s*|\s+")

Span = tuple[Change, int, int, int, int]


def compare_words(old: str, new: str) -> tuple[Run, ...]:
    """The runs without the removed ones are `new`, those without the added ones `old`, each with a space at its end."""
    before, after = _cut(old), _cut(new)
    return tuple(_joined([run for span in spans(before, after) for run in _runs(span, before, after)]))


def compare_field(name: str, label: str, old: str, new: str) -> FieldChange:
    return FieldChange(name, label, change_of(old, new), compare_words(old, new))


def change_of(old: str, new: str) -> Change:
    if old == new:
        return Change.SAME
    if not old:
        return Change.ADDED
    return Change.CHANGED if new else Change.REMOVED


def spans(old: Sequence[str], new: Sequence[str]) -> list[Span]:
    """(change, from and to in `old`, from and to in `new`): same, added, removed, or changed where both differ."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    i, j = len(old) - end, len(new) - end
    middle = _matched(old[start:i], new[start:j])
    found: list[Span] = [(Change.SAME, 0, start, 0, start)]
    found += [(change, a + start, b + start, c + start, d + start) for change, a, b, c, d in middle]
    found.append((Change.SAME, i, len(old), j, len(new)))
    return [span for span in found if span[1] < span[2] or span[3] < span[4]]


_TAGS: Final = {
    "equal": Change.SAME,
    "insert": Change.ADDED,
    "delete": Change.REMOVED,
    "replace": Change.CHANGED,
}


def _matched(old: Sequence[str], new: Sequence[str]) -> list[Span]:
    if len(old) * len(new) > MOST_WORK:
        return [(Change.CHANGED, 0, len(old), 0, len(new))]
    # Words that stand everywhere are left out of the search for a match, which bounds the work on hostile texts.
    matcher = SequenceMatcher(None, old, new, autojunk=True)
    return [(_TAGS[tag], a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes()]


def _cut(text: str) -> list[str]:
    """Words with the space after them; the last one gets a space too, or it would differ from the same word within."""
    return _WORD.findall(f"{text} ") if text else []


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))


def _runs(span: Span, old: Sequence[str], new: Sequence[str]) -> list[Run]:
    change, a, b, c, d = span
    if change is Change.SAME:
        return [Run(Change.SAME, "".join(new[c:d]))]
    sides = [Run(Change.REMOVED, "".join(old[a:b])), Run(Change.ADDED, "".join(new[c:d]))]
    return [run for run in sides if run.text]


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one kind are one run."""
    return [
        Run(change, "".join(run.text for run in group))
        for change, group in groupby(runs, lambda run: run.change)
    ]
