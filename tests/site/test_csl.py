"""CSL-JSON as it is typed: names one a line, dates as far as they are known, and back to the same."""

import pytest

from npcsite.lib import csl, identifiers

NAMES = [
    {"family": "Chan", "given": "Anthony T."},
    {"family": "Moorselaar", "non-dropping-particle": "van", "given": "R"},
    {"literal": "Study Group, Inc"},
    {"family": "Sukarno"},
]


def test_names_come_back_as_they_were():
    assert csl.read_names(csl.names_text(NAMES), NAMES) == NAMES


def test_a_line_with_a_comma_is_a_person_and_one_without_an_organisation():
    assert csl.read_names("Ha, Linh \n\nThe Group\nSukarno,") == [
        {"family": "Ha", "given": "Linh"},
        {"literal": "The Group"},
        {"family": "Sukarno"},
    ]


@pytest.mark.parametrize("text", ["2025", "2025-05", "2025-05-14"])
def test_a_date_comes_back_as_it_was(text):
    assert csl.date_text(csl.read_date(text)) == text


def test_no_date_is_none():
    assert csl.read_date("  ") is None
    assert csl.date_text(None) == ""


@pytest.mark.parametrize("text", ["May 2025", "2025-13", "2025-02-30", "2025-00", "25", "2025-5-14-1"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(csl.BadDate):
        csl.read_date(text)


@pytest.mark.parametrize(
    ("typed", "doi"),
    [
        ("https://doi.org/10.1000/a.b", "10.1000/a.b"),
        ("doi: 10.1000/a(b)", "10.1000/a(b)"),
        (" 10.1000/A. ", "10.1000/A"),
        ("DOI:10.1000/x", "10.1000/x"),
    ],
)
def test_a_doi_is_kept_bare(typed, doi):
    assert identifiers.clean_doi(typed) == doi
    assert identifiers.is_doi(doi)


def test_a_pubmed_number_is_kept_bare():
    assert identifiers.clean_pmid("https://pubmed.ncbi.nlm.nih.gov/12345/") == "12345"
    assert identifiers.clean_pmid("PMID: 12345") == "12345"
    assert not identifiers.is_pmid("0123")
    assert not identifiers.is_doi("10.1000/a b")
