"""RIS and CSL-JSON: every record is read or told with its line; a file that cannot be read says what to do."""

import json

import pytest

from npcsite.lib import bibliography
from npcsite.lib.bibliography import Unreadable, decoded, packed, read, unpacked
from npcsite.lib.bibliography.records import MOST_BYTES, MOST_RECORDS

RIS = """\
TY  - JOUR
TI  - Gemcitabine plus cisplatin
  in a made trial
AU  - Zhang, Li
AU  - Group of Makers
T2  - The Made Journal
JA  - J Made
DA  - 2016/10/01/
PY  - 2016
VL  - 388
IS  - 10054
SP  - 1883
EP  - 1892
DO  - https://doi.org/10.1000/MADE.1
UR  - https://pubmed.ncbi.nlm.nih.gov/12345/
UR  - http://plain.example.org/x
AB  - An abstract, which nobody keeps.
ER  -

TY  - WEB
TI  - A made page
PB  - A made agency
PY  - 2025
Y2  - 2025/12/30/
UR  - https://example.org/page
ER  -
"""


def ris(*records):
    return "\n".join(f"TY  - JOUR\n{record}\nER  - " for record in records)


def test_a_ris_record_is_read_into_the_fields_we_keep():
    article, page = read(RIS).sources
    assert article.line == 1
    assert article.csl == {
        "type": "article-journal",
        "title": "Gemcitabine plus cisplatin in a made trial",
        "author": [{"family": "Zhang", "given": "Li"}, {"literal": "Group of Makers"}],
        "container-title": "J Made",
        "issued": {"date-parts": [[2016, 10, 1]]},
        "volume": "388",
        "issue": "10054",
        "page": "1883-1892",
        "DOI": "10.1000/MADE.1",
        "PMID": "12345",
    }
    assert article.notes == (
        "The address “http://plain.example.org/x” does not begin with https:// and was left out.",
    )
    assert page.line == 20
    assert page.csl == {
        "type": "webpage",
        "title": "A made page",
        "publisher": "A made agency",
        "issued": {"date-parts": [[2025]]},
        "accessed": {"date-parts": [[2025, 12, 30]]},
        "URL": "https://example.org/page",
    }


def test_a_pubmed_number_is_taken_from_a_record_that_says_whose_it_is():
    (known,) = read(ris("TI  - A\nAN  - 12345\nDB  - PubMed")).sources
    (unknown,) = read(ris("TI  - A\nAN  - 12345\nDB  - Elsewhere")).sources
    assert known.csl["PMID"] == "12345"
    assert "PMID" not in unknown.csl


CSL = [
    {
        "type": "article-journal",
        "title": "A <i>made</i> trial",
        "author": [{"family": "Chan", "given": "A", "affiliation": "x"}, {"literal": "The Group"}],
        "issued": {"date-parts": [["2020", 5]]},
        "volume": 12,
        "DOI": "10.1000/made.2",
        "abstract": "Left out.",
    },
    {"type": "webpage", "title": "Page", "accessed": {"raw": "2025-05-14"}, "issued": {"raw": "May 2025"}},
]


def test_csl_json_is_read_into_the_fields_we_keep():
    article, page = read(json.dumps(CSL, indent=1)).sources
    assert article.csl == {
        "type": "article-journal",
        "title": "A <i>made</i> trial",
        "author": [{"family": "Chan", "given": "A"}, {"literal": "The Group"}],
        "issued": {"date-parts": [[2020, 5]]},
        "volume": "12",
        "DOI": "10.1000/made.2",
    }
    assert page.csl == {"type": "webpage", "title": "Page", "accessed": {"date-parts": [[2025, 5, 14]]}}
    assert page.notes == ("The date “May 2025” (issued) cannot be read and was left out.",)
    (alone,) = read(json.dumps(CSL[0])).sources
    assert alone.csl == article.csl


