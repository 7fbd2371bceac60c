"""Rules about what is cited: whether it is there, and whether it can bear what rests on it."""

from collections.abc import Iterable

from content.editorial.kinds import Cite, Fault
from content.editorial.lint.gates import fault
from content.editorial.world import World


def unknown_targets(cites: Iterable[Cite], world: World) -> list[Fault]:
    """C001 for each cited target that nothing defines."""
    cites = list(cites)
    world.look_up([cite.target for cite in cites])
    return [
        fault("C001", cite.place, cite.line, f"“{cite.target}” is not in the library; check the key.")
        for cite in cites
        if world.find(cite.target) is None
    ]
