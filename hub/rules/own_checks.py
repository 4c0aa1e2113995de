"""The steps of a connection test that are ours: settings, and whether the provider reaches us."""

from channels_adapters.base import AccountBroken, CheckStep
from models.documents import WebhookSighting
from models.words import Language

NEEDED = frozenset({"settings", "test", "reachable", "token", "permissions", "number", "sign_in"})
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


def webhooks(seen: WebhookSighting | None, *, is_local: bool) -> list[CheckStep]:
    """Reachable from outside, address confirmed, first call seen."""
    verified = seen.verified_at if seen else None
    came = seen.came_at if seen else None
    return [
        CheckStep(
            name="public",
            titles={EN: "The hub has a public address", ID: "Hub memiliki alamat publik"},
            # A call that came has proved it, whatever the address looks like.
            well=not is_local or came is not None,
            remedy={
                EN: "Providers cannot call this machine. Set HUB_PUBLIC_URL to an HTTPS address.",
                ID: "Penyedia tidak dapat memanggil mesin ini. Atur HUB_PUBLIC_URL ke alamat HTTPS.",
            },
        ),
        CheckStep(
            name="verified",
            titles={EN: "Callback URL confirmed", ID: "URL panggilan balik terkonfirmasi"},
            well=verified is not None or came is not None,
            detail=verified.isoformat(timespec="minutes") if verified else "",
            remedy={
                EN: "Enter the callback URL below at the provider, with the verify token if it asks.",
                ID: "Masukkan URL panggilan balik di bawah ke penyedia, beserta token verifikasinya.",
            },
        ),
        CheckStep(
            name="first_webhook",
            titles={EN: "First message arrived", ID: "Pesan pertama sudah masuk"},
            well=came is not None,
            detail=came.isoformat(timespec="minutes") if came else "",
            remedy={
                EN: "Write a message to this channel from your own phone, then test again.",
                ID: "Kirim pesan ke kanal ini dari ponsel Anda, lalu uji kembali.",
            },
        ),
    ]
