"""Reference files from other programs: RIS and CSL-JSON, read into the CSL-JSON we keep, each record with its line.

What cannot be read is told with its line; a file that cannot be read at all says what to do about it.
"""

from npcsite.lib.bibliography.csl_json import read_csl_json
from npcsite.lib.bibliography.records import MOST_BYTES, Found, Source, Unparsed, Unreadable
from npcsite.lib.bibliography.ris import is_ris, read_ris
from npcsite.lib.bibliography.texts import decoded, packed, unpacked

__all__ = ["MOST_BYTES", "Found", "Source", "Unparsed", "Unreadable", "decoded", "packed", "read", "unpacked"]


def read(text: str) -> Found:
    """Raises Unreadable when the text is neither RIS nor CSL-JSON, or holds too much."""
    if text.lstrip()[:1] in ("[", "{"):
        return read_csl_json(text)
    if is_ris(text):
        return read_ris(text)
    raise Unreadable.neither()
