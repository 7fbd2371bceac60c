"""A program's own limits of the attention rules; what it has not set is as it comes with the software."""

from dataclasses import asdict, fields
from decimal import Decimal

from cases.programs.models import Program
from cases.programs.selectors.attention_rules import LIMITS, Limits
from npcsite.lib import canonical


def limits_of(program: Program) -> Limits:
    """A limit that a later version of the software does not know is passed over."""
    stored = canonical.decode(program.attention) if program.attention else {}
    known = {one.name: stored[one.name] for one in fields(Limits) if one.name in stored}
    if "below_sd" in known:
        known["below_sd"] = Decimal(known["below_sd"])
    return Limits(**known)


def written(limits: Limits) -> str:
    """As `Program.attention` holds them: what is not as it comes with the software, "" for nothing."""
    plain = asdict(LIMITS)
    own = {name: value for name, value in asdict(limits).items() if value != plain[name]}
    return canonical.encode(own) if own else ""
