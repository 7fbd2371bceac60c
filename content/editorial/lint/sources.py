"""Rules about what is cited: whether it is there, and whether it can bear what rests on it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final

from content.editorial.kinds import Cite, Fault
from content.editorial.lint.gates import fault
from content.editorial.lint.own import is_own_address, is_own_name
from content.editorial.world import Standing, World
from npcsite.lib import identifiers

_GONE: Final[Mapping[Standing, str]] = {
    "draft": "“{}” is a draft nobody has approved yet; have it approved first, or cite something else.",
    "retired": "“{}” was retired; cite what took its place.",
    "revived": "“{}” was retired and revived, and is not approved again yet; have it approved, or cite something else.",
    "superseded": "“{}” is no longer stated by the text it came from; cite what took its place.",
}


def source_faults(
    cites: Iterable[Cite], world: World, *, pins: Mapping[str, str] | None = None
) -> list[Fault]:
    """All rules about targets. `pins` are the claims as they were when these citations were last frozen, by target."""
    cites = list(cites)
    found = [found for rule in _RULES for found in rule(cites, world)]
    return unknown_targets(cites, world) + found + changed_claims(cites, world, pins or {})


def unknown_targets(cites: Iterable[Cite], world: World) -> list[Fault]:
    """C001 for each cited target that nothing defines, C011 for one that is no longer or not yet to be cited."""
    cites = list(cites)
    world.look_up([cite.target for cite in cites])
    return [_missing(cite, world) for cite in cites if world.find(cite.target) is None]


def changed_claims(cites: Iterable[Cite], world: World, pins: Mapping[str, str]) -> list[Fault]:
    """C012: what is claimed now is not what was claimed when it was cited."""
    message = "What “{}” claims has changed since it was cited here; read it again and see that the text still fits."
    return [
        fault("C012", cite.place, cite.line, message.format(cite.target))
        for cite in cites
        if (pin := pins.get(cite.target))
        and (now := world.find(cite.target))
        and now.get("claim_hash") != pin
    ]


def never_cited(listed: Iterable[Cite], cited: Collection[str]) -> list[Fault]:
    """C002: what a list of sources holds and no text of it cites."""
    message = "“{}” is listed and never cited; cite it or take it off the list."
    return [
        fault("C002", entry.place, entry.line, message.format(entry.target))
        for entry in listed
        if entry.target not in cited
    ]


def not_in_order(targets: Iterable[str], world: World) -> list[Fault]:
    """C021: what must be live and in date before anything of this kind is approved."""
    return [
        fault("C021", target, None, f"“{target}” {trouble}; put that right before you approve.")
        for target in targets
        if (trouble := _trouble(target, world))
    ]


def _trouble(target: str, world: World) -> str:
    facts = world.facts(target)
    if facts is None:
        return "is missing"
    if facts.standing != "live":
        return "is retired" if facts.standing == "retired" else "is not published"
    return f"has been due for review since {facts.overdue_since:%Y-%m-%d}" if facts.overdue_since else ""


def _missing(cite: Cite, world: World) -> Fault:
    facts = world.facts(cite.target)
    if facts is None:
        message = f"“{cite.target}” is not in the library; check the key."
        return fault("C001", cite.place, cite.line, message)
    return fault("C011", cite.place, cite.line, _GONE[facts.standing].format(cite.target))


def _integrity(cites: Iterable[Cite], world: World) -> Iterator[Fault]:
    """C003: a source that was retracted, or about which concern was expressed."""
    for cite in cites:
        facts = world.facts(cite.target)
        if facts and facts.integrity == "retracted":
            message = f"“{cite.target}” was retracted; take it out and see what still stands without it."
            yield fault("C003", cite.place, cite.line, message)
        if facts and facts.integrity == "concern":
            message = f"An expression of concern was published about “{cite.target}”; cite another source."
            yield fault("C003", cite.place, cite.line, message, severity="warning")


def _identifiers(cites: Iterable[Cite], world: World) -> Iterator[Fault]:
    """C004: a DOI that cannot be one, and two sources cited here that share one."""
    held: dict[tuple[str, str], str] = {}
    for cite in cites:
        found = world.find(cite.target) or {}
        doi, pmid = found.get("doi", ""), found.get("pmid", "")
        if doi and not identifiers.is_doi(doi):
            message = f"The DOI of “{cite.target}” is malformed: {doi}. Correct the reference."
            yield fault("C004", cite.place, cite.line, message)
        for name, value in (("DOI", identifiers.same_doi(doi)), ("PMID", pmid)):
            other = held.setdefault((name, value), cite.target) if value else cite.target
            if other != cite.target:
                message = (
                    f"“{cite.target}” and “{other}” have one {name} ({value}); merge the two references."
                )
                yield fault("C004", cite.place, cite.line, message)


def _own(cites: Iterable[Cite], world: World) -> Iterator[Fault]:
    """C017: a source that is this very site."""
    for cite in cites:
        found, facts = world.find(cite.target) or {}, world.facts(cite.target)
        named = facts is not None and any(is_own_name(name) for name in facts.held_in)
        if named or is_own_address(found.get("url", "")):
            message = (
                f"“{cite.target}” is this site itself, which proves nothing; cite the source it rests on."
            )
            yield fault("C017", cite.place, cite.line, message)


def _overdue(cites: Iterable[Cite], world: World) -> Iterator[Fault]:
    """C022: something cited whose own review is overdue."""
    for cite in cites:
        facts = world.facts(cite.target)
        if facts and facts.overdue_since:
            message = f"“{cite.target}” has been due for review since {facts.overdue_since:%Y-%m-%d}."
            yield fault("C022", cite.place, cite.line, message)


_RULES: Final[tuple[Callable[[Iterable[Cite], World], Iterator[Fault]], ...]] = (
    _integrity,
    _identifiers,
    _own,
    _overdue,
)
