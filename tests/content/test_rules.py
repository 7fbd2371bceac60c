"""Every rule of the editorial table, by a section that breaks it on a known line and one beside it that does not."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from content.editorial.lint.documents import document_faults
from content.editorial.lint.gates import RULES, blocking
from content.editorial.lint.sources import never_cited
from content.editorial.public import Cite, Facts, Offer, World
from content.editorial.world import overlay
from content.kinds.articles import ArticleKind
from content.kinds.glossary import GlossaryKind
from content.kinds.sections import SectionKind
from content.kinds.trials import TrialsKind

PAPER = Offer({"tier": "primary", "doi": "10.1000/made", "pmid": "1", "url": ""})
TERTIARY = Offer({"tier": "tertiary"})
CLAIM = Offer({"title": "Elsewhere", "claim_hash": "as cited"}, "section", "other")
DISCLAIMER = Offer({"slug": "disclaimer", "title": "Disclaimer"}, "notice", "disclaimer")
OFFERS = {"@GEM21": PAPER, "rec:other": CLAIM, "sec:other": CLAIM, "notice:disclaimer": DISCLAIMER}
RECOMMENDATION = {
    "key": "made", "title": "Made", "claim": "Offer it.", "direction": "for", "population": "Adults", "exclusions": "",
    "issuer": "ESMO-EURACAN 2021", "scheme": "ESMO", "level": "I", "grade": "A", "grading": "graded",
    "citations": ["GEM21"],
}  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """A section whose recommendation has its box on line 1, and the world it is written in."""

    text: str = ""
    offers: dict[str, Offer | None] = field(default_factory=dict)
    row: dict[str, Any] = field(default_factory=dict)
    pins: dict[str, str] = field(default_factory=dict)
    boxes: int = 1

    def faults(self):
        payload = {
            "slug": "made",
            "title": "Made",
            "summary": "",
            "body": f"{'[rec:made]' * (self.boxes == 1)}\n\n{self.text}",
            "recommendations": [RECOMMENDATION | self.row],
        }
        own = {
            target: Offer(what, "section", "made") for target, what in SectionKind().offers(payload).items()
        }
        found = {target: offer for target, offer in (OFFERS | own | self.offers).items() if offer}
        return document_faults(SectionKind(), payload, World(overlay(found)), pins=self.pins)


def paper(**snapshot):
    """Another source, `@JUP23`."""
    return {"@JUP23": Offer({**PAPER.snapshot, "doi": "10.1000/other", "pmid": "2", **snapshot})}


def other(**facts):
    """The same, with what is known of it today."""
    return {"@JUP23": replace(paper()["@JUP23"], facts=Facts(**facts))}


def known(target, **facts):
    return {target: replace(OFFERS[target], facts=Facts(**facts))}


LONG_AGO = date(2026, 1, 2)
REC = "See [rec:other]."
JUP = "Line three.\nIt was seen [@JUP23]."
# By code: what breaks it, on which line of the body, and what does not. Line 1 is the recommendation's own.
TABLE = {
    "C001": (Draft("Text.\nSeen [@NOBODY]."), 4, Draft("Seen [@GEM21].")),
    "C003": (Draft(JUP, other(integrity="retracted")), 4, Draft(JUP, other(integrity="corrected"))),
    "C004": (Draft(JUP, paper(doi="doi:made")), 4, Draft(JUP, paper(doi="10.1000/fine(1)<2>"))),
    "C006": (Draft("", {"@GEM21": TERTIARY}), 1, Draft("", {"@GEM21": Offer({"tier": "guideline"})})),
    "C007": (Draft("", row={"citations": []}), 1, Draft("")),
    "C008": (Draft("a\n\nHalf lived 24 months."), 5, Draft("Half lived 24 months [@GEM21].")),
    "C009": (Draft("", row={"grade": "1A"}), 1, Draft("", row={"grade": "E"})),
    "C011": (Draft(REC, known("rec:other", standing="retired")), 3, Draft(REC)),
    "C012": (Draft(REC, pins={"rec:other": "another"}), 3, Draft(REC, pins={"rec:other": "as cited"})),
    "C013": (Draft("Seen [3]."), 3, Draft("Seen [@GEM21].")),
    "C015": (Draft("The latest one."), 3, Draft("As of 2026 the latest one.")),
    "C017": (Draft(JUP, paper(url="https://localhost/sections/x/")), 4, Draft(JUP, paper(url="https://localhost.example.org/"))),
    "C018": (Draft("[x](http://x.org)"), 3, Draft("[x](https://x.org)")),
    "C019": (Draft("#### Deep"), 3, Draft("## Shallow")),
    "C020": (Draft("DOB 12/03/1961"), 3, Draft("Born on a farm.")),
    "C021": (Draft("", {"notice:disclaimer": None}), None, Draft("")),
    "C022": (Draft("See [sec:other].", known("sec:other", overdue_since=LONG_AGO)), 3, Draft("See [sec:other].")),
    "C023": (Draft("Text<br>text."), 3, Draft("Text **bold**.")),
    "C024": (Draft("Seen [@GEM21.]"), 3, Draft("Seen [@GEM21].")),
    "C025": (Draft("::: for student\nb"), 3, Draft("::: for student\nb\n:::")),
    "R001": (Draft("", boxes=0), None, Draft("")),
}  # fmt: skip
ELSEWHERE = {"C002", "G001", "L001", "L002", "L003", "L004"}


def codes(found):
    return {fault.code for fault in found}


def test_every_rule_of_the_table_is_tried_here_or_below():
    assert set(TABLE) | ELSEWHERE == set(RULES)


@pytest.mark.parametrize("code", TABLE)
def test_a_text_that_breaks_the_rule_is_told_on_which_line(code):
    broken, line, _fine = TABLE[code]
    found = [fault for fault in broken.faults() if fault.code == code]
    assert [fault.line for fault in found] == [line]


@pytest.mark.parametrize("code", TABLE)
def test_a_text_beside_it_that_keeps_the_rule_is_left_alone(code):
    assert code not in codes(TABLE[code][2].faults())


def test_a_section_that_keeps_every_rule_has_no_finding():
    assert Draft("Seen [@GEM21] and [rec:other].").faults() == []


MORE = {
    "two sources with one DOI, whatever its case": ("C004", Draft(f"{JUP}\n[@GEM21]", paper(doi="10.1000/MADE"))),
    "two sources with one PMID": ("C004", Draft(f"{JUP}\n[@GEM21]", paper(pmid="1"))),
    "a source of a recommendation that was retracted": ("C003", Draft("", known("@GEM21", integrity="retracted"))),
    "a draft": ("C011", Draft(REC, known("rec:other", standing="draft"))),
    "a claim its text no longer states": ("C011", Draft("[rec:other]", known("rec:other", standing="superseded"))),
    "a source published by this site": ("C017", Draft(JUP, other(held_in=("npc casebook",)))),
    "a link to this site": ("C017", Draft("[there](https://127.0.0.1/x)")),
    "a retired disclaimer": ("C021", Draft("", known("notice:disclaimer", standing="retired"))),
    "a disclaimer nobody has looked at": ("C021", Draft("", known("notice:disclaimer", overdue_since=LONG_AGO))),
    "a numeral typed into a claim": ("C013", Draft("", row={"claim": "Offer it [3]."})),
    "a citation typed into a claim": ("C024", Draft("", row={"claim": "Offer it [@GEM21]."})),
    "no issuer": ("C009", Draft("", row={"issuer": ""})),
}  # fmt: skip


@pytest.mark.parametrize("what", MORE)
def test_other_ways_of_breaking_a_rule_are_found(what):
    code, draft = MORE[what]
    assert code in codes(draft.faults())


def test_an_expression_of_concern_lets_a_text_be_submitted_and_not_approved():
    found = Draft(JUP, other(integrity="concern")).faults()
    assert blocking(found, gate="submit") == []
    assert codes(blocking(found, gate="approve")) == {"C003"}


def test_a_name_that_begins_with_a_dot_covers_the_hosts_below_it(settings):
    settings.ALLOWED_HOSTS = ["*", ".npc.example.org"]
    assert "C017" in codes(Draft(JUP, paper(url="https://www.npc.example.org/x")).faults())
    assert "C017" not in codes(Draft(JUP, paper(url="https://other.example.org/x")).faults())
    assert "C017" not in codes(Draft(JUP, paper(url="https://[broken")).faults())


def test_a_list_of_sources_says_which_are_never_cited():
    listed = [Cite("@GEM21", "GEM21", 3), Cite("@JUP23", "JUP23", 9)]
    assert [(f.code, f.place, f.line) for f in never_cited(listed, {"@GEM21"})] == [("C002", "JUP23", 9)]
    assert never_cited(listed, {"@GEM21", "@JUP23"}) == []


def test_a_section_written_against_every_habit_of_the_site_cannot_be_submitted():
    """Typed numerals, undefined markers, tertiary sources only, and a citation of the site itself."""
    draft = Draft(
        "Chemotherapy is standard [3].\nIt was shown before [@MISSING20].\n\n"
        "Others agree.¹\n\nOur own page says so [@OWN] ([here](https://localhost/x)).",
        {
            "@GEM21": TERTIARY,
            "@OWN": Offer({"tier": "primary"}, facts=Facts(held_in=("NPC Casebook",))),
        },
    )
    found = draft.faults()
    assert sorted((fault.code, fault.place, fault.line) for fault in found) == [
        ("C001", "body", 4),
        ("C006", "recommendations/made", 1),
        ("C013", "body", 3),
        ("C013", "body", 6),
        ("C017", "body", 8),
        ("C017", "body", 8),
    ]
    assert codes(blocking(found, gate="submit")) == {"C001", "C013", "C017"}
    assert codes(blocking(found, gate="approve")) == {"C001", "C006", "C013", "C017"}


def test_an_article_has_to_show_the_disclaimer():
    article = {"slug": "a", "lead": "Lead.", "sections": [], "notices": ["disclaimer"]}
    world = World(overlay(OFFERS))
    assert document_faults(ArticleKind(), article, world) == []
    bare = document_faults(ArticleKind(), article | {"notices": []}, world)
    assert [(fault.code, fault.place) for fault in bare] == [("C021", "notices")]
    assert blocking(bare, gate="submit") == []


def glossary(definition, **row):
    term = {"slug": "gp", "term": "GP", "definition": definition, "see": [], "citations": [], **row}
    found = document_faults(GlossaryKind(), {"terms": [term]}, World(overlay(OFFERS)))
    return [(fault.code, fault.place, fault.line) for fault in found]


def test_definitions_of_the_glossary_are_read_as_any_text():
    assert glossary("First.\n\nGiven for [3] 24 months.") == [("C008", "term:gp", 3), ("C013", "term:gp", 3)]
    assert glossary("Given for 24 months.", citations=["GEM21"]) == []
    assert glossary("A text.", see=["none"]) == [("G001", "term:gp", None)]
    assert glossary("A text [@NOBODY].") == [("C001", "term:gp", 1)]


def test_a_trial_that_cites_a_retracted_report_is_told():
    table = {"trials": [{"slug": "t", "comparisons": [{"slug": "os", "references": ["GEM21"]}]}]}
    world = World(overlay(OFFERS | known("@GEM21", integrity="retracted")))
    assert [(f.code, f.place) for f in document_faults(TrialsKind(), table, world)] == [("C003", "trials/os")]
