"""An uploaded image: taken for what it holds, made anew without anything but its pixels, refused before it hurts."""

import hashlib
import io
import struct
import tracemalloc
import zlib

import pytest
from PIL import Image, PngImagePlugin

from npcsite.lib.images import LONGEST_SIDE, MOST_BYTES, BadImage, remade

SECRET = b"canary-in-the-metadata"


def picture(name: str, size=(40, 30), mode="RGB", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 7).save(out, name, **options)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG that claims to be this large and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("name", "made"), [("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "webp")])
def test_the_three_formats_come_out_as_what_they_are_under_the_hash_of_their_bytes(name, made):
    image = remade(picture(name))
    assert (image.format, image.width, image.height) == (made, 40, 30)
    assert image.sha256 == hashlib.sha256(image.data).hexdigest()
    assert Image.open(io.BytesIO(image.data)).format == name
    assert remade(picture(name)).sha256 == image.sha256


def with_metadata(name: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    if name != "PNG":
        return picture(name, exif=exif)
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET.decode())
    return picture(name, exif=exif, pnginfo=words)


@pytest.mark.parametrize("name", ["PNG", "JPEG", "WEBP"])
def test_metadata_and_what_is_glued_to_the_end_do_not_survive(name):
    uploaded = with_metadata(name) + b"<?php " + SECRET
    assert SECRET in uploaded
    image = remade(uploaded)
    assert SECRET not in image.data
    assert b"<?php" not in image.data
    assert not Image.open(io.BytesIO(image.data)).getexif()


def test_a_picture_is_turned_as_its_metadata_asks_before_that_is_dropped():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert (remade(picture("JPEG", exif=exif)).width, remade(picture("JPEG")).width) == (30, 40)


@pytest.mark.parametrize("size", [(5000, 4000), (60_000, 60_000), (2_000_000_000, 2)])
def test_a_bomb_is_refused_by_its_header_without_being_decoded(size):
    tracemalloc.start()
    with pytest.raises(BadImage):
        remade(bomb(*size))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not an image",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"GIF89a" + b"\0" * 40,
        picture("GIF", mode="L"),
        picture("TIFF"),
        picture("BMP"),
        picture("PNG")[:40],
        picture("JPEG")[:200],
        bomb(30, 30),
        b"\0" * (MOST_BYTES + 1),
    ],
    ids=lambda data: str(data[:8]),
)
def test_what_is_none_of_the_three_or_is_damaged_is_refused_in_words(data):
    with pytest.raises(BadImage, match=r"\w+ \w+"):
        remade(data)


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    image = remade(picture("PNG", size=(3600, 1200)))
    assert (image.width, image.height) == (LONGEST_SIDE, 600)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_colour_becomes_plain(mode):
    image = Image.open(io.BytesIO(remade(picture("PNG", mode=mode)).data))
    assert image.mode in ("RGB", "RGBA")
