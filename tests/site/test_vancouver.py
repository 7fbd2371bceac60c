"""References read as the ICMJE's samples do (National Library of Medicine, Samples of Formatted References)."""

import pytest

from npcsite.lib import vancouver
from npcsite.lib.vancouver.names import initials
from npcsite.lib.vancouver.sources import short


def people(*names):
    return [dict(zip(("family", "given"), name.rsplit(" ", 1), strict=True)) for name in names]


def journal(**fields):
    return {"type": "article-journal", "issued": {"date-parts": [[2002, 7, 25]]}, **fields}


SEVEN = people("Rose ME", "Huerbin MB", "Melick J", "Marion DW", "Palmer AM", "Schiding JK", "Kochanek PM")
KINZLER = people("Vogelstein B", "Kinzler KW")
YEAR = {"date-parts": [[2002]]}

SAMPLES = {
    "Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected patients. "
    "N Engl J Med. 2002;347(4):284-7.": journal(
        author=people("Halpern SD", "Ubel PA", "Caplan AL"),
        title="Solid-organ transplantation in HIV-infected patients.",
        volume="347", issue="4", page="284-287", **{"container-title": "N Engl J Med"},
    ),
    "Rose ME, Huerbin MB, Melick J, Marion DW, Palmer AM, Schiding JK, et al. Regulation of interstitial excitatory "
    "amino acid concentrations after cortical contusion injury. Brain Res. 2002;935(1-2):40-6.": journal(
        author=SEVEN,
        title="Regulation of interstitial excitatory amino acid concentrations after cortical contusion injury",
        volume="935", issue="1-2", page="40-46", **{"container-title": "Brain Res"},
    ),
    "Diabetes Prevention Program Research Group. Hypertension, insulin, and proinsulin in participants with impaired "
    "glucose tolerance. Hypertension. 2002;40(5):679-86.": journal(
        author=[{"literal": "Diabetes Prevention Program Research Group"}],
        title="Hypertension, insulin, and proinsulin in participants with impaired glucose tolerance",
        volume="40", issue="5", page="679-86", **{"container-title": "Hypertension"},
    ),
    "Vallancien G, Emberton M, Harving N, van Moorselaar RJ; Alf-One Study Group. Sexual dysfunction in 1,274 European "
    "men suffering from lower urinary tract symptoms. J Urol. 2003;169(6):2257-61.": {
        "type": "article-journal",
        "author": [
            *people("Vallancien G", "Emberton M", "Harving N"),
            {"family": "Moorselaar", "non-dropping-particle": "van", "given": "R. J."},
            {"literal": "Alf-One Study Group"},
        ],
        "title": "Sexual dysfunction in 1,274 European men suffering from lower urinary tract symptoms",
        "container-title": "J Urol", "volume": "169", "issue": "6", "page": "2257-2261",
        "issued": {"date-parts": [["2003"]]},
    },
    "21st century heart solution may have a sting in the tail. BMJ. 2002;325(7357):184.": journal(
        title="21st century heart solution may have a sting in the tail",
        volume="325", issue="7357", page="184", **{"container-title": "BMJ"},
    ),
    "Geraud G. Tolerability and safety of frovatriptan. Headache. 2002;42 Suppl 2:S93-9.": journal(
        author=people("Geraud G"), title="Tolerability and safety of frovatriptan",
        volume="42", issue="suppl_2", page="S93-S99", **{"container-title": "Headache"},
    ),
    "Glauser TA. Integrating clinical trial data into clinical practice. "
    "Neurology. 2002;58(12 Suppl 7):S6-12.": journal(
        author=people("Glauser TA"), title="Integrating clinical trial data into clinical practice",
        volume="58", issue="12 Suppl 7", page="S6-12", **{"container-title": "Neurology"},
    ),
    "Banit DM. Intraoperative assessment. Clin Orthop. 2002;(401):230-8.": journal(
        author=people("Banit DM"), title="Intraoperative assessment",
        issue="401", page="230-238", **{"container-title": "Clin Orthop"},
    ),
    "Tian D, Araki H. Signature of balancing selection in Arabidopsis. "
    "Proc Natl Acad Sci U S A. Forthcoming 2002.": journal(
        author=people("Tian D", "Araki H"), title="Signature of balancing selection in Arabidopsis",
        status="in press", **{"container-title": "Proc Natl Acad Sci U S A"},
    ),
    "Yu WM. Immortalization of yolk sac-derived precursor cells. Blood. 2002 Jul 25. Epub ahead of print.": journal(
        author=people("Yu WM"), title="Immortalization of yolk sac-derived precursor cells",
        status="Epub ahead of print", **{"container-title": "Blood"},
    ),
    "Murray PR, Rosenthal KS, Kobayashi GS, Pfaller MA. Medical microbiology. 4th ed. St. Louis: Mosby; 2002.": {
        "type": "book", "author": people("Murray PR", "Rosenthal KS", "Kobayashi GS", "Pfaller MA"),
        "title": "Medical microbiology", "edition": "4", "publisher": "Mosby", "publisher-place": "St. Louis",
        "issued": YEAR,
    },
    "Gilstrap LC 3rd, Cunningham FG, VanDorsten JP, editors. "
    "Operative obstetrics. 2nd ed. New York: McGraw-Hill; 2002.": {
        "type": "book",
        "editor": [
            {"family": "Gilstrap", "given": "L. C.", "suffix": "III"},
            *people("Cunningham FG", "VanDorsten JP"),
        ],
        "title": "Operative obstetrics", "edition": "2nd ed.", "publisher": "McGraw-Hill",
        "publisher-place": "New York", "issued": YEAR,
    },
    "Meltzer PS, Kallioniemi A, Trent JM. Chromosome alterations in human solid tumors. In: Vogelstein B, Kinzler KW, "
    "editors. The genetic basis of human cancer. New York: McGraw-Hill; 2002. p. 93-113.": {
        "type": "chapter", "author": people("Meltzer PS", "Kallioniemi A", "Trent JM"), "editor": KINZLER,
        "title": "Chromosome alterations in human solid tumors",
        "container-title": "The genetic basis of human cancer", "publisher": "McGraw-Hill",
        "publisher-place": "New York", "issued": YEAR, "page": "93-113",
    },
    "Christensen S, Oppacher F. An analysis of Koza's computational effort statistic. In: Foster JA, editor. Genetic "
    "programming; EuroGP 2002; 2002 Apr 3; Kinsdale, Ireland. Berlin: Springer; 2002. p. 182-91.": {
        "type": "paper-conference", "author": people("Christensen S", "Oppacher F"), "editor": people("Foster JA"),
        "title": "An analysis of Koza's computational effort statistic", "container-title": "Genetic programming",
        "event-title": "EuroGP 2002", "event-date": {"date-parts": [[2002, 4, 3], [2002, 4, 5]]},
        "event-place": "Kinsdale, Ireland", "publisher": "Springer", "publisher-place": "Berlin",
        "issued": YEAR, "page": "182-191",
    },
    "Patrias K. Citing what was said. Paper presented at: ESMO Asia; 2024 Dec; Singapore.": {
        "type": "paper-conference", "author": people("Patrias K"), "title": "Citing what was said",
        "event-title": "ESMO Asia", "event-place": "Singapore", "event-date": {"date-parts": [[2024, 12]]},
    },
    "Yen GG. Health monitoring on vibration signatures. Washington: Air Force Office; 2002 Feb. Report No.: AFRL123.": {
        "type": "report", "author": people("Yen GG"), "title": "Health monitoring on vibration signatures",
        "publisher": "Air Force Office", "publisher-place": "Washington",
        "issued": {"date-parts": [[2002, 2]]}, "number": "AFRL123",
    },
    "Borkowski MM. Infant sleep and feeding [dissertation]. Mount Pleasant (MI): Central Michigan University; 2002.": {
        "type": "thesis", "author": people("Borkowski MM"), "title": "Infant sleep and feeding",
        "publisher": "Central Michigan University", "publisher-place": "Mount Pleasant (MI)", "issued": YEAR,
    },
    "Cancer-Pain.org [Internet]. New York: Association of Cancer Online Resources, Inc.; 2002 May 16 "
    "[cited 2002 Jul 9]. Available from: http://www.cancer-pain.org/": {
        "type": "webpage", "title": "Cancer-Pain.org", "publisher": "Association of Cancer Online Resources, Inc.",
        "publisher-place": "New York", "issued": {"date-parts": [[2002, 5, 16]]},
        "accessed": {"date-parts": [[2002, 7, 9]]}, "URL": "http://www.cancer-pain.org/",
    },
    "Bar DZ, Atkatsh K. Biotinylation by antibody recognition. bioRxiv [Preprint]. 2016 Aug 11 [cited 2017 Jan 12].": {
        "type": "article", "author": people("Bar DZ", "Atkatsh K"), "publisher": "bioRxiv",
        "title": "Biotinylation by antibody recognition", "issued": {"date-parts": [[2016, 8, 11]]},
        "accessed": {"date-parts": [[2017, 1, 12]]},
    },
}  # fmt: skip


