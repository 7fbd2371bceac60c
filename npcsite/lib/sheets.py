"""Tables for spreadsheet programs: CSV in which no text is ever taken for a formula, and numbers stay numbers."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

Cell = str | int | Decimal | None

# What makes a spreadsheet program compute a cell, full-width forms included: some programs fold them.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Without it Excel reads UTF-8 as the encoding of its country.
BYTE_ORDER_MARK: Final = "\ufeff"
ROWS_A_PIECE: Final = 200


class _Passed:
    """What the writer of a line gets back is the line."""

    def write(self, line: str) -> str:
        return line


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """With a byte order mark and the line ends of RFC 4180."""
    return "".join(csv_pieces(head, rows))


def csv_pieces(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """`csv_text` in pieces, for a file that is sent while its rows are still being read."""
    writer = csv.writer(_Passed())
    piece = [BYTE_ORDER_MARK, writer.writerow([safe(cell) for cell in head])]
    for row in rows:
        piece.append(writer.writerow([safe(cell) for cell in row]))
        if len(piece) >= ROWS_A_PIECE:
            yield "".join(piece)
            piece.clear()
    yield "".join(piece)


def safe(cell: Cell) -> str:
    """Texts that would be computed get an apostrophe before them; numbers are written as they are."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
