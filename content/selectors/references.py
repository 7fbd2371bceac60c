"""References as they are frozen into what cites them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from content.editorial.public import Facts, Integrity, Offer
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


def offer(*, csl: Mapping[str, Any], tier: str, kind: str, integrity: Integrity = "ok") -> Offer:
    """A reference as a text may cite it; `integrity` is read live and never frozen."""
    held_in = tuple(csl[name] for name in ("container-title", "publisher", "genre") if csl.get(name))
    return Offer(snapshot(csl=csl, tier=tier, kind=kind), facts=Facts(integrity=integrity, held_in=held_in))


def offer_of(row: Reference) -> Offer:
    found = offer(csl=row.data(), tier=row.tier, kind=row.kind, integrity=cast("Integrity", row.integrity))
    noticed = replace(found.facts, noticed_in=row.integrity_source, noticed_on=row.integrity_on)
    return replace(found, facts=noticed)


def find_references(targets: Iterable[str]) -> dict[str, Offer]:
    """By target (`@KEY`); keys without a reference are absent. One statement."""
    rows = Reference.objects.filter(key__in=[target.removeprefix("@") for target in targets])
    return {f"@{row.key}": offer_of(row) for row in rows}
