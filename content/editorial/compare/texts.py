"""Two Markdown texts, block by block: a block is what blank lines set apart, and fenced code whatever it holds."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from content.editorial.compare.changes import BlockChange, Change, FieldChange, Run
from content.editorial.compare.words import compare_words, spans

# A block is taken for the same one rewritten when at least this much of its words is found again.
ALIKE: Final = 0.4
# Old blocks times new ones in one stretch: beyond it nobody could follow which became which.
MOST_PAIRS: Final = 2_500
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
# Lines that begin like this keep their own line; all other line ends are spaces to a reader.
_OWN_LINE = re.compile(r"\s*(?:[-*+]\s|[>|#]|\d+[.)]\s|:::)")
# The line below a table's head.
_TABLE = re.compile(r"[\s|:-]*-[\s|:-]*\|[\s|:-]*$")
_HEADING = re.compile(r"#{1,6}\s+(.*)")


@dataclass(frozen=True, slots=True)
class _Block:
    """`line` counts from 1; `under` is the heading it stands under."""

    text: str
    line: int
    under: str


def compare_texts(part: str, label: str, old: str, new: str) -> tuple[BlockChange, ...]:
    """In reading order of the new text, what was removed standing where it was."""
    before, after = _blocks(old), _blocks(new)
    found: list[BlockChange] = []
    for change, a, b, c, d in spans([block.text for block in before], [block.text for block in after]):
        if change is Change.SAME:
            found += [_change(part, label, None, block, Change.SAME) for block in after[c:d]]
        else:
            found += _stretch((part, label), before[a:b], after[c:d])
    return _with_moves(found)


def _stretch(names: tuple[str, str], old: list[_Block], new: list[_Block]) -> list[BlockChange]:
    """What was removed stands before what came in its place."""
    pairs = _pairs(old, new)
    found, at = [], 0
    for block, partner, upto in zip(new, *_partners(pairs, old, new), strict=True):
        found += [_change(*names, gone, None, Change.REMOVED) for gone in old[at:upto]]
        if partner is None:
            found.append(_change(*names, None, block, Change.ADDED))
        else:
            found.append(_change(*names, old[partner], block, Change.CHANGED))
        at = max(at, upto + (partner is not None))
    return found + [_change(*names, gone, None, Change.REMOVED) for gone in old[at:]]


def _partners(
    pairs: Mapping[int, int], old: Sequence[_Block], new: Sequence[_Block]
) -> tuple[list[int | None], list[int]]:
    """For each new block the old one it was, and the old one that this or the next new block was."""
    partners = [pairs.get(index) for index in range(len(new))]
    upto, coming = [], len(old)
    for partner in reversed(partners):
        coming = coming if partner is None else partner
        upto.append(coming)
    return partners, upto[::-1]


def _change(part: str, label: str, old: _Block | None, new: _Block | None, change: Change) -> BlockChange:
    block = new or old
    assert block is not None  # noqa: S101 - one side is always there
    runs = compare_words(old.text, new.text) if old and new else (Run(change, block.text),)
    heading = f"{label}: {block.under}" if block.under else label
    place = f"{part}:{new.line}" if new else part
    return BlockChange(place, heading, change, (FieldChange("", "", change, runs),))


def _pairs(old: Sequence[_Block], new: Sequence[_Block]) -> dict[int, int]:
    """New to old, in order, so that the words found again are as many as can be."""
    if len(old) * len(new) > MOST_PAIRS:
        return {}
    likeness = [[_likeness(a, b) for b in map(_counted, new)] for a in map(_counted, old)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], likeness[i][j] + best[i + 1][j + 1])
    return _path(likeness, best)


def _path(likeness: list[list[float]], best: list[list[float]]) -> dict[int, int]:
    pairs, i, j = {}, 0, 0
    while i < len(likeness) and j < len(likeness[0]):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs[j] = i
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _counted(block: _Block) -> Counter[str]:
    return Counter(block.text.split())


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    """Between 0 and 1; 0 for everything too unlike to be called a change of the same block."""
    share = 2 * (old & new).total() / ((old.total() + new.total()) or 1)
    return share if share >= ALIKE else 0.0


def _with_moves(found: list[BlockChange]) -> tuple[BlockChange, ...]:
    """A block removed here and added there, word for word, was moved."""
    gone = Counter(_words(block) for block in found if block.change is Change.REMOVED)
    come = Counter(_words(block) for block in found if block.change is Change.ADDED)
    moved = gone & come
    left = {Change.REMOVED: Counter(moved), Change.ADDED: Counter(moved)}
    shown = []
    for block in found:
        counted = left.get(block.change)
        if counted and counted[_words(block)]:
            counted[_words(block)] -= 1
            if block.change is Change.REMOVED:
                continue
            runs = (Run(Change.SAME, _words(block)),)
            block = BlockChange(
                block.place, block.heading, Change.MOVED, (FieldChange("", "", Change.MOVED, runs),)
            )
        shown.append(block)
    return tuple(shown)


def _words(block: BlockChange) -> str:
    return block.fields[0].runs[0].text


def _blocks(text: str) -> list[_Block]:
    found: list[_Block] = []
    lines: list[str] = []
    fence, under = "", ""
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip() or fence:
            lines.append(line)
        elif lines:
            under = _heading(lines) or under
            found.append(_Block(_flowing(lines), number - len(lines), under))
            lines = []
        fence = _fence_after(fence, line)
    if lines:
        found.append(_Block("\n".join(lines).rstrip("\n"), text.count("\n") + 3 - len(lines), under))
    return found


def _fence_after(fence: str, line: str) -> str:
    """The fence that is open after `line`, "" for none."""
    mark = _FENCE.match(line)
    if mark is None:
        return fence
    if not fence:
        return mark[1]
    return "" if line.strip().startswith(fence) and not line.strip().strip(fence[0]) else fence


def _heading(lines: list[str]) -> str:
    found = _HEADING.match(lines[0])
    return found[1].strip() if found else ""


def _flowing(lines: list[str]) -> str:
    """A paragraph wrapped elsewhere is the same paragraph; tables and code keep their lines."""
    if any(_FENCE.match(line) or _TABLE.match(line) for line in lines):
        return "\n".join(lines)
    rest = (f"\n{line}" if _OWN_LINE.match(line) else f" {line.strip()}" for line in lines[1:])
    return lines[0] + "".join(rest)
