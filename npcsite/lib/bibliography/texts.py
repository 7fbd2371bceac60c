"""The bytes of a file made into text, and the text packed so that a form can carry it to its confirmation."""

import base64
import binascii
import zlib
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from npcsite.lib.bibliography.records import MOST_BYTES, Unreadable

# What a form may carry besides its other fields; DATA_UPLOAD_MAX_MEMORY_SIZE is 2 MB.
MOST_PACKED: Final = 1_500_000
_BROKEN: Final = gettext_lazy("The file did not arrive whole. Choose it again.")


def decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, lines ended by line feeds. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_("This file is larger than 2 MB; split it into several."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = data.count(b"\n", 0, broken.start) + 1
        raise Unreadable(
            _(
                "This file is not UTF-8 (line %(line)d). Export it again as UTF-8, or open it in a text editor "
                "and save it with that encoding."
            )
            % {"line": line}
        ) from broken
    if "\x00" in text:
        raise Unreadable(_("This is not a text file. Choose the RIS or CSL-JSON file itself."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def packed(text: str) -> str:
    """Raises Unreadable when the form could not carry it."""
    made = base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")
    if len(made) > MOST_PACKED:
        raise Unreadable(_("This file holds too much to be confirmed in one go; split it into several."))
    return made


def unpacked(made: str) -> str:
    """Raises Unreadable for what `packed` did not make; never grows beyond what a file may hold."""
    reader = zlib.decompressobj()
    try:
        text = reader.decompress(base64.b64decode(made, validate=True), MOST_BYTES + 1)
    except (binascii.Error, zlib.error, ValueError) as broken:
        raise Unreadable(_BROKEN) from broken
    if not reader.eof and len(text) <= MOST_BYTES:
        raise Unreadable(_BROKEN)
    return decoded(text)
