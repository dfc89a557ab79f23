"""A picture is known by its content; whatever else a file has, it never gets to the page."""

from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.files.covers import UnusableError
from prodash.storage.pictures.picture import MAX_BYTES, picture_of
from tests.examples import examples
from tests.storage.covers import JPEG, SECRET, WEBPS, chunk, exif, jpeg, png, segment, webp

GOOD = {"PNG": ("image/png", png()), "JPEG": ("image/jpeg", JPEG)} | {
    f"{name} WebP": ("image/webp", data) for name, data in WEBPS.items()
}


@pytest.mark.parametrize(("media_type", "data"), GOOD.values(), ids=GOOD)
def test_what_is_only_a_picture_stays_as_it_is(media_type: str, data: bytes) -> None:
    assert picture_of(data) == (media_type, data)


TEXT = chunk(b"tEXt", b"Comment\0" + SECRET)
MORE = {
    "PNG with a text": (png(24, 16, TEXT), png()),
    "PNG with Exif": (png(24, 16, chunk(b"eXIf", SECRET)), png()),
    "PNG that moves": (png(24, 16, chunk(b"acTL", pack(">II", 2, 0)), chunk(b"fdAT", SECRET)), png()),
    "PNG with more behind it": (png() + b"<script>" + SECRET, png()),
    "JPEG with a comment": (jpeg(segment(0xFE, SECRET)), JPEG),
    "JPEG with a place": (jpeg(segment(0xE1, exif(1))), JPEG),
    "JPEG with XMP": (jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET)), JPEG),
    "JPEG with IPTC": (jpeg(segment(0xED, b"Photoshop 3.0\0" + SECRET)), JPEG),
    "JPEG with a preview": (jpeg(segment(0xE0, b"JFXX\0" + SECRET)), JPEG),
    "JPEG with Exif that is damaged": (jpeg(segment(0xE1, b"Exif\0\0??" + SECRET)), JPEG),
    "JPEG with more behind it": (JPEG + SECRET, JPEG),
    "JPEG with bytes to fill up": (JPEG[:2] + b"\xff\xff" + JPEG[2:], JPEG),
    "WebP with metadata": (webp((b"EXIF", SECRET), (b"XMP ", SECRET), flags=0b0010_1100), webp()),
    "WebP with more behind it": (webp() + SECRET, webp()),
}


@pytest.mark.parametrize(("data", "plain"), MORE.values(), ids=MORE)
def test_what_a_file_tells_besides_its_picture_is_left_out(data: bytes, plain: bytes) -> None:
    assert picture_of(data).data == plain


@pytest.mark.parametrize("order", ["<", ">"], ids=["little end first", "big end first"])
@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_cover_keeps_its_orientation_and_loses_everything_else_that_it_tells(
    orientation: int, order: str
) -> None:
    plain = picture_of(jpeg(segment(0xE1, exif(orientation, order)))).data
    assert (SECRET in plain, plain == jpeg(plain[2 : 2 + len(plain) - len(JPEG)])) == (False, True)
    assert plain[2:].startswith(b"\xff\xe1\x00\x22Exif\0\0MM\0*")
    assert plain[: len(plain) - len(JPEG) + 2].endswith(bytes([0, orientation, 0, 0, 0, 0, 0, 0]))


SIDES = "it has {} pixels; at most 4,096 × 4,096 are shown"
NO_PICTURE, DAMAGED = "it is not a PNG, JPEG or WebP picture", "it is damaged, or not whole"
BAD = {
    "nothing": (b"", NO_PICTURE),
    "a text": (b"PNG", NO_PICTURE),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", NO_PICTURE),
    "GIF": (b"GIF89a" + bytes(99), NO_PICTURE),
    "HTML that says it is WebP": (b"<script>WEBP", DAMAGED),
    "a beginning of PNG": (b"\x89PNG\r\n\x1a\n" + b"<script>alert(1)</script>", DAMAGED),
    "a JPEG without a picture": (b"\xff\xd8\xff\xd9", DAMAGED),
    "a PNG without height": (png(24, 0), DAMAGED),
    "a PNG that grows": (png(1, 4097), SIDES.format("1 × 4,097")),
    "a WebP that moves": (webp((b"ANIM", bytes(6))), "it moves; save one picture of it"),
    "a large one": (png(24, 16, chunk(b"tEXt", bytes(MAX_BYTES))), "it is larger than 200 KB"),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_what_is_no_picture_for_a_page_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnusableError, match=reason):
        picture_of(data)


@pytest.mark.parametrize("data", [data for _, data in GOOD.values()], ids=GOOD)
def test_a_file_that_is_not_whole_is_refused_wherever_it_ends(data: bytes) -> None:
    for end in range(len(data)):
        with pytest.raises(UnusableError):
            picture_of(data[:end])


@given(st.sampled_from([data for _, data in GOOD.values()]), st.data())
@examples(25)
def test_a_file_with_any_bytes_changed_gives_a_picture_or_a_reason(data: bytes, more: st.DataObject) -> None:
    changed = bytearray(data)
    for _ in range(more.draw(st.integers(1, 4))):
        changed[more.draw(st.integers(0, len(data) - 1))] = more.draw(st.integers(0, 255))
    try:
        picture = picture_of(bytes(changed))
    except UnusableError:
        return
    assert picture_of(picture.data) == picture
