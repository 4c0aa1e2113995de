"""Files that go with messages: pictures drawn for the demo, and papers written for each occasion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hub.demo.pdf import page
from models.words import Language

PICTURES = Path(__file__).parent / "pictures"


@dataclass(frozen=True)
class File:
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class _Paper:
    """``rows`` are pairs of a caption and a value, in which words of the dialogue are filled in."""

    name: str
    title: str
    rows: Sequence[tuple[str, str]]


_PAPERS = {
    ("invoice", Language.INDONESIAN): _Paper(
        "Faktur-{invoice}.pdf",
        "Faktur {invoice}",
        (
            ("Kepada", "{business}"),
            ("Layanan", "Pengiriman Reguler dan Kilat"),
            ("Jumlah kiriman", "{count}0"),
            ("Jatuh tempo", "{date}"),
            ("Total", "{large}"),
        ),
    ),
    ("invoice", Language.ENGLISH): _Paper(
        "Invoice-{invoice}.pdf",
        "Invoice {invoice}",
        (
            ("To", "{business}"),
            ("Service", "Regular and Express shipping"),
            ("Parcels", "{count}0"),
            ("Due", "{date}"),
            ("Total", "{large}"),
        ),
    ),
    ("offer", Language.INDONESIAN): _Paper(
        "Penawaran-{business}.pdf",
        "Penawaran untuk {business}",
        (
            ("Kota asal", "{from}"),
            ("Kiriman sehari", "{count}0"),
            ("Potongan", "{discount} persen dari tarif Reguler"),
            ("Penjemputan", "Setiap hari pukul {hour}"),
            ("Berlaku sampai", "{date}"),
        ),
    ),
    ("offer", Language.ENGLISH): _Paper(
        "Offer-{business}.pdf",
        "Offer for {business}",
        (
            ("From", "{from}"),
            ("Parcels a day", "{count}0"),
            ("Discount", "{discount} percent off Regular"),
            ("Pickup", "Daily at {hour}"),
            ("Valid until", "{date}"),
        ),
    ),
    ("tax", Language.INDONESIAN): _Paper(
        "Bukti-potong-{invoice}.pdf",
        "Bukti potong PPh 23",
        (("Faktur", "{invoice}"), ("Pemotong", "{business}"), ("Jumlah bruto", "{large}")),
    ),
}


def file_named(name: str, language: Language, words: Mapping[str, str]) -> File:
    """A picture of the folder, or a paper made with the words of its dialogue."""
    if name.endswith(".jpg"):
        return File(name, "image/jpeg", (PICTURES / name).read_bytes())
    paper = _PAPERS[name, language]
    rows = [(caption, value.format_map(words)) for caption, value in paper.rows]
    return File(
        paper.name.format_map(words).replace(" ", "-"),
        "application/pdf",
        page("Paketara", paper.title.format_map(words), rows),
    )
