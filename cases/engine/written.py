"""Reads a number as a learner writes it: never guesses what a comma or a point may have meant."""

import re
import unicodedata
from decimal import Decimal

from cases.engine.refusal import Refused

LONGEST = 12
PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<part>[0-9]+))?")
# "1,280" is 1280 to one reader and 1.28 to the next; "0.125" can be read in one way only.
AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def number(text: str) -> Decimal | None:
    """The number in `text`, None when there is none; a decimal comma is read like a point.

    Raises Refused for what is no plain positive number or could be two.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    found = PLAIN.fullmatch(plain)
    if found is None:
        raise Refused(
            "not-a-number", "Write digits only, such as 335 or 1.5; the unit is chosen beside the number."
        )
    if AMBIGUOUS.fullmatch(plain):
        raise Refused(
            "ambiguous-number", "This can be read as thousands or as decimals. Leave out the thousands sign."
        )
    if len(plain) > LONGEST:
        raise Refused("number-too-long", f"Write at most {LONGEST} signs.")
    return Decimal(plain_text(Decimal(f"{found['whole']}.{found['part'] or 0}")))


def plain_text(number: Decimal) -> str:
    """The one form in which a number is kept: no exponent, no zeros that say nothing."""
    return f"{number.normalize():f}"
