"""CSV for spreadsheet programs: no text is computed, numbers stay numbers, and every letter arrives."""

import csv
import io
from decimal import Decimal

import pytest

from npcsite.lib.sheets import csv_text, safe

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]


@pytest.mark.parametrize("start", STARTS)
def test_a_text_that_would_be_computed_gets_an_apostrophe(start):
    assert safe(f'{start}HYPERLINK("x")') == f'\'{start}HYPERLINK("x")'


def test_a_formula_further_on_and_a_plain_text_stay_as_they_are():
    assert safe("a = b") == "a = b"
    assert safe("") == ""


def test_numbers_stay_numbers_and_nothing_is_nothing():
    assert [safe(cell) for cell in (-3, Decimal("-0.5"), 7, None)] == ["-3", "-0.5", "7", ""]


def test_the_head_is_defused_too():
    assert csv_text(["=1"], []).endswith("'=1\r\n")


def test_what_is_written_is_read_again():
    rows = [["鼻咽癌", 'a "quoted", text', "two\nlines", Decimal("4.5")]]
    text = csv_text(["a", "b", "c", "d"], rows)
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read == [["a", "b", "c", "d"], ["鼻咽癌", 'a "quoted", text', "two\nlines", "4.5"]]
