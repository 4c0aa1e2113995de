"""What the house of the demo knows of its customers besides their names, and what it wants to know."""

from datetime import date, timedelta
from random import Random
from typing import Any

from hub.kit.contact_words import words_of_contact
from hub.kit.words import fold
from models.documents import Contact, ContactField
from models.words import FieldType

STREETS = "Jl. Merdeka,Jl. Diponegoro,Jl. Sudirman,Jl. Gatot Subroto,Jl. Ahmad Yani,Jl. Kenanga"
CITIES = "Depok 16431,Bandung 40115,Surabaya 60271,Semarang 50241,Makassar 90111,Denpasar 80235"
OLDEST = date(1958, 1, 1)
DAYS = 17_000
"""After the oldest birthday; the youngest customer is a grown-up."""

FIELDS: tuple[tuple[str, FieldType, list[str]], ...] = (
    ("Nomor anggota", FieldType.DIGITS, []),
    ("Jenis pelanggan", FieldType.CHOICE, ["Perorangan", "Toko daring", "Perusahaan"]),
    ("Titik ambil favorit", FieldType.TEXT, []),
    ("Bersedia menerima kabar", FieldType.YES_NO, []),
)


def own_fields() -> list[ContactField]:
    return [
        ContactField(name=name, key=fold(name), type=type, choices=choices, position=place)
        for place, (name, type, choices) in enumerate(FIELDS)
    ]


def describe(contact: Contact, fields: list[ContactField], number: int) -> None:
    """By chance of its own: adding to it changes nothing else of the demo."""
    rng = Random(f"{contact.name}:{number}")
    if contact.emails or contact.phones:
        if rng.random() < 0.5:
            street, city = rng.choice(STREETS.split(",")), rng.choice(CITIES.split(","))
            contact.address = f"{street} {rng.randint(1, 180)}\n{city}"
        if rng.random() < 0.4:
            contact.birthday = (OLDEST + timedelta(days=rng.randint(0, DAYS))).isoformat()
        if rng.random() < 0.15:
            contact.nik = f"32{rng.randint(10**13, 10**14 - 1)}"
        contact.custom = _custom(fields, rng)
    contact.words = words_of_contact(contact.name, contact.emails, contact.phones)


def _custom(fields: list[ContactField], rng: Random) -> dict[str, Any]:
    member, kind, place, news = (str(field.id) for field in fields)
    custom: dict[str, Any] = {}
    if rng.random() < 0.45:
        custom[member] = f"{rng.randint(0, 99_999):06}"
        custom[kind] = rng.choices(FIELDS[1][2], (6, 3, 1))[0]
        custom[news] = rng.random() < 0.6
    if rng.random() < 0.2:
        custom[place] = f"Agen {rng.choice(CITIES.split(','))[:-6]}"
    return custom
