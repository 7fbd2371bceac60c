"""The library files: what they cite exists, what they identify was verified, and what is wrong is named by line."""

import re
from pathlib import Path

import pytest
import yaml

from content.editorial.public import kind_of
from content.services.references import read_references

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "content" / "library"
EVIDENCE = ROOT.parent / "shared" / "evidence.md"
NUMBERED = {f"A{number}" for number in range(1, 24)}


@pytest.fixture(scope="module")
def references() -> dict[str, dict]:
    return {
        row["key"]: row for row in yaml.safe_load((LIBRARY / "references.yaml").read_text(encoding="utf-8"))
    }


@pytest.fixture(scope="module")
def evidence() -> dict[str, str]:
    """The row of each reference."""
    if not EVIDENCE.is_file():
        pytest.skip("the evidence file lies beside the project and is not there")
    return dict(re.findall(r"^\| \d+ \| (\S+) \| (.*)$", EVIDENCE.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_doi_and_pmid_stands_in_the_evidence_file(evidence, references):
    for key, row in references.items():
        for name in ("DOI", "PMID", "PMCID"):
            identifier = row["csl"].get(name)
            if identifier:
                assert identifier in evidence[key], f"{key}: {name} {identifier} is not in its row"
                marked = re.search(rf"{re.escape(identifier)} \(M-", evidence[key])
                assert marked is None, f"{key}: {name} is from memory only"


def test_every_address_of_a_reference_stands_whole_in_the_evidence_file(evidence, references):
    for key, row in references.items():
        address = row["csl"].get("URL", "").removeprefix("https://").removeprefix("www.")
        if address:
            assert re.search(rf"{re.escape(address)}(?![\w/…-])", evidence[key]), f"{key}: {address}"


def test_a_label_read_in_a_copy_says_how_to_find_the_one_in_force(references):
    for key in ("CISLABEL", "TORILABEL", "PENPLABEL"):
        assert "search DailyMed for" in references[key]["csl"]["genre"]


def test_the_reference_library_is_read_whole(references):
    assert len(read_references()) == len(references) >= 90


@pytest.mark.parametrize("kind", ["notice", "glossary", "trials", "section", "article", "case", "sample"])
def test_every_reference_a_library_text_cites_is_in_the_library(references, kind):
    items = list(kind_of(kind).read_library())
    assert items
    for item in items:
        cited = {c.target for c in kind_of(kind).cites(item.payload) if c.target.startswith("@")}
        assert cited <= {f"@{key}" for key in references}, item.slug


def test_every_fault_of_the_old_article_is_mended_somewhere():
    readme = (LIBRARY / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\|\s*(A\d+)\s*\|", readme)) == NUMBERED


def test_every_recommendation_names_who_issued_it_for_whom_and_how_it_is_graded():
    for item in kind_of("section").read_library():
        for row in item.payload["recommendations"]:
            assert row["issuer"], row["key"]
            assert row["population"], row["key"]
            assert row["scheme"], row["key"]


def test_the_glossary_has_sixty_terms_or_more():
    (glossary,) = kind_of("glossary").read_library()
    assert len(glossary.payload["terms"]) >= 60


def test_the_article_has_a_plain_summary_for_each_of_its_sections():
    sections = {item.slug: item for item in kind_of("section").read_library()}
    (article,) = kind_of("article").read_library()
    assert set(article.payload["sections"]) == set(sections)
    assert all(len(sections[slug].payload["summary"].split()) >= 30 for slug in article.payload["sections"])


# What may never be printed: figures known from memory only, and traps of the fact base.
FORBIDDEN = {
    "the lesion cut-off of TNM-9": r"(?:three|3) or fewer (?:metastatic )?lesions|≤ ?3 lesions",
    "the comparator median of KEYNOTE-122": r"15\.3 months",
    "a progression hazard ratio of You 2020": r"HR 0\.36",
    "a claimed review": r"peer[- ]reviewed by our|reviewed by our (?:experts|board)",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_text_prints_what_was_never_verified(what):
    for path in [
        *LIBRARY.rglob("*.md"),
        *LIBRARY.glob("*.yaml"),
        *(ROOT / "cases" / "library").rglob("*.yaml"),
    ]:
        if path.name == "README.md":
            continue
        shown = _without_notes(path.read_text(encoding="utf-8"))
        assert re.search(FORBIDDEN[what], shown) is None, path.name


def _without_notes(text: str) -> str:
    """Notes are for reviewers and never shown; they may name what has to be checked."""
    return re.sub(r"(?m)^notes:\n(?:[ \-].*\n|\n)*", "", text)
