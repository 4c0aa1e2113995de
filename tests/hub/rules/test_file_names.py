"""Names come from strangers."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.rules.file_names import MAX_NAME_BYTES, extension_of, safe_name
from hub.rules.file_types import DOCX, JPEG, PDF, PNG, TEXT


@pytest.mark.parametrize(
    ("declared", "kept"),
    [
        ("Laporan Juni.pdf", "Laporan Juni.pdf"),
        ("Laporan v1.2", "Laporan v1.2.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Ana\\bill.pdf", "bill.pdf"),
        ("bill.pdf.exe", "bill.pdf"),
        ("bill.exe", "bill.pdf"),
        ("bill.PDF", "bill.pdf"),
        ("bill\u202efdp.exe", "billfdp.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "abSet-Cookie_ x.pdf"),
        ("\u200b\u2066 .pdf", "document.pdf"),
        ("...pdf", "document.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "document.pdf"),
        ("/", "document.pdf"),
        ("con.pdf", "_con.pdf"),
        ("nul", "_nul.pdf"),
        ('a"b<c>|?*.pdf', "a_b_c____.pdf"),
        ("résumé 簡歴.pdf", "résumé 簡歴.pdf"),
        ("a.html .pdf", "a.html.pdf"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(declared: str, kept: str) -> None:
    assert safe_name(declared, PDF) == kept


def test_the_extension_fits_the_bytes() -> None:
    assert safe_name("photo.jpeg", JPEG) == "photo.jpeg"
    assert safe_name("photo.html", PNG) == "photo.png"
    assert safe_name("notes.md", TEXT) == "notes.md"
    assert safe_name("data.json", TEXT) == "data.json.txt"


def test_a_long_name_is_cut_and_keeps_its_extension() -> None:
    name = safe_name("☕" * 500 + ".docx", DOCX)
    assert name.endswith("☕.docx")
    assert len(name.encode()) <= MAX_NAME_BYTES


def test_the_extension_is_the_part_after_the_last_dot() -> None:
    assert extension_of("a/b.TAR.GZ ") == "gz"
    assert extension_of(".profile") == ""
    assert extension_of("none") == ""


@given(st.text(max_size=300))
def test_no_name_at_all_leads_anywhere_else(declared: str) -> None:
    name = safe_name(declared, PDF)
    assert name.endswith(".pdf")
    assert not name.startswith((".", " "))
    assert not set(name) & set('/\\<>:"|?*')
    assert all(unicodedata.category(letter)[0] != "C" for letter in name)
    assert 5 <= len(name.encode()) <= MAX_NAME_BYTES
    assert safe_name(name, PDF) == name
