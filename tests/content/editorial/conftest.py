"""The cast, and two toy kinds in place of the site's own."""

import pytest

from content.editorial import kinds
from tests.content.editorial.toys import LateToy, Toy


@pytest.fixture(autouse=True)
def toys(monkeypatch) -> dict[str, Toy]:
    made = {"toy": Toy(), "late-toy": LateToy()}
    monkeypatch.setattr(kinds, "_kinds", made)
    monkeypatch.setattr(kinds, "_sources", {})
    return made
