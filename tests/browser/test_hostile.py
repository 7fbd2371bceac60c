"""S1, S2: no text in any field runs a script or leaves an element that its author may not write, shown or previewed.

The pages with hostile words are held against the same pages with harmless ones: they have nothing more in them.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Dialog, Page

from tests.browser.conftest import Complaints
from tests.browser.hostile_library import HARMLESS, good_text
from tests.browser.hostile_shapes import CANARY, HANDLERS, matrix, one_line, packs, placed
from tests.chromium import running_site
from tests.processes import manage

PUBLISH = (
    "from tests.browser.hostile_library import *; publish(harmless()); publish(hostile()); publish_packs()"
)
# Every event at an element with a handler of its own, these at every other.
FEW = ("click", "focus", "mouseover", "error", "load", "toggle")

# Events at every element of `root`, links followed only to where a script would be. Then what stands there.
INSPECT = """
async ([selector, handlers, few]) => {
  const root = document.querySelector(selector);
  const addresses = ["href", "xlink:href", "src", "action", "formaction", "data", "poster", "background"];
  const held = (event) => {
    const link = event.target.closest?.("a, area");
    if (!(link && /^javascript:/i.test(link.protocol || link.href?.baseVal))) event.preventDefault();
  };
  addEventListener("click", held, true);
  for (const folded of root.querySelectorAll("details")) folded.open = true;
  for (const link of root.querySelectorAll("a:not([hx-get])")) link.click?.();
  for (const element of root.querySelectorAll("*:not([hx-get], [hx-post])")) {
    const own = element.getAttributeNames().some((name) => name.startsWith("on"));
    for (const name of own ? handlers : few) element.dispatchEvent(new Event(name, { cancelable: true }));
  }
  await new Promise((done) => setTimeout(done, 30));
  removeEventListener("click", held, true);
  const pairs = new Set(), wrong = [];
  for (const element of root.querySelectorAll("*")) {
    pairs.add(element.localName);
    for (const { name, value } of element.attributes) {
      if (!["hidden", "open"].includes(name)) pairs.add(`${element.localName} ${name}`);
      if (["class", "id", "name", "style"].includes(name) && value === "planted") wrong.push(`${name}=planted`);
      if (!addresses.includes(name)) continue;
      const address = new URL(value, location.href);
      if (!["https:", "mailto:"].includes(address.protocol) && address.origin !== location.origin) wrong.push(value);
    }
  }
  const held_words = root.textContent.includes("ran(");
  return { pairs: [...pairs], wrong, ran: top.executed, hostile: held_words };
}
"""

# The widget's own way: the answer of the preview put into its pane.
PREVIEW = """
async ([place, field, text]) => {
  const body = new URLSearchParams({ place, field, text });
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch("/admin/preview/", { method: "POST", body, headers: { "X-CSRFToken": token } });
  const pane = document.querySelector("#twin");
  pane.innerHTML = (await answer.json()).html;
  return pane.innerHTML;
}
"""
# What the site puts round and into good text: the ids of headings, and a span that keeps a piece on one line.
OURS = re.compile(r' id="[^"]*"|<span class="unbroken">([^<]*)</span>')
PANE = "#twin"
# Beside the pane of the widget, which would be filled again by the widget itself.
TWIN = """
const pane = document.querySelector(".field-body .md-preview"), twin = pane.cloneNode();
[twin.id, twin.hidden] = ["twin", false];
pane.after(twin);
"""


@dataclass
class Seen:
    """What stood on pages, by elements and their attributes."""

    pairs: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    def look(self, page: Page, selector: str = "html", where: str = "") -> None:
        found = page.evaluate(INSPECT, [selector, HANDLERS, FEW])
        where = where or page.url
        self.pairs.update(found["pairs"])
        self.faults += [f"{where}: {what}" for what in (*found["wrong"], *found["ran"])]
        if not found["hostile"]:
            self.silent.append(where)


@pytest.fixture(scope="module")
def published(browser, tmp_path_factory):
    """A site of its own, because its glossary and its trials are not fit to be seen by other tests."""
    with running_site(tmp_path_factory.mktemp("hostile")) as running:
        made = manage("shell", "-v0", "-c", PUBLISH, data=running.data)
        assert made.returncode == 0, made.stderr[-2000:]
        harmless, hostile = (json.loads(line) for line in made.stdout.splitlines())
        yield running, {"harmless": harmless, "hostile": hostile}


@pytest.fixture(scope="module")
def site(published):
    return published[0]


class Heard(Complaints):
    def crash(self, error: Exception) -> None:
        """Scripts of the site may well stumble over events that nobody's hand has caused."""


@pytest.fixture
def complaints(site) -> Complaints:
    return Heard(site)


def answered(complaints: Complaints, dialog: Dialog) -> None:
    if dialog.type == "alert":
        complaints.seen.append(f"dialog: {dialog.message}")
    dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss()