# What is wrong, the text, on which line, and the reason in part. Whatever else is whole is read all the same.
BROKEN = {
    "a record without an end": ("TY  - JOUR\nTI  - A\n\n" + ris("TI  - B"), 1, "not closed"),
    "the last record without an end": (ris("TI  - B") + "\n\nTY  - JOUR\nTI  - A", 5, "not closed"),
    "lines between records": (ris("TI  - B") + "\n\nProvider: X\nRecord 2\n", 5, "belongs to no record"),
    "a type we do not keep": (ris("TI  - B") + "\nTY  - SLIDE\nTI  - A\nER  - ", 4, "“SLIDE” is no type"),
    "no title": (ris("TI  - B", "AU  - Chan, A"), 4, "There is no title."),
    "a malformed DOI": (ris("TI  - B", "TI  - A\nDO  - 11.1/x"), 4, "The DOI “11.1/x” is malformed."),
    "a control character": (ris("TI  - B", "TI  - A\u0007"), 4, "U+0007"),
    "a field that never ends": (ris("TI  - B", "TI  - " + "x" * 3_000), 4, "longer than 2000"),
    "an item that is none": ('[\n{"type": "book", "title": "B"},\n3]', 3, "no reference"),
    "JSON that breaks off": ('[\n{"type": "book", "title": "B"},\n{"type": "bo', 3, "no JSON"),
    "a list that is not closed": ('[\n{"type": "book", "title": "B"},\n', 3, "not closed"),
    "nesting without end": ('[{"type": "book", "title": "B"},\n' + "[" * 100_000, 2, "no JSON"),
    "a title that is a list": (
        '[{"type": "book", "title": "B"},\n{"type": "book", "title": ["A"]}]',
        2,
        "no text",
    ),
    "names that are none": ('[{"type": "book", "title": "B"},\n{"type": "book", "author": "A"}]', 2, "names"),
    "half a surrogate pair": (
        '[{"type": "book", "title": "B"},\n{"type": "book", "title": "\\ud800"}]',
        2,
        "U+D800",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_record_that_cannot_be_kept_is_told_with_its_line_and_the_others_are_read(what):
    text, line, why = BROKEN[what]
    found = read(text)
    assert [source.csl["title"] for source in found.sources] == ["B"]
    (unparsed,) = found.unparsed
    assert unparsed.line == line
    assert why in unparsed.reason
    assert len(unparsed.text) <= 120


def test_an_encoding_other_than_utf_8_says_what_to_do():
    assert decoded("\ufeffTY  - JOUR\r\nTI  - Café".encode()) == "TY  - JOUR\nTI  - Café"
    with pytest.raises(Unreadable, match=r"not UTF-8 \(line 2\)\. Export it again as UTF-8"):
        decoded("TY  - JOUR\nTI  - Café".encode("latin-1"))
    with pytest.raises(Unreadable, match="not UTF-8"):
        decoded("TY  - JOUR".encode("utf-16"))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04\x00\x00", "not a text file"),
        (b"x" * (MOST_BYTES + 1), "larger than 2 MB"),
    ],
)
def test_what_is_no_text_of_a_fair_size_is_refused(data, why):
    with pytest.raises(Unreadable, match=why):
        decoded(data)


@pytest.mark.parametrize(
    "text", ["", "PMID- 12345\nTI  - A nbib file\n", "@article{a, title={B}}", "title;year"]
)
def test_another_format_is_refused(text):
    with pytest.raises(Unreadable, match="neither a RIS nor a CSL-JSON file"):
        read(text)


def test_too_many_records_are_refused():
    with pytest.raises(Unreadable, match=f"more than {MOST_RECORDS} records"):
        read(ris(*["TI  - A"] * (MOST_RECORDS + 1)))
    assert len(read(ris(*["TI  - A"] * MOST_RECORDS)).sources) == MOST_RECORDS


def test_a_text_is_packed_for_its_way_through_the_form():
    assert unpacked(packed(RIS)) == RIS
    for broken in ("", "%", packed(RIS)[:-40], "AAAA"):
        with pytest.raises(Unreadable, match="did not arrive whole"):
            unpacked(broken)


def test_a_packed_text_never_grows_beyond_what_a_file_may_hold():
    bomb = bibliography.packed("x" * (MOST_BYTES + 10))
    with pytest.raises(Unreadable, match="larger than 2 MB"):
        unpacked(bomb)
