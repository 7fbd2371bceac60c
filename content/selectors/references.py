"""References as they are frozen into what cites them."""

from collections.abc import Iterable, Mapping
from typing import Any

from content.models import Reference
from npcsite.lib import vancouver


def snapshot(*, csl: Mapping[str, Any], tier: str, kind: str) -> dict[str, str]:
    """What a publication freezes of a reference and a reader is shown."""
    return {
        **vancouver.parts(csl),
        "doi": csl.get("DOI", ""),
        "pmid": csl.get("PMID", ""),
        "pmcid": csl.get("PMCID", ""),
        "url": csl.get("URL", ""),
        "tier": tier,
        "kind": kind,
    }


def find_references(keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Snapshots by target (`@KEY`); keys without a reference are absent. One statement."""
    rows = Reference.objects.filter(key__in=[key.removeprefix("@") for key in keys])
    return {f"@{row.key}": snapshot(csl=row.data(), tier=row.tier, kind=row.kind) for row in rows}
