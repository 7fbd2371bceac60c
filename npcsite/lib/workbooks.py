"""Workbooks for spreadsheet programs (XLSX), written row by row: texts stay texts, and numbers stay numbers."""

from collections.abc import Iterable, Sequence
from typing import IO, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from npcsite.lib.sheets import FORMULA_STARTS, Cell

# What the format holds: rows with the head, and letters of a cell.
ROWS_AT_MOST: Final = 1_048_576
LETTERS_AT_MOST: Final = 32_767


class WrittenBook:
    """A workbook in a temporary file of its own until `save`; memory does not grow with its rows."""

    def __init__(self) -> None:
        self._book = Workbook(write_only=True)

    def add(
        self, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], *, most: int = ROWS_AT_MOST
    ) -> None:
        """A sheet with a head that stays in sight; what does not fit stands on further ones, "title 2" and so on."""
        sheet, number, written = self._sheet(title, head), 1, 1
        for row in rows:
            if written == most:
                number, written = number + 1, 1
                sheet = self._sheet(f"{title} {number}", head)
            sheet.append([_cell(sheet, cell) for cell in row])
            written += 1

    def save(self, file: IO[bytes]) -> None:
        """Once, after the last sheet."""
        self._book.save(file)

    def _sheet(self, title: str, head: Sequence[str]) -> WriteOnlyWorksheet:
        sheet: WriteOnlyWorksheet = self._book.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, cell) for cell in head])
        return sheet


def _cell(sheet: WriteOnlyWorksheet, cell: Cell) -> object:
    """A text that would be computed, or taken for an error, is told to be a text, also when somebody edits it."""
    if not isinstance(cell, str):
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", cell)[:LETTERS_AT_MOST]
    if not text.startswith(FORMULA_STARTS) and text not in ERROR_CODES:
        return text
    told = WriteOnlyCell(sheet, value=text)
    told.data_type = "s"
    told.quotePrefix = True
    return told
