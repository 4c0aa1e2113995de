"""What the company's people work with in a chat: labels by category, and quick replies."""

from datetime import datetime

from hub.demo.house import ADMIN, BILLING, SALES, SHIPPING, House
from hub.demo.ids import demo_id
from hub.rules.actors import actor_of
from hub.rules.audience import STAFF
from hub.rules.quick_reply_rights import place_of, rooms_of_quick_reply
from hub.store.transaction import Transaction
from hub.wiring import Hub
from models.documents import Conversation, Event, Label, LabelCategory, QuickReply
from models.documents.event import ObjectRef
from models.words import EventType, Language, ObjectKind, QuickReplyScope
from models.words import LabelColor as Color

LABELS: dict[str, tuple[tuple[str, Color], ...]] = {
    "Topik": (
        ("Lacak kiriman", Color.BLUE),
        ("Alamat", Color.TEAL),
        ("Barang rusak", Color.RED),
        ("Tarif", Color.GREEN),
        ("Tagihan", Color.PURPLE),
    ),
    "Tindak lanjut": (
        ("Menunggu gudang", Color.YELLOW),
        ("Hubungi kurir", Color.ORANGE),
        ("Ganti rugi", Color.PINK),
    ),
}

Words = tuple[str, str, str, str | None, Language | None]
"""Shortcut, title, text, department (none: for everybody), language."""

ID, EN = Language.INDONESIAN, Language.ENGLISH

REPLIES: tuple[Words, ...] = (
    (
        "salam",
        "Salam pembuka",
        "Halo {{contact.name|Bapak/Ibu}}, saya {{agent.firstName}} dari {{company}}. Ada yang bisa saya bantu?",
        None,
        ID,
    ),
    (
        "hello",
        "Greeting",
        "Hello {{contact.firstName|there}}, this is {{agent.firstName}} from {{company}}. How can I help?",
        None,
        EN,
    ),
    (
        "tunggu",
        "Mohon tunggu",
        "Baik, {{contact.firstName|Kak}}. Saya periksa dahulu, mohon tunggu beberapa menit.",
        None,
        ID,
    ),
    (
        "wait",
        "One moment",
        "Thank you, {{contact.firstName|one moment}}. I am looking into it and will be back in a few minutes.",
        None,
        EN,
    ),
    (
        "selesai",
        "Penutup",
        "Terima kasih sudah menghubungi {{company}}. Nomor percakapan Anda {{conversation.number}}, simpan bila ingin menanyakannya lagi.",
        None,
        ID,
    ),
    (
        "thanks",
        "Closing",
        "Thank you for writing to {{company}}. Your conversation is number {{conversation.number}}, should you need it again.",
        None,
        EN,
    ),
    (
        "resi",
        "Minta nomor resi",
        "Boleh minta nomor resinya, {{contact.firstName|Kak}}? Contohnya PKT-1234-5678, ada di pesan konfirmasi.",
        SHIPPING,
        ID,
    ),
    (
        "klaim",
        "Cara mengajukan klaim",
        "Untuk klaim barang rusak kami perlu foto paket dari luar, foto isinya, dan nomor resi. Kirim di sini, kami jawab paling lambat dua hari kerja.",
        SHIPPING,
        ID,
    ),
    (
        "faktur",
        "Salinan faktur",
        "Salinan faktur kami kirim ke email yang terdaftar hari ini juga, {{contact.name|Bapak/Ibu}}.",
        BILLING,
        ID,
    ),
    (
        "tarif",
        "Tarif usaha",
        "Tarif untuk usaha bergantung pada jumlah kiriman per bulan. Kira-kira berapa paket yang Anda kirim?",
        SALES,
        ID,
    ),
)


def labels(since: datetime) -> tuple[list[LabelCategory], list[Label]]:
    categories, made = [], []
    for place, (kind, names) in enumerate(LABELS.items()):
        category = LabelCategory(
            _id=demo_id("label-category", kind),
            name=kind,
            key=kind.casefold(),
            rank=place,
            created_at=since,
        )
        categories.append(category)
        made += [
            Label(
                _id=demo_id("label", name),
                name=name,
                key=name.casefold(),
                color=color,
                category_id=category.id,
                rank=rank,
                created_at=since,
            )
            for rank, (name, color) in enumerate(names)
        ]
    return categories, made


def quick_replies(house: House, since: datetime) -> list[QuickReply]:
    made = []
    for shortcut, title, text, department, language in REPLIES:
        department_id = house.departments[department].id if department else None
        scope = QuickReplyScope.DEPARTMENT if department else QuickReplyScope.WORKSPACE
        made.append(
            QuickReply(
                _id=demo_id("quick-reply", shortcut),
                shortcut=shortcut,
                title=title,
                text=text,
                scope=scope,
                place=place_of(scope, department_id, None),
                department_id=department_id,
                language=language,
                created_at=since,
                updated_at=since,
            )
        )
    return made


async def write(tx: Transaction, house: House, since: datetime) -> None:
    """Store them, with the journal rows of their making."""
    categories, made = labels(since)
    replies = quick_replies(house, since)
    for documents in (categories, made, replies):
        await tx.insert_many(documents)
    by = actor_of(house.members[ADMIN.nick])
    rows = [
        *((ObjectKind.LABEL_CATEGORY, one.id, [STAFF]) for one in categories),
        *((ObjectKind.LABEL, one.id, [STAFF]) for one in made),
        *((ObjectKind.QUICK_REPLY, one.id, rooms_of_quick_reply(one)) for one in replies),
    ]
    tx.rows += [
        Event(
            type=EventType.SETTINGS_CHANGED,
            at=since,
            actor=by,
            object=ObjectRef(kind=kind, id=id, version=1),
            rooms=rooms,
            changes={"created": True},
        )
        for kind, id, rooms in rows
    ]


SIGNS = (
    ("rusak", "Barang rusak"),
    ("penyok", "Barang rusak"),
    ("alamat", "Alamat"),
    ("resi", "Lacak kiriman"),
    ("parcel", "Lacak kiriman"),
    ("paket", "Lacak kiriman"),
    ("faktur", "Tagihan"),
    ("invoice", "Tagihan"),
    ("tarif", "Tarif"),
)
"""Words of a last message, and the label that fits."""


async def label_what_goes_on(hub: Hub, house: House) -> None:
    """As an admin would: by what was said last."""
    admin = house.members[ADMIN.nick]
    for conversation in await hub.store.find(Conversation, {"open": True}):
        said = conversation.last_message.text.lower() if conversation.last_message else ""
        names = list(dict.fromkeys(name for sign, name in SIGNS if sign in said))[:2]
        if names:
            ids = [demo_id("label", name) for name in names]
            await hub.label_conversation(admin, conversation.id, ids)