@pytest.fixture
def watched(visit, complaints):
    """`watched(person)` is a page in which every shape that runs is heard."""

    def open_page(person: str | None = None) -> Page:
        page = visit("/help/", person=person)
        page.context.add_init_script(CANARY)
        page.set_default_timeout(15_000)
        page.on("dialog", lambda dialog: answered(complaints, dialog))
        return page

    return open_page


def public(name: str) -> list[str]:
    notice = f"/notices/{name}-notice/"
    return [
        f"/sections/{name}/", f"/sections/{name}/?for=student", f"/articles/{name}/", notice, f"{notice}changes/",
        f"{notice}changes/1/2/", "/glossary/", "/trials/", "/corrections/", "/cases/",
    ]  # fmt: skip


def staff(name: str, made: dict[str, int]) -> list[str]:
    documents = [
        f"/admin/content/{kind}/{made[kind]}/change/" for kind in ("section", "notice", "article", "glossary")
    ]
    return [
        "/", "/accounts/", "/admin/", "/admin/keys/", "/admin/content/section/", "/admin/content/reference/",
        *documents,
        f"/admin/review/{made['round']}/", f"/admin/review/{made['round']}/?show=whole",
    ]  # fmt: skip


def played(player: Page, name: str) -> Iterator[str]:
    """The address of every page of the case, until its debrief."""
    player.goto(f"/cases/{name}/")
    yield player.url
    player.get_by_role("button", name="Start the case").click()
    player.wait_for_url("**/attempts/**")
    while "/debrief/" not in player.url:
        yield player.url
        on = (
            player.locator("[data-go-on]")
            .or_(player.locator(".decision-form button:not([type=button])"))
            .first
        )
        if player.locator("[name=pick]").count():  # in an order of chance; the same answer, the same pages
            player.locator("[name=pick][value=a]").check()
        with player.expect_navigation():
            on.click()
    yield player.url


def test_hostile_words_in_every_field_add_nothing_to_a_page(visit, watched, published):
    seen = {"harmless": Seen(), "hostile": Seen()}
    for name, looker in seen.items():
        guest, reviewer = watched(), watched("rita.reviewer")
        for page, addresses in ((guest, public(name)), (reviewer, staff(name, published[1][name]))):
            for address in addresses:
                page.goto(address)
                looker.look(page)
        player = visit(javascript=False)
        player.set_default_timeout(15_000)
        for address in played(player, name):
            guest.context.add_cookies(player.context.cookies())
            guest.goto(address)
            looker.look(guest)
    assert seen["hostile"].faults == []
    assert seen["hostile"].pairs - seen["harmless"].pairs == set()
    # What holds no hostile word proves nothing.
    assert seen["hostile"].silent == []


def test_no_element_with_a_handler_comes_out_of_a_title_or_a_body(watched):
    page, harmless, hostile = watched(), Seen(), Seen()
    page.goto("/sections/harmless/")
    harmless.look(page)
    for number, _pack in enumerate(packs()):
        page.goto(f"/sections/pack-{number}/")
        hostile.look(page)
    assert len(matrix()) >= 20_000
    assert (hostile.faults, hostile.pairs - harmless.pairs, hostile.silent) == ([], set(), [])


@pytest.fixture
def desk(watched) -> Page:
    page = watched("eddie.editor")
    page.goto("/admin/content/section/add/")
    page.evaluate(f"() => {{ {TWIN} }}")
    return page


def test_good_text_reaches_the_preview_unchanged(desk, published):
    place = f"section/{published[1]['harmless']['section']}"
    changed = []
    for typed, html in HARMLESS:
        shown = desk.evaluate(PREVIEW, [place, "summary", typed])
        if OURS.sub(r"\1", shown).strip() != html:
            changed.append((typed, shown))
    assert len(HARMLESS) >= 60
    assert changed == []


def test_hostile_text_adds_nothing_to_a_preview(desk, published):
    made, harmless, hostile = published[1]["harmless"], Seen(), Seen()
    desk.evaluate(PREVIEW, [f"section/{made['section']}", "body", good_text()])
    harmless.look(desk, PANE)
    fields = [
        ("section", "body"), ("section", "summary"), ("section", "figures-0-caption"), ("notice", "body"),
        ("notice", "summary"), ("glossary", "terms-0-definition"), ("article", "lead"),
    ]  # fmt: skip
    tries = [*((*fields[0], pack) for pack in packs()), *((*where, placed()) for where in fields)]
    for kind, name, text in [*tries, (*fields[0], one_line())]:
        desk.evaluate(PREVIEW, [f"{kind}/{made[kind]}", name, text])
        hostile.look(desk, PANE, f"{kind} {name}")
    assert (hostile.faults, hostile.pairs - harmless.pairs, hostile.silent) == ([], set(), [])
