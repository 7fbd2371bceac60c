"""What a reader finds on the pages of the guideline."""

import re

import pytest

pytestmark = pytest.mark.django_db

PAGES = [
    "/articles/metastatic-npc/",
    "/sections/first-line-systemic-therapy/",
    "/notices/disclaimer/",
    "/notices/editorial-policy/",
    "/glossary/",
    "/trials/",
]


@pytest.mark.parametrize("address", PAGES)
def test_each_page_says_that_nobody_has_reviewed_it_yet(library, client, address):
    page = client.get(address).content.decode()
    assert "Loaded with the software. Not yet reviewed by a named clinician." in page
    assert "Reviewed: not yet" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


@pytest.mark.parametrize("address", PAGES)
def test_each_page_says_that_it_is_education_and_not_advice(library, client, address):
    assert "Education only, not medical advice." in client.get(address).content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_anonymous_pages_touch_no_session_and_hold_no_csrf_token(library, client, address):
    answer = client.get(address)
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_citation_numbers_run_in_reading_order_and_each_leads_to_its_reference(library, client):
    page = client.get("/articles/metastatic-npc/").content.decode()
    cited = [
        (key, int(number))
        for key, number in re.findall(r'class="cite" href="#ref-([\w-]+)"[^>]*>(\d+)<', page)
    ]
    met: list[int] = []
    for _key, number in cited:
        if number not in met:
            met.append(number)
    # Within one superscript the numbers are sorted, so a number may come first only together with its neighbours.
    assert set(met) == set(range(1, len(met) + 1))
    listed = dict(re.findall(r'<li id="ref-([\w-]+)" value="(\d+)">', page))
    assert {key: str(number) for key, number in cited} == listed


def test_every_identifier_of_a_reference_is_a_link(library, client):
    page = client.get("/sections/fitness-and-safety/").content.decode()
    for key, address in [
        ("EMES20", "https://doi.org/10.1200/JCO.20.01296"),
        ("EMES20", "https://pubmed.ncbi.nlm.nih.gov/32658626/"),
        ("FN19", "https://pmc.ncbi.nlm.nih.gov/articles/PMC6339667/"),
        ("PENPLABEL", "https://drugs.com/pro/penpulimab-kcqx.html"),
    ]:
        (listed,) = re.findall(rf'<li id="ref-{key}".*?</li>', page, re.DOTALL)
        assert f'href="{address}"' in listed


def test_the_article_shows_every_recommendation_box_with_its_issuer_and_population(library, client):
    page = client.get("/articles/metastatic-npc/").content.decode()
    boxes = re.findall(r'<aside class="rec [a-z]+" id="rec-([\w-]+)"', page)
    assert len(boxes) == len(set(boxes)) >= 50
    assert page.count(">For whom</dt>") == len(boxes)


def test_no_mark_of_the_stored_rendering_reaches_a_reader(library, client):
    for address in PAGES:
        assert re.search("[\ue000-\ue00f]", client.get(address).content.decode()) is None
        assert "[@" not in client.get(address).content.decode()


def test_a_recommendation_has_an_address_that_leads_to_its_box(library, client):
    answer = client.get("/recommendations/gp-backbone/")
    assert answer.status_code == 302
    assert answer["Location"] == "/sections/first-line-systemic-therapy/#rec-gp-backbone"


def test_the_audience_asked_for_decides_which_blocks_are_shown(library, client):
    everything = client.get("/sections/first-line-systemic-therapy/").content.decode()
    student = client.get("/sections/first-line-systemic-therapy/?for=student").content.decode()
    assert "For medical students" in everything
    assert "read them as hypotheses" in student
    assert "Ask when the last platinum was given" in everything
    assert "Ask when the last platinum was given" not in student


@pytest.mark.parametrize("nonsense", ["nobody", "<script>", "student%00"])
def test_an_unknown_audience_is_nobody_in_particular(library, client, nonsense):
    answer = client.get(f"/sections/first-line-systemic-therapy/?for={nonsense}")
    assert answer.status_code == 200
    assert "For medical students" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/articles/nothing/", "/sections/nothing/", "/notices/nothing/", "/recommendations/nothing/"]
)
def test_what_is_not_published_is_not_found(library, client, address):
    assert client.get(address).status_code == 404


def test_an_unchanged_page_answers_304_and_a_new_publication_ends_that(library, client):
    first = client.get("/notices/disclaimer/")
    again = client.get("/notices/disclaimer/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert not first["ETag"].startswith("W/")
    library.move_epoch()
    after = client.get("/notices/disclaimer/", headers={"if-none-match": '"an older one"'})
    assert after.status_code == 200


def test_the_compressed_copy_is_the_same_page_under_an_etag_of_its_own(library, client):
    plain = client.get("/glossary/")
    zipped = client.get("/glossary/", headers={"accept-encoding": "gzip"})
    assert zipped["Content-Encoding"] == "gzip"
    assert zipped["ETag"] != plain["ETag"]


def test_the_disclaimer_stands_at_the_end_of_the_article(library, client):
    page = client.get("/articles/metastatic-npc/").content.decode()
    assert page.index('id="references"') < page.index('<section id="disclaimer"')
    assert "&lt;p&gt;" not in page


def test_a_glossary_term_is_explained_the_first_time_and_never_inside_a_link_or_a_heading(library, client):
    page = client.get("/sections/first-line-systemic-therapy/").content.decode()
    slugs = re.findall(r'class="gloss" href="/glossary/#term-([\w-]+)"', page)
    assert slugs
    assert len(slugs) == len(set(slugs))
    assert re.search(r"<h[1-6][^>]*>[^<]*<a class=\"gloss\"", page) is None
