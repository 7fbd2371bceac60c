"""An uploaded image made anew: decoded by what it holds, whatever it is called, and re-encoded without its metadata.

Only pixels survive. The encoders' options are fixed and none of the usual ones, because a payload can be made to
outlive an encoder whose settings it was made for.
"""

import hashlib
import io
import zlib
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_PIXELS: Final = 16_000_000
# Wider or higher than any page shows; larger images are made smaller.
LONGEST_SIDE: Final = 1800

_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "PNG": {"compress_level": 7, "compress_type": zlib.Z_FILTERED},
    "JPEG": {"quality": 83, "subsampling": 1, "progressive": True, "optimize": True},
    "WEBP": {"quality": 84, "method": 5, "exact": False},
}


class BadImage(ValueError):
    """What was uploaded cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Remade:
    """`format` is also the end of the file's name; `sha256` is of `data`."""

    data: bytes
    format: str
    width: int
    height: int
    sha256: str


def remade(data: bytes) -> Remade:
    """Raises BadImage. A picture with too many pixels is refused by its header, before it is decoded."""
    if len(data) > MOST_BYTES:
        raise BadImage("The file is larger than 8 MB; make it smaller.")
    with _opened(data) as source:
        if source.width * source.height > MOST_PIXELS:
            raise BadImage("The image has more than 16 million pixels; make it smaller.")
        name = str(source.format)
        picture = _upright(source)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    picture.save(out, format=name, **_OPTIONS[name])
    made = out.getvalue()
    return Remade(made, name.lower(), picture.width, picture.height, hashlib.sha256(made).hexdigest())


def _opened(data: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=tuple(_OPTIONS))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise BadImage("This is no PNG, JPEG or WebP image, or it is far too large.") from error


def _upright(source: Image.Image) -> Image.Image:
    """The first picture of the file, turned as its metadata asks, in plain colours and without anything beside them."""
    try:
        source.load()
        turned = ImageOps.exif_transpose(source)
        has_alpha = turned.mode in ("LA", "PA", "RGBA") or "transparency" in turned.info
        plain = turned.convert("RGBA" if has_alpha and source.format != "JPEG" else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadImage("The image is damaged; save it anew and upload it again.") from error
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    return bare
