"""The steps of a connection test that are ours: settings, and whether the provider reaches us."""

from channels_adapters.base import AccountBroken, ChannelError, CheckStep
from hub.rules.message_status import below
from models.documents import Trial, WebhookSighting
from models.words import Language, MessageStatus

NEEDED = frozenset(
    {"settings", "test", "reachable", "token", "permissions", "number", "sending", "sign_in"}
)
"""Steps without which nothing can be sent, by the names that adapters give them."""

EN, ID = Language.ENGLISH, Language.INDONESIAN


def settings_fit(broken: AccountBroken) -> CheckStep:
    return CheckStep(
        name="settings",
        titles={EN: "Settings are complete", ID: "Pengaturan lengkap"},
        well=False,
        detail=broken.detail,
        remedy={
            EN: "Fill in the marked fields, enter the secrets again, and save.",
            ID: "Isi kolom yang ditandai, masukkan kembali data rahasia, lalu simpan.",
        },
    )


def check_died(error: Exception) -> CheckStep:
    return CheckStep(
        name="test",
        titles={EN: "The test could be made", ID: "Pengujian dapat dilakukan"},
        well=False,
        detail=type(error).__name__,
        remedy={
            EN: "Try again. If it stays, the log of the hub says more.",
            ID: "Coba lagi. Jika tetap demikian, log hub menjelaskan lebih lanjut.",
        },
    )


def introduced(refused: ChannelError) -> CheckStep:
    return CheckStep(
        name="introduced",
        titles={EN: "The provider takes our address", ID: "Penyedia menerima alamat kami"},
        well=False,
        detail=refused.detail or refused.code,
        remedy={
            EN: "What the provider said stands beside it. Mend that, then test again.",
            ID: "Jawaban penyedia tercantum di samping. Perbaiki, lalu uji kembali.",
        },
    )


def webhooks(
    seen: WebhookSighting | None, *, is_local: bool, confirms_address: bool
) -> list[CheckStep]:
    """Reachable from outside, address confirmed, first call seen."""
    came = seen.came_at if seen else None
    # A call that came has proved it, whatever the address looks like.
    steps = [_public(well=not is_local or came is not None)]
    if confirms_address:
        steps.append(_verified(seen))
    return [*steps, first_message(seen)]


def _public(*, well: bool) -> CheckStep:
    return CheckStep(
        name="public",
        titles={EN: "The hub has a public address", ID: "Hub memiliki alamat publik"},
        well=well,
        remedy={
            EN: "Providers cannot call this machine. Set HUB_PUBLIC_URL to an HTTPS address.",
            ID: "Penyedia tidak dapat memanggil mesin ini. Atur HUB_PUBLIC_URL ke alamat HTTPS.",
        },
    )


def _verified(seen: WebhookSighting | None) -> CheckStep:
    verified = seen.verified_at if seen else None
    return CheckStep(
        name="verified",
        titles={EN: "Callback URL confirmed", ID: "URL callback terkonfirmasi"},
        well=verified is not None or (seen is not None and seen.came_at is not None),
        at=verified,
        remedy={
            EN: "Enter the callback URL and the verify token from above at the provider, and save "
            "there. This line turns green by itself.",
            ID: "Masukkan URL callback dan token verifikasi di atas pada penyedia, lalu simpan di "
            "sana. Baris ini menjadi hijau dengan sendirinya.",
        },
    )


def first_message(seen: WebhookSighting | None) -> CheckStep:
    came = seen.came_at if seen else None
    return CheckStep(
        name="first_message",
        titles={EN: "First message arrived", ID: "Pesan pertama sudah masuk"},
        well=came is not None,
        at=came,
        remedy={
            EN: "Write a message to this channel as a customer would. This line turns green by itself.",
            ID: "Kirim pesan ke kanal ini seperti seorang pelanggan. Baris ini menjadi hijau dengan "
            "sendirinya.",
        },
    )


def trial(newest: Trial | None, *, until: MessageStatus) -> CheckStep:
    """``until``: as far as the provider tells how a message gets on."""
    failed = newest is not None and newest.status is MessageStatus.FAILED
    arrived = newest is not None and not failed and newest.status not in below(until)
    by_itself = arrived or failed or newest is None
    return CheckStep(
        name="trial",
        titles={EN: "Test message delivered", ID: "Pesan uji sampai"},
        well=arrived,
        detail=(newest.detail or newest.code or "") if failed and newest else "",
        at=newest.moved_at if arrived and newest else None,
        remedy=SEND_ONE if by_itself else UNDER_WAY,
    )


SEND_ONE = {
    EN: "Send a test message. This line turns green when it has arrived.",
    ID: "Kirim pesan uji. Baris ini menjadi hijau setelah pesan sampai.",
}
UNDER_WAY = {
    EN: "It was sent and has not arrived yet.",
    ID: "Pesan sudah dikirim dan belum sampai.",
}
