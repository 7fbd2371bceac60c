"""Tables for spreadsheet programs: CSV in which no text is ever taken for a formula, and numbers stay numbers."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

Cell = str | int | Decimal | None

# What makes a spreadsheet program compute a cell, full-width forms included: some programs fold them.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Without it Excel reads UTF-8 as the encoding of its country.
BYTE_ORDER_MARK: Final = "\ufeff"


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """With a byte order mark and the line ends of RFC 4180."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(safe(cell) for cell in head)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def safe(cell: Cell) -> str:
    """Texts that would be computed get an apostrophe before them; numbers are written as they are."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
