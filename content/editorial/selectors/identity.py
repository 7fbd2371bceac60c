"""Which claim a recommendation is: the hash of its words, unless a wording change was confirmed to mean the same.

Such a publication carries the old hash on in its manifest, so that nothing which cites the claim is touched.
"""

from collections.abc import Mapping
from typing import Any, Final

from content.editorial.kinds import kind_of
from content.editorial.models import Publication
from npcsite.lib import canonical

# What of a claim is chosen, not worded.
CHOSEN: Final = ("direction", "sha256")

Offers = Mapping[str, Mapping[str, Any]]


def identified(offers: Offers, manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The offers of a publication with the claims' identities it carries on."""
    carried = manifest.get("carried", {})
    return {
        target: {**snapshot, **({"claim_hash": carried[target]} if target in carried else {})}
        for target, snapshot in offers.items()
    }


def published_offers(publication: Publication | None) -> dict[str, dict[str, Any]]:
    """With identities; none for what was never published."""
    if publication is None:
        return {}
    manifest = canonical.decode(publication.manifest)
    payload = canonical.decode(publication.revision.payload)
    return identified(kind_of(manifest["kind"]).offers(payload), manifest)


def carried_claims(live: Publication | None, offers: Offers, *, wording_only: bool) -> dict[str, str]:
    """By target, the identities that differ from the hash of the new words."""
    if live is None:
        return {}
    raw = kind_of(live.document.kind).offers(canonical.decode(live.revision.payload))
    before = published_offers(live)
    return {
        target: before[target]["claim_hash"]
        for target, snapshot in offers.items()
        if "claim_hash" in snapshot
        and "claim_hash" in before.get(target, {})
        and snapshot["claim_hash"] != before[target]["claim_hash"]
        and (
            snapshot["claim_hash"] == raw[target]["claim_hash"]
            or (wording_only and _differ_in_words(snapshot, raw[target]))
        )
    }


def _differ_in_words(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Another direction or another image is more than another wording, whatever its writer says."""
    return all(one.get(name) == other.get(name) for name in CHOSEN)
