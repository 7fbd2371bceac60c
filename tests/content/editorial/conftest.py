"""The cast, and two toy kinds in place of the site's own."""

import pytest

from content.editorial import kinds
from tests.content.editorial.toys import SOURCES, LateToy, Toy, item, publish, the


@pytest.fixture(autouse=True)
def toys(monkeypatch) -> dict[str, Toy]:
    made = {"toy": Toy(), "late-toy": LateToy()}
    monkeypatch.setattr(kinds, "_kinds", made)
    monkeypatch.setattr(kinds, "_sources", {})
    return made


@pytest.fixture
def known_sources(toys) -> None:
    """The two made papers can be cited by what is not loaded from a file."""
    kinds.register_source("@", lambda targets: {t: SOURCES[t] for t in targets if t in SOURCES})


@pytest.fixture
def loaded(known_sources):
    """The toy "a" with a claim "x", as it came with the software."""
    publish(item(claims={"x": "Offer it."}))
    return the()
