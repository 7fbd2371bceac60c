"""Tables that a phone can tell row by row: every cell carries the heading of its column."""

import re
from typing import Final

from django.utils.html import format_html

from npcsite.lib.markdown.marks import plain_text

# The label is repeated in every row: a longer one would let a small text grow without bounds.
LABEL_AT_MOST: Final = 80

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_HEADER = re.compile(r"<th>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<td>")


def labelled_tables(html: str) -> str:
    """HTML of `render`, before links are in it. Roles are written out because a row shown as a card loses its own."""
    return _TABLE.sub(_table, html)


def _table(found: re.Match[str]) -> str:
    labels = [plain_text(header)[:LABEL_AT_MOST] for header in _HEADER.findall(found[1])]
    rows = _ROW.sub(lambda row: f'<tr role="row">{_cells(row[1], labels)}</tr>', found[1])
    for name in ("thead", "tbody"):
        rows = rows.replace(f"<{name}>", f'<{name} role="rowgroup">')
    rows = rows.replace("<th>", '<th role="columnheader" scope="col">')
    return f'<table class="by-row" role="table">{rows}</table>'


def _cells(row: str, labels: list[str]) -> str:
    left = iter(labels)

    def labelled(_cell: re.Match[str]) -> str:
        label = next(left, "")
        return format_html('<td role="cell" data-label="{}">', label) if label else '<td role="cell">'

    return _CELL.sub(labelled, row)
