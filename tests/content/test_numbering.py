"""The reference list of a page: what a frozen source may still not do there."""

import pytest

from content.selectors.numbering import Numbering


@pytest.mark.parametrize(
    ("frozen", "shown"), [("https://example.org/a", "https://example.org/a"), ("javascript:alert(1)", "")]
)
def test_an_address_that_is_no_web_address_is_no_link_even_when_it_was_frozen(frozen, shown):
    numbering = Numbering(known={"@A": {"url": frozen}})
    numbering.marker(["@A"])
    assert [reference.url for reference in numbering.references()] == [shown]
