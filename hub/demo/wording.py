"""The words that fill a dialogue: receipts, places, amounts, names, each the same all through it."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from models.words import Language

JAKARTA = ZoneInfo("Asia/Jakarta")

CITIES = (
    "Bandung", "Surabaya", "Semarang", "Yogyakarta", "Malang", "Denpasar", "Medan", "Padang",
    "Palembang", "Pekanbaru", "Makassar", "Manado", "Balikpapan", "Banjarmasin", "Pontianak",
    "Solo", "Cirebon", "Mataram", "Kupang", "Ambon", "Bogor", "Lampung",
)  # fmt: skip
HUBS = ("Gudang Cakung", "Gudang Rungkut", "Gerai Cikini", "Gudang Gedebage", "Gerai Kemang")
STREETS = (
    "Jl. Melati", "Jl. Cendana", "Jl. Kenanga Raya", "Jl. Flamboyan", "Jl. Anggrek", "Jl. Teratai",
    "Jl. Merpati", "Jl. Rambutan", "Jl. Mawar Indah", "Gang Dahlia", "Jl. Nusa Indah",
)  # fmt: skip
COURIERS = ("Joko", "Asep", "Wayan", "Dedi", "Yanto", "Rahmat", "Ucok", "Slamet", "Iwan", "Tono")
BUSINESSES = (
    "Kopi Senja", "Rumah Batik Laras", "Toko Rajut Nenek", "Sambal Mbak Tun", "Keramik Tanah Liat",
    "Buku Bekas Pasar Lama", "Hijau Daun Nursery", "Sepatu Kulit Cibaduyut Jaya", "Madu Lereng",
    "Tenun Timur", "Mainan Kayu Edu", "Roti Pagi", "CV Sinar Plastik", "Studio Cetak Garuda",
)  # fmt: skip
ITEMS = {
    Language.INDONESIAN: (
        "sepatu", "keripik singkong", "kain batik", "toples kaca", "lampu hias", "kopi bubuk",
        "buku", "tanaman hias", "mainan kayu", "blender", "tas anyaman", "sambal botol",
    ),
    Language.ENGLISH: (
        "ceramic mugs", "books", "batik fabric", "table lamp", "ground coffee", "wooden toys",
        "picture frames", "leather shoes", "speakers", "spice jars",
    ),
}  # fmt: skip
MONTHS = {
    Language.INDONESIAN: (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    Language.ENGLISH: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
GREETINGS = {
    Language.INDONESIAN: ("Selamat pagi", "Selamat siang", "Selamat sore", "Selamat malam"),
    Language.ENGLISH: ("Good morning", "Good afternoon", "Good afternoon", "Good evening"),
}
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def words(
    rng: Random, language: Language, at: datetime, customer: str | None, agent: str
) -> dict[str, str]:
    """For a dialogue that begins at ``at``; ``customer`` and ``agent`` are first names."""
    local = at.astimezone(JAKARTA)
    origin, goal = rng.sample(CITIES, 2)
    count, weight = rng.randint(4, 12), rng.randint(2, 28)
    a_kilo = rng.randint(9, 15) * 500
    return {
        "greeting": _greeting(language, local.hour),
        "kak": f"Kak {customer}" if customer else "Kak",
        "hi": f"Hi {customer}" if customer else "Hello",
        "agent": agent,
        "receipt": f"PKT-{rng.randint(1000, 9999)}-{rng.randint(0, 9999):04}",
        "invoice": f"INV-{local.year}-{rng.randint(10_000, 99_999)}",
        "claim": str(rng.randint(10_000, 99_999)),
        "pickup": "".join(rng.choices(LETTERS, k=3)) + str(rng.randint(100, 999)),
        "from": origin,
        "to": goal,
        "hub": rng.choice(HUBS),
        "street": f"{rng.choice(STREETS)} No. {rng.randint(1, 120)}",
        "postcode": str(rng.randint(10_110, 94_999)),
        "courier": rng.choice(COURIERS),
        "business": rng.choice(BUSINESSES),
        "item": rng.choice(ITEMS[language]),
        "weight": str(weight),
        "regular": rupiah(10_000 + weight * a_kilo),
        "express": rupiah(20_000 + weight * a_kilo * 2),
        "abroad": rupiah(rng.randint(28, 46) * 10_000),
        "amount": rupiah(rng.randint(18, 190) * 5_000),
        "large": rupiah(rng.randint(18, 65) * 100_000),
        "amount2": rupiah(rng.randint(9, 70) * 1_000),
        "days": str(rng.randint(3, 6)),
        "count": str(count),
        "fewer": str(count - rng.randint(1, 3)),
        "discount": str(rng.randint(9, 22)),
        "date": _date(language, local + timedelta(days=rng.randint(2, 9))),
        "hour": _hour(language, min(local.hour + rng.randint(2, 4), 21)),
        "earlier": _hour(language, max(local.hour - rng.randint(1, 3), 0)),
    }


def rupiah(amount: int) -> str:
    return "Rp" + f"{amount:,}".replace(",", ".")


def _greeting(language: Language, hour: int) -> str:
    part = 0 if hour < 11 else 1 if hour < 15 else 2 if hour < 18 else 3
    return GREETINGS[language][part]


def _date(language: Language, day: datetime) -> str:
    return f"{day.day} {MONTHS[language][day.month - 1]}"


def _hour(language: Language, hour: int) -> str:
    if language is Language.INDONESIAN:
        return f"{hour:02}.00"
    return f"{hour % 12 or 12} {'am' if hour < 12 else 'pm'}"
