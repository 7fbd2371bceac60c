"""Scenarios parsed from publications, once per publication and process: a publication never changes."""

from functools import lru_cache

from cases.engine import codec
from cases.engine.scenario import Scenario
from content.editorial.public import Published, read_publication

PARSED_AT_MOST = 512


def scenario_of(published: Published) -> Scenario:
    """Costs no statement once this process has seen the publication."""
    return _parsed(published.id, published.sha256)


@lru_cache(maxsize=PARSED_AT_MOST)
def _parsed(publication_id: int, sha256: str) -> Scenario:
    # The hash is part of the key because ids start again in an emptied database.
    return codec.parse(read_publication(publication_id).payload)
