"""What is taken and what is not, whatever a file calls itself."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.rules.file_safety import FileTypeRefused, Inspection, Verdict
from hub.rules.file_starts import HEAD_BYTES
from hub.rules.file_types import ALLOWED
from models.words import AttachmentKind
from tests import made_files as made


def judged(data: bytes, name: str, mime: str = "", piece: int = 1000) -> Verdict:
    inspection = Inspection(data[:HEAD_BYTES], name, mime)
    for at in range(HEAD_BYTES, len(data), piece):
        inspection.see(data[at : at + piece])
    return inspection.end()


@pytest.mark.parametrize("case", made.ALLOWED)
def test_every_allowed_type_is_known_by_its_bytes(case: str) -> None:
    name, data, mime = made.ALLOWED[case]
    verdict = judged(data, name)
    assert verdict.type.mime == mime
    assert verdict.name == name


def test_the_cases_cover_the_whole_table_of_types() -> None:
    audio_of_a_browser = judged(made.webm(), "voice.webm", "audio/webm;codecs=opus").type.mime
    covered = {mime for _, _, mime in made.ALLOWED.values()} | {audio_of_a_browser}
    assert covered == {type.mime for type in ALLOWED}


@pytest.mark.parametrize("case", made.REFUSED)
def test_what_is_not_allowed_is_refused_whatever_its_name_says(case: str) -> None:
    name, data = made.REFUSED[case]
    with pytest.raises(FileTypeRefused) as refused:
        judged(data, name, "image/png")
    assert "PDF, Word, Excel" in refused.value.detail
    assert "image/jpeg" in refused.value.extra["allowed"]


# Text under the name of a page is refused as one; that is another test.
NO_TEXT = [case for case, (_, _, mime) in made.ALLOWED.items() if not mime.startswith("text/")]


@pytest.mark.parametrize("case", NO_TEXT)
def test_a_lying_name_and_type_change_nothing_but_the_name(case: str) -> None:
    _, data, mime = made.ALLOWED[case]
    verdict = judged(data, "page.html", "text/html")
    assert verdict.type.mime.rpartition("/")[2] == mime.rpartition("/")[2]
    assert verdict.name == f"page.{verdict.type.extensions[0]}"


def test_a_picture_with_a_page_behind_it_stays_a_picture() -> None:
    verdict = judged(made.gif() + made.HTML + made.zipped(["META-INF/MANIFEST.MF"]), "a.html")
    assert (verdict.type.mime, verdict.name) == ("image/gif", "a.gif")


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (made.png(640, 480), (640, 480)),
        (made.gif(5, 4), (5, 4)),
        (made.jpeg(7, 6), (7, 6)),
        (made.jpeg(7, 6, orientation=3), (7, 6)),
        (made.jpeg(7, 6, orientation=6), (6, 7)),
        (made.webp(9, 8), (9, 8)),
        (made.pdf(), None),
    ],
)
def test_width_and_height_are_those_that_are_shown(
    data: bytes, size: tuple[int, int] | None
) -> None:
    assert judged(data, "a").size == size


def test_a_picture_too_large_to_draw_is_for_download_only() -> None:
    verdict = judged(made.png(60_000, 60_000), "bomb.png")
    assert verdict.kind is AttachmentKind.DOCUMENT


def test_the_frame_of_a_jpeg_may_lie_behind_a_large_profile() -> None:
    profile = b"".join(
        struct.pack(">BBH", 0xFF, 0xE2, 65_000) + made.noise(64_998) for _ in range(2)
    )
    data = made.jpeg()
    verdict = judged(data[:2] + profile + data[2:], "a.jpg")
    assert (verdict.type.mime, verdict.size) == ("image/jpeg", None)


def test_letters_may_be_cut_by_the_pieces_they_come_in() -> None:
    text = ("☕ kopi " * 7_000).encode()
    for piece in (1, 7, 1024):
        assert judged(text, "a.txt", piece=piece).type.mime == "text/plain"


def test_many_entries_of_a_zip_need_not_fit_into_what_is_kept_of_it() -> None:
    names = [f"{'long-' * 40}{number}.txt" for number in range(2000)]
    assert judged(made.zipped(names), "a.zip", piece=60_000).type.mime == "application/zip"


def test_a_stream_name_cut_by_two_pieces_is_found() -> None:
    data = made.old_office("Root Entry", "WordDocument")
    assert judged(data, "a.doc", piece=3).type.mime == "application/msword"


@given(
    st.sampled_from(sorted(made.ALLOWED)),
    st.integers(0, 1),
    st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=4)), max_size=4),
    st.integers(0, 400),
)
def test_damaged_files_are_refused_or_taken_and_never_fail(
    case: str, exif: int, damages: list[tuple[int, bytes]], cut: int
) -> None:
    data = bytearray(made.jpeg(orientation=6) if exif else made.ALLOWED[case][1])
    for at, damage in damages:
        data[at % len(data) : at % len(data) + len(damage)] = damage
    try:
        verdict = judged(bytes(data[: len(data) - cut]) or b"x", "a.bin")
    except FileTypeRefused:
        return
    assert verdict.type in ALLOWED
