"""What a line must not part: names such as PD-1, grades, ranges, and a number with its unit.

Chromium breaks a line at the hyphen of TNM-8 and at the dash of 0.44–0.68. The words stay as they are, so that they
can be searched and copied; only a span is put round them.
"""

import re
from functools import lru_cache
from typing import Final

from npcsite.lib.markdown.marks import TARGETS_CLOSE, TARGETS_OPEN

KEPT_AT_MOST: Final = 4096
START: Final = '<span class="unbroken">'

_NUMBER = r"\d{1,7}(?:[.,]\d{1,7})*"
_NUMBERS = rf"{_NUMBER}(?:[-–]{_NUMBER})?"
_ROMAN = r"[IVX]{1,4}(?:[-–][IVX]{1,4})?"
_MEASURE = r"(?:[kµm]?g|m?L|Gy|[cm]m|h|[µm]mol|mIU|U|copies)(?:/(?:m²|[kmµ]?[gL]|min))*"
_UNIT = rf"(?:× ?)?(?:10[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}/L|%|°C|{_MEASURE})(?!\w)"
_PIECES = (
    r"(?<!\w)[A-Z][A-Za-z0-9]{0,20}[-–]L?\d{1,4}(?:st|nd|rd|th)?(?!\w)",  # PD-L1, CAPTAIN-1st, AK105-304, T3-4
    r"\[[IV]{1,3}(?:[-–][IV]{1,3})?, [A-E](?:; MCBS \d)?\]",
    rf"(?<!\w)(?:[Pp]hase|[Ss]tage|[Gg]rade|[Ll]evel|[Dd]ay|[Cc]ycle|evidence) (?:{_NUMBERS}|{_ROMAN})[AB]?(?![\w-])",
    r"(?<!\w)[IVX]{1,4}[-–][IVX]{1,4}[AB]?(?!\w)",
    rf"(?<!\w)(?:AUC|CI|ECOG|HR|OR|NYHA) (?:{_NUMBERS}|{_ROMAN})(?![\w-])",
    rf"(?<![\w.,-]){_NUMBER}[-–]{_NUMBER}(?: ?{_UNIT})?(?![\w-])",
    rf"(?<![\w.,-]){_NUMBER} {_UNIT}",
)
_TOGETHER = re.compile("|".join(_PIECES))
# Neither tags with their attributes nor the marks of citations are words.
_NO_WORDS = re.compile(f"(<[^>]*>|{TARGETS_OPEN}[^{TARGETS_CLOSE}]*{TARGETS_CLOSE})")


@lru_cache(maxsize=KEPT_AT_MOST)
def unbroken(html: str) -> str:
    """HTML, or escaped words, with each such piece in a span of its own; done twice it is the same as done once."""
    parts = _NO_WORDS.split(html)
    return "".join(
        part if at % 2 or (at and parts[at - 1] == START) else _TOGETHER.sub(rf"{START}\g<0></span>", part)
        for at, part in enumerate(parts)
    )
