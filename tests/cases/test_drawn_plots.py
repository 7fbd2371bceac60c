"""What is drawn on a page is what its table says and what the model holds, and no colour has to tell it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from cases.engine import reference
from cases.engine.courses import courses
from cases.models import Result
from cases.selectors import charting
from cases.selectors.my_page import my_page
from cases.selectors.wording import value_text, whole
from cases.services.exchange import read_file
from tests.cases.players import Player, text
from tests.cases.stories import best, word

pytestmark = pytest.mark.django_db

FEVER = Path(__file__).resolve().parents[2] / "cases" / "library" / "fever-on-day-12.yaml"
EBV = FEVER.with_name("de-novo-bone-mets.yaml")
STYLES = Path(settings.BASE_DIR) / "npcsite" / "static" / "npcsite" / "css"
CSS = STYLES / "debrief.css"
ROW = re.compile(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td></tr>')
CIRCLE = re.compile(r'<circle class="(point[^"]*)" cx="([\d.]+)" cy="([\d.]+)"')


def test_the_rows_of_every_trend_are_the_readings_and_each_has_its_mark():
    case = read_file(FEVER, name=FEVER.name).scenario
    state = reference.played(case)
    found = {course.slug: course for course in courses(case, state)}
    view = charting.view(case, state, lambda part: "")
    assert {trend.slug for trend in view.trends} <= set(found)
    for trend in view.trends:
        html, readings = render_to_string("cases/_trend.html", {"trend": trend}), found[trend.slug].readings
        rows = ROW.findall(html)[: len(readings)]
        assert len(trend.rows) == len(readings)
        for (day, shown), reading in zip(rows, readings, strict=True):
            assert str(reading.day) in day
            assert reading.below == ("below" in shown or "<" in shown or "&lt;" in shown), shown
            if not reading.below:
                assert value_text(reading.value, found[trend.slug].unit) == shown
        marks = CIRCLE.findall(html)
        assert [mark[0] == "point below" for mark in marks] == [reading.below for reading in readings]
        assert [(float(x), float(y)) for _class, x, y in marks] == [(dot.x, dot.y) for dot in trend.plot.dots]


def test_an_ebv_value_below_detection_is_a_ring_under_the_limit_and_said_in_words():
    """Told apart by shape and place, so that no colour has to tell it."""
    case = read_file(EBV, name=EBV.name).scenario
    view = charting.view(case, reference.played(case), lambda part: "")
    (trend,) = (one for one in view.trends if any(dot.below for dot in one.plot.dots))
    html = render_to_string("cases/_trend.html", {"trend": trend})
    drawn = {(float(x), float(y)): name for name, x, y in CIRCLE.findall(html)}
    kinds = {dot.below: drawn[dot.x, dot.y] for dot in trend.plot.dots}
    assert kinds == {True: "point below", False: "point"}
    assert all((dot.y > trend.plot.limit) is dot.below for dot in trend.plot.dots)
    assert "below detection" in html
    assert "drawn as an empty mark" in html
    disc, ring = (_rule(name) for name in (".plot .point", ".plot .point.below"))
    assert (disc["fill"], disc["stroke"]) == (ring["stroke"], ring["fill"]), (
        "a disc, and a ring that is empty inside"
    )


def _rule(selector: str) -> dict[str, str]:
    """What the stylesheet of the chart says of exactly this selector."""
    sheet = (STYLES / "chart.css").read_text(encoding="utf-8")
    heads = [line for line in sheet.splitlines() if selector in re.split(r", | \{", line)]
    (line,) = heads
    return dict(re.findall(r"([\w-]+): ([^;]+);", line))


def test_scores_are_drawn_at_their_height_and_named_in_the_table(made, lena):
    client = Client()
    client.force_login(lena)
    for last in ("a", "c", "d"):
        player = Player(client).start()
        player.decide()
        for n in range(1, 4):
            player.decide(*best(n))
        player.decide(last)
    html = text(client.get("/me/"))
    drawn = html[html.index('id="scores-title"') : html.index("<details", html.index('id="scores-title"'))]
    scores = [result.score for result in Result.objects.order_by("pk")]
    marks = re.findall(r'<(circle|rect) class="[^"]*" (?:cx|x)="[\d.]+" (?:cy|y)="([\d.]+)"', drawn)
    heights = [float(y) + (4 if shape == "rect" else 0) for shape, y in marks]
    assert [shape for shape, _y in marks] == ["circle", "circle", "rect"], "unsafe has another shape"
    assert heights == pytest.approx([120 - 1.08 * whole(score) for score in scores], abs=0.11)
    assert [one.score for one in my_page(lena.pk, timezone.now()).scores] == [
        whole(score) for score in scores
    ]


def test_the_reference_is_dashed_and_ones_own_path_is_not(guest):
    html = text(guest.play().client.get(guest.url("debrief")))
    assert 'class="reference"' in html
    assert 'class="own"' in html
    rules = dict(re.findall(r"^\.path-map \.(\w+) \{([^}]*)\}", CSS.read_text(), re.MULTILINE))
    assert "stroke-dasharray" in rules["reference"]
    assert "stroke-dasharray" not in rules["own"]


def test_the_ledger_says_what_a_critical_harm_did_to_the_patient(guest):
    guest.decide()
    guest.decide(*best(1))
    guest.decide("d")
    html = text(guest.client.get(guest.url("debrief")))
    ledger = html[html.index("Safety ledger") : html.index('id="decisions"')]
    assert word("q-2", "d", "label") in ledger
    assert word("q-2", "d", "consequence") in ledger
    assert "Critical harm" in ledger
