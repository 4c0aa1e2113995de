"""What the check of a number says, in both languages."""

from models.words import Language

EN, ID = Language.ENGLISH, Language.INDONESIAN

TITLES = {
    "reachable": {EN: "WhatsApp can be reached", ID: "WhatsApp dapat dihubungi"},
    "token": {EN: "The access token is valid", ID: "Token akses berlaku"},
    "lasting": {EN: "The token is permanent", ID: "Token bersifat permanen"},
    "permissions": {
        EN: "The token may do what is needed",
        ID: "Token memiliki izin yang diperlukan",
    },
    "secret": {EN: "The app secret is right", ID: "Kunci rahasia aplikasi benar"},
    "number": {EN: "The number is connected", ID: "Nomor terhubung"},
    "account": {EN: "The number belongs to the account", ID: "Nomor termasuk dalam akun"},
    "sending": {EN: "Meta lets the number send", ID: "Meta mengizinkan nomor mengirim"},
    "subscribed": {EN: "Meta sends messages here", ID: "Meta mengirim pesan ke sini"},
}

REMEDIES = {
    "reachable": {
        EN: "Check this server's way to the internet, and the address and version of the Graph API "
        "under Advanced.",
        ID: "Periksa koneksi internet server ini, serta alamat dan versi Graph API di bagian Lanjutan.",
    },
    "token": {
        EN: "Make a new token: Business settings, System users, Generate token. Enter it here; "
        "waiting messages go out by themselves afterwards.",
        ID: "Buat token baru: Pengaturan bisnis, Pengguna sistem, Buat token. Masukkan di sini; "
        "pesan yang menunggu akan terkirim dengan sendirinya.",
    },
    "lasting": {
        EN: "This is a temporary token, and sending stops when it ends. Make a permanent one: Business "
        "settings, System users, Generate token, Expiration: never.",
        ID: "Ini token sementara, dan pengiriman berhenti saat masa berlakunya habis. Buat token "
        "permanen: Pengaturan bisnis, Pengguna sistem, Buat token, Masa berlaku: tidak pernah.",
    },
    "permissions": {
        EN: "Make the token anew and tick the permissions named here.",
        ID: "Buat ulang token dan centang izin yang disebutkan di sini.",
    },
    "secret": {
        EN: "Copy it from the App Dashboard: App settings, Basic, App secret. It must be the secret of "
        "the app for which the token was made.",
        ID: "Salin dari Dasbor Aplikasi: App settings, Basic, App secret. Harus kunci dari aplikasi "
        "yang tokennya Anda pakai.",
    },
    "number": {
        EN: "Compare the phone number ID with the one on the API Setup page, and finish the number's "
        "verification in WhatsApp Manager.",
        ID: "Cocokkan ID nomor telepon dengan yang ada di halaman API Setup, dan selesaikan verifikasi "
        "nomor di WhatsApp Manager.",
    },
    "account": {
        EN: "Compare the account ID with the one on the API Setup page; this number is not among the "
        "numbers of the account entered.",
        ID: "Cocokkan ID akun dengan yang ada di halaman API Setup; nomor ini tidak ada di akun yang "
        "dimasukkan.",
    },
    "sending": {
        EN: "Open WhatsApp Manager: Account quality shows bans and restrictions and lets you ask for a "
        "review; Billing shows unpaid bills. Test again afterwards; waiting messages go out by themselves.",
        ID: "Buka WhatsApp Manager: Kualitas akun menampilkan pemblokiran dan pembatasan serta tempat "
        "meminta peninjauan; Penagihan menampilkan tagihan yang belum dibayar. Setelah itu uji lagi; "
        "pesan yang menunggu akan terkirim dengan sendirinya.",
    },
    "subscribed": {
        EN: "Enter the callback address and the verify token in the App Dashboard: WhatsApp, "
        "Configuration, and subscribe to the fields messages, account_update and "
        "account_alerts. Then switch this channel off and on.",
        ID: "Masukkan alamat callback dan token verifikasi di Dasbor Aplikasi: WhatsApp, "
        "Configuration, lalu berlangganan field messages, account_update, dan "
        "account_alerts. Setelah itu matikan dan nyalakan kanal ini.",
    },
}
