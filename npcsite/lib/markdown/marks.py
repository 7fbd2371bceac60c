"""Marks stand in stored HTML for what each page puts there itself: citation numbers, links, boxes, audience blocks.

They are private-use characters, which pass the sanitisers; whatever an author types of them is taken out first.
"""

import re
from html import unescape
from typing import Final

AUDIENCES: Final = ("student", "resident", "specialist", "other")

TARGETS_OPEN, TARGETS_CLOSE = "\ue000", "\ue001"
BLOCK_OPEN, BLOCK_NAMED, BLOCK_CLOSE = "\ue002", "\ue003", "\ue004"
RESERVED: Final = re.compile("[\ue000-\ue00f]")

# A reference key begins with a letter; the other targets are kebab-case.
_KEY = r"@[A-Za-z][A-Za-z0-9-]*"
_OTHER = r"(?:rec|sec|trial|fig):[a-z0-9]+(?:-[a-z0-9]+)*"
CITATION: Final = re.compile(rf"\[((?:{_KEY})(?:; ?{_KEY})*|{_OTHER})\]")
MARK: Final = re.compile(f"{TARGETS_OPEN}([A-Za-z0-9@:;-]+){TARGETS_CLOSE}")
BLOCK_MARK: Final = re.compile(f"{BLOCK_OPEN}([a-z ]+){BLOCK_NAMED}|{BLOCK_CLOSE}")
_TAG = re.compile(r"<[^>]*>")


def targets_of(written: str) -> tuple[str, ...]:
    """The targets between the brackets of a citation."""
    return tuple(target.strip() for target in written.split(";"))


def mark(targets: tuple[str, ...]) -> str:
    return f"{TARGETS_OPEN}{';'.join(targets)}{TARGETS_CLOSE}"


def block_mark(audiences: tuple[str, ...]) -> str:
    return f"{BLOCK_OPEN}{' '.join(audiences)}{BLOCK_NAMED}"


def cited_in(html: str) -> tuple[str, ...]:
    """Every target marked in rendered HTML, in reading order, repeats included."""
    return tuple(target for found in MARK.finditer(html) for target in targets_of(found[1]))


def plain_text(html: str) -> str:
    """What rendered HTML says, without marks and tags; no longer safe to be put into a page as it is."""
    return unescape(_TAG.sub("", MARK.sub("", html))).strip()


def without_reserved(text: str) -> str:
    return RESERVED.sub("", text)
