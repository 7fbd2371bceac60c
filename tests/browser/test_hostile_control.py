"""The control of the hostile pages: the same shapes do run where nothing is done against them."""

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Page

from tests.browser.hostile_shapes import CANARY, HANDLERS, Shape, matrix, others

# Most pairs of the matrix wait for an event that their element never gets, or are swallowed by the one before them.
LEAST = {matrix: 0.2, others: 0.5}

# Written by a renderer that lets everything through, into frames that have no policy: what leads away takes its own
# frame with it and not the page, which could then neither be asked nor closed.
UNSANITISED = """
async ([documents, handlers]) => {
  await Promise.all(documents.map(([name, html]) => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.srcdoc = html;
    frame.onload = () => {
      frame.onload = null;
      for (const element of frame.contentDocument.querySelectorAll("*")) {
        for (const event of name ? [name] : handlers) element.dispatchEvent(new Event(event));
        if (!name) element.click?.();
      }
      done();
    };
    document.body.append(frame);
  })));
  await new Promise((done) => setTimeout(done, 500));
  return [...new Set(top.executed)];
}
"""


def unsanitised(page: Page, shapes: list[Shape]) -> set[int]:
    """The numbers of those that run where nothing is done against it."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.validateLink = lambda url: True
    documents = [(shape.event, shape.text if shape.event else parser.render(shape.text)) for shape in shapes]
    if shapes[0].event:  # in one document for each event, or there would be 25 000
        by_event: dict[str, list[str]] = {}
        for event, text in documents:
            by_event.setdefault(event, []).append(text)
        documents = [(event, "\n".join(texts)) for event, texts in by_event.items()]
    return set(page.evaluate(UNSANITISED, [documents, HANDLERS]))


@pytest.mark.parametrize("shapes", LEAST)
def test_the_same_shapes_run_where_nothing_is_sanitised(browser, shapes):
    context = browser.new_context()
    # An answer without content leaves the page where it is.
    context.route("**/*", lambda route: route.fulfill(status=204))
    context.add_init_script(CANARY)
    tried = shapes()
    ran = unsanitised(context.new_page(), tried) & {shape.number for shape in tried}
    assert len(ran) >= LEAST[shapes] * len(tried)
    context.close()