@pytest.mark.parametrize("printed", SAMPLES)
def test_a_reference_is_printed_as_the_sample_has_it(printed):
    assert vancouver.line(SAMPLES[printed]) == printed


def test_what_is_not_known_is_left_out():
    assert vancouver.line({"type": "webpage", "title": "A label"}) == "A label [Internet]."
    assert vancouver.line(
        {"type": "report", "title": "A report", "issued": {"date-parts": [[2025, 12]]}}
    ) == ("A report. 2025 Dec.")
    assert vancouver.line(journal(title="Why?", author=people("Ha O"))) == "Ha O. Why? 2002."


def test_authors_a_record_leaves_out_are_told_as_et_al():
    assert vancouver.parts(journal(author=people("Bossi P"), et_al=True))["authors"] == "Bossi P, et al"
    assert vancouver.parts(journal(author=[], et_al=True))["authors"] == ""
    assert vancouver.parts(journal(author=SEVEN[:6]))["authors"].endswith("Schiding JK")


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("Scott D.", "SD"), ("AT", "AT"), ("Jean-Paul", "JP"), ("A. B. C.", "AB"), ("晓明", "晓明"), ("", ""),
        ("ying", "ying"),
    ],
)  # fmt: skip
def test_given_names_become_initials(given, printed):
    assert initials(given) == printed


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        ("1195-1227", "1195-227"), ("S1554–S1574", "S1554-74"), ("e123", "e123"), ("1061-1072.e4", "1061-1072.e4"),
        ("99-101", "99-101"), ("5-5", "5-5"), ("1-14", "1-14"), ("100-e9", "100-e9"),
    ],
)  # fmt: skip
def test_ranges_of_pages_are_shortened(page, printed):
    assert short(page) == printed
