"""Workbooks: opened again, every text is the text it was and never a formula, and numbers are numbers."""

import io
from decimal import Decimal
from zipfile import ZipFile

import openpyxl
import pytest

from npcsite.lib.sheets import FORMULA_STARTS
from npcsite.lib.workbooks import WrittenBook


def opened(*sheets, **more):
    file, book = io.BytesIO(), WrittenBook()
    for title, head, rows in sheets:
        book.add(title, head, rows, **more)
    book.save(file)
    file.seek(0)
    return openpyxl.load_workbook(file), file


@pytest.mark.parametrize("start", [*FORMULA_STARTS, "#N/A", "#REF!"])
def test_a_text_that_would_be_computed_is_a_text_also_once_it_is_edited(start):
    words = start if start.startswith("#") else f"{start}1+1"
    book, _file = opened(("A", [words], [[words]]))
    for [cell] in book["A"].iter_rows():
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
        assert cell.value.strip() == words.replace("\r", "\n").strip()


def test_no_formula_is_in_the_file():
    _book, file = opened(("A", ["=1"], [["=HYPERLINK('x')", "+1", "@a", "#N/A"]]))
    with ZipFile(file) as packed:
        assert b"<f>" not in b"".join(packed.read(name) for name in packed.namelist())


def test_numbers_are_numbers_and_nothing_is_an_empty_cell():
    book, _file = opened(("A", ["a", "b", "c", "d"], [[7, Decimal("-0.5"), None, "7"]]))
    assert [cell.value for cell in book["A"][2]] == [7, -0.5, None, "7"]
    assert book["A"].freeze_panes == "A2"


def test_letters_that_the_format_cannot_hold_do_not_break_it():
    hostile = "鼻\x00\x0b\x1f<&>\"'‮😀"
    book, _file = opened(("A", [hostile], [["x" * 40_000]]))
    assert book["A"]["A1"].value == hostile.replace("\x00", "�").replace("\x0b", "�").replace("\x1f", "�")
    assert len(book["A"]["A2"].value) == 32_767


def test_rows_that_do_not_fit_stand_on_further_sheets_under_the_same_head():
    book, _file = opened(("A", ["n"], [[number] for number in range(5)]), most=3)
    told = {sheet.title: [cell.value for [cell] in sheet.iter_rows()] for sheet in book}
    assert told == {"A": ["n", 0, 1], "A 2": ["n", 2, 3], "A 3": ["n", 4]}
