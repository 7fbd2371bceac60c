"""A file of people to invite is read the same, whatever spreadsheet program saved it."""

import pytest

from cases.programs.selectors.invitees import Fate
from tests.programs.inviting import read

TWO = "email,name\na@example.org,Ann\nb@example.org,Ben\n"
ANN_AND_BEN = [("a@example.org", "Ann"), ("b@example.org", "Ben")]


def who(rows):
    return [(row.email, row.name) for row in rows]


@pytest.mark.parametrize(
    "content",
    [
        TWO.encode(),
        TWO.encode("utf-8-sig"),
        TWO.encode("utf-16"),
        b"\xfe\xff" + TWO.encode("utf-16-be"),
        TWO.encode("utf-16-le"),
        TWO.encode("utf-16-be"),
        TWO.encode("cp1252"),
        TWO.replace(",", ";").encode(),
        TWO.replace(",", "\t").encode("utf-16"),
        TWO.replace("\n", "\r\n").encode(),
        TWO.replace("\n", "\r").encode(),
        ("sep=;\n" + TWO.replace(",", ";")).encode(),
        TWO.split("\n", 1)[1].encode(),
        b"Name;E-mail address\nAnn;a@example.org\nBen;b@example.org",
        b"Ann;a@example.org\nBen;b@example.org",
        b'"email","name"\n"a@example.org","Ann"\n"b@example.org","Ben"',
        b"\n\nemail,name,year\n,,\n a@example.org , Ann ,1\n\nB@EXAMPLE.ORG,Ben,2\n\n",
    ],
)
def test_whatever_a_spreadsheet_program_saves_is_read_the_same(content):
    rows = read(content)
    assert who(rows) == ANN_AND_BEN
    assert {row.fate for row in rows} == {Fate.NEW}


def test_one_column_is_enough_and_a_name_may_hold_the_other_separators():
    assert who(read("a@example.org\nb@example.org")) == [("a@example.org", ""), ("b@example.org", "")]
    assert who(read("email;name\na@example.org;Chan, Ann")) == [("a@example.org", "Chan, Ann")]
    assert who(read('a@example.org,"Chan, Ann"')) == [("a@example.org", "Chan, Ann")]
