"""What of an answer is new, in the languages and the programs that people write with."""

import time

import pytest

from channels_adapters.email.client_mails import ANSWERS
from channels_adapters.email.client_mails import WHOLE as WHOLE_HTML
from channels_adapters.email.html_text import text_of_html
from channels_adapters.email.replies import reply_of

ALONE: dict[str, tuple[str, str]] = {
    "Gmail, Indonesian": (
        (
            "Baik, saya tunggu.\n\nPada tanggal Sen, 2 Nov 2026 pukul 10.15 Toko Kirim <help@kirim.example>\n"
            "menulis:\n\n> Halo\n> Paket dikirim besok.\n"
        ),
        "Baik, saya tunggu.",
    ),
    "Gmail, Indonesian, short": (
        "Sudah diterima\n\nPada Kam, 26 Nov 2026 09.00, Toko <help@kirim.example> menulis:\n\n> Halo",
        "Sudah diterima",
    ),
    "Gmail, English, over three lines": (
        (
            "Yes please\n\nOn Mon, Nov 2, 2026 at 10:15 AM A Very Long Name Of A Company <\n"
            "a.very.long.address.of.the.company@mail.kirim.example>\nwrote:\n\n> Shall we?\n"
        ),
        "Yes please",
    ),
    "Gmail, French": (
        "Merci beaucoup\n\nLe lun. 2 nov. 2026 à 10:15, Boutique <help@kirim.example> a écrit :\n\n> Bonjour",
        "Merci beaucoup",
    ),
    "Gmail, Russian": (
        "Спасибо\n\nпн, 2 нояб. 2026 г. в 10:15, Магазин <help@kirim.example>:\n\n> Здравствуйте\n",
        "Спасибо",
    ),
    "Gmail, Japanese": (
        "了解しました。\n\n2026年11月2日(月) 10:15 サポート <help@kirim.example>:\n\n> こんにちは",
        "了解しました。",
    ),
    "Gmail, Chinese": (
        "好的，谢谢\n\n客服 <help@kirim.example> 于2026年11月2日周一 10:15写道：\n\n> 您好\n",
        "好的，谢谢",
    ),
    "Gmail, Turkish": (
        "Teşekkürler\n\nDestek <help@kirim.example>, 2 Kas 2026 Pzt, 10:15 tarihinde şunu yazdı:\n\n> Merhaba",
        "Teşekkürler",
    ),
    "Gmail, Vietnamese": (
        "Cảm ơn\n\nVào Th 2, 2 thg 11, 2026 vào lúc 10:15 Shop <help@kirim.example> đã\nviết:\n\n> Chào",
        "Cảm ơn",
    ),
    "Gmail, Korean": (
        "감사합니다 잘 받았어요\n\n2026년 11월 2일 (월) 오전 10:15, 고객센터 <help@kirim.example>님이 작성:\n\n> 네",
        "감사합니다 잘 받았어요",
    ),
    "Thunderbird, German, name behind": (
        "Passt, danke.\n\nAm 02.11.26 um 10:15 schrieb Laden Kirim:\n> Guten Tag\n> Ihr Paket ist da.\n",
        "Passt, danke.",
    ),
    "Thunderbird, bottom": (
        "On 02/11/2026 10:15, Shop wrote:\n> Which colour?\n> Which size?\n\nRed, large.\n",
        "Red, large.",
    ),
    "Apple Mail": (
        "Got it.\n\n> On 2 Nov 2026, at 10:15, Shop <help@kirim.example> wrote:\n>\n> Hello\n",
        "Got it.",
    ),
    "iPhone, English": (
        (
            "Where is it?\n\nSent from my iPhone\n\n> On 2 Nov 2026, at 10:15, Shop <help@kirim.example> wrote:\n> \n"
            "> \ufeffHello"
        ),
        "Where is it?",
    ),
    "iPhone, Indonesian": (
        (
            "Di mana paketnya?\n\nDikirim dari iPhone saya\n\n> Pada 2 Nov 2026, pukul 10.15, Toko "
            "<help@kirim.example> menulis:\n> \n> Halo"
        ),
        "Di mana paketnya?",
    ),
    "iPhone, German": (
        "Wo ist es?\n\nVon meinem iPhone gesendet\n\n> Am 02.11.2026 um 10:15 schrieb Laden <help@kirim.example>:\n> \n> Hallo",
        "Wo ist es?",
    ),
    "iPhone, Japanese": (
        "届きました\n\niPhoneから送信\n\n2026/11/02 10:15、サポート <help@kirim.example>のメール:\n\n> 発送しました",
        "届きました",
    ),
    "iPhone, Chinese": ("收到了\n\n发自我的iPhone", "收到了"),
    "iPhone, French": ("Bien reçu\n\nEnvoyé de mon iPhone", "Bien reçu"),
    "Samsung": ("Ok, noted\n\nSent from my Galaxy", "Ok, noted"),
    "Outlook, English": (
        (
            "Please cancel it.\n\nFrom: Shop <help@kirim.example>\nSent: Monday, November 2, 2026 10:15 AM\n"
            "To: Budi <budi@x.example>\nSubject: Your order\n\nHello Budi,\nit is on its way.\n"
        ),
        "Please cancel it.",
    ),
    "Outlook, underlined": (
        (
            "Please cancel it.\n\n________________________________\nFrom: Shop <help@kirim.example>\n"
            "Sent: Monday, November 2, 2026 10:15 AM\nTo: Budi <budi@x.example>\nSubject: Your order\n\nHello"
        ),
        "Please cancel it.",
    ),
    "Outlook, Indonesian": (
        (
            "Tolong dibatalkan.\n\nDari: Toko <help@kirim.example>\nDikirim: Senin, 02 November 2026 10.15\n"
            "Kepada: Budi <budi@x.example>\nSubjek: Pesanan Anda\n\nHalo Budi"
        ),
        "Tolong dibatalkan.",
    ),
    "Outlook, German": (
        (
            "Bitte stornieren.\n\nVon: Laden <help@kirim.example>\nGesendet: Montag, 2. November 2026 10:15\n"
            "An: Budi <budi@x.example>\nBetreff: Ihre Bestellung\n\nGuten Tag"
        ),
        "Bitte stornieren.",
    ),
    "Outlook, French": (
        (
            "Merci d'annuler.\n\nDe : Boutique <help@kirim.example>\nEnvoyé : lundi 2 novembre 2026 10:15\n"
            "À : Budi <budi@x.example>\nObjet : Votre commande\n\nBonjour"
        ),
        "Merci d'annuler.",
    ),
    "Outlook, Chinese": (
        (
            "请取消\n\n发件人: 客服 <help@kirim.example>\n发送时间: 2026年11月2日 10:15\n"
            "收件人: Budi <budi@x.example>\n主题: 订单\n\n您好"
        ),
        "请取消",
    ),
    "Outlook, Japanese": (
        (
            "キャンセルしてください。\n\n差出人: サポート <help@kirim.example>\n送信日時: 2026年11月2日 10:15\n"
            "宛先: Budi <budi@x.example>\n件名: ご注文\n\nこんにちは"
        ),
        "キャンセルしてください。",
    ),
    "QQ": (
        (
            '好的\n\n\n------------------ 原始邮件 ------------------\n发件人: "客服" <help@kirim.example>;\n'
            '发送时间: 2026年11月2日(星期一) 上午10:15\n收件人: "b"<b@qq.com>;\n主题: 订单\n\n您好'
        ),
        "好的",
    ),
    "163": (
        '好的，明天\n\n在 2026-11-02 10:15:00，"客服" <help@kirim.example> 写道：\n\n您好，明天送到可以吗？',
        "好的，明天",
    ),
    "Old Outlook": (
        "Agreed\n\n-----Original Message-----\nFrom: Shop\nSent: Monday\nTo: b\nSubject: x\n\nHello",
        "Agreed",
    ),
    "Yahoo": (
        "Still broken\n\n    On Monday, November 2, 2026 at 10:15:00 AM GMT+7, Shop <help@kirim.example> wrote:  \n \n Hello\n",
        "Still broken",
    ),
    "Gmail, Portuguese Outlook": (
        (
            "Pode cancelar.\n\nDe: Loja <help@kirim.example>\nEnviada em: segunda-feira, 2 de novembro de 2026 10:15\n"
            "Para: budi@x.example\nAssunto: Pedido\n\nBom dia"
        ),
        "Pode cancelar.",
    ),
    "Gmail, Polish": (
        "Dobrze\n\nW dniu 2 listopada 2026 10:15 użytkownik Sklep <help@kirim.example>\nnapisał:\n\nDzień dobry",
        "Dobrze",
    ),
    "Apple Mail, Dutch": (
        "Prima.\n\nOp 2 nov. 2026, om 10:15 heeft Winkel <help@kirim.example> het volgende geschreven:\n\nHallo",
        "Prima.",
    ),
    "Gmail, Danish": (
        "Fint, tak\n\n2. november 2026 kl. 10.15 skrev Butik <help@kirim.example>:\n\n> Hej",
        "Fint, tak",
    ),
    "old Gmail, the address on a line of its own": (
        "Yes\n\n2026-11-02 10:15 GMT+07:00 Toko <\nhelp.of.the.whole.shop@kirim.example>:\n\n> Halo\n>",
        "Yes",
    ),
    "old Gmail, without a colon": (
        "Yes\n2026/11/2 Toko Kirim <help@kirim.example>\n\n> Halo",
        "Yes",
    ),
    "a name of two lines, and figures in the address": (
        "On Mon, 2 Nov 2026 10:15:50 +0700\nToko Kirim <help-3b7A5@kirim.example> wrote:\n\n> Halo\n\nBaik",
        "Baik",
    ),
    "Android": ("Ok\n\n---- Toko Kirim wrote ----\n\n> Halo\n> Budi", "Ok"),
    "in dashes": ("Ok\n\n------On 2/11/2026 10:15, Toko wrote-----\n\nHalo Budi", "Ok"),
    "a break that was lost": (
        "Ok, tomorrow On Mon, Nov 2, 2026 at 10:15 AM, Toko wrote:\n> Halo",
        "Ok, tomorrow",
    ),
    "a rule above the head": (
        (
            "Ya, benar\n________________________________________\nDari: Toko <help@kirim.example>\n"
            "Dikirim: 2 November 2026 10.15\nKepada: Budi\nSubjek: Pesanan\n\nHalo"
        ),
        "Ya, benar",
    ),
    "a head without a subject": (
        "Ya\n\nFrom: Toko Kirim\nSent: \u200eMonday\u200e, \u200eNovember\u200e 2, 2026 10:15 AM\nTo: Budi\n\nHalo",
        "Ya",
    ),
    "a head on one line": (
        "Ya\n\nDate: Mon, 2 Nov 2026 10:15:00 +0700 From: help@kirim.example To: Budi Subject: Pesanan\n\nHalo",
        "Ya",
    ),
    "a head in bold, broken": (
        (
            "Ya\n\n*From:* help@kirim.example [mailto:\nhelp@kirim.example]\n*Sent:* Monday, November 2, 2026 10:15 AM\n"
            "*To:* budi@x.example\n*Subject:* Pesanan\n"
        ),
        "Ya",
    ),
    "words above and below a quote": (
        "Sudah sampai\n\nPada 2 Nov 2026 10.15, Toko menulis:\n\n> Sudah sampai?\n> Paketnya?\n\nTapi kotaknya rusak",
        "Sudah sampai\n\nTapi kotaknya rusak",
    ),
    "a signature below the quote": (
        "Ya\n\nOn Mon, Nov 2, 2026 at 10:15 AM Toko <\nhelp@kirim.example> wrote:\n\n> Halo?\n>\n\n--\n*Budi*\nPT Maju",
        "Ya",
    ),
    "links that a program has broken": (
        (
            "Ya\n\nOn Mon, 2 Nov 2026 at 10:15, Toko wrote:\n\n> Halo\n>\n (https://kirim.example/c/YzOTY) >\n> Lacak "
            "(https://kirim.example/lacak\n_nomor=3dd518)\n>"
        ),
        "Ya",
    ),
    "a forward in what is quoted": (
        "Ya\n\n-----Original Message-----\n\n---------- Forwarded message ----------\nFrom: c@x.example",
        "Ya",
    ),
    "signed twice over": (
        "Rusak.\n\nMed venlig hilsen / Kind regards\n\nJens Hansen\nCEO",
        "Rusak.",
    ),
    "signed by PGP": (
        (
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nSudah sampai.\n- - satu\n- - dua\n"
            "-----BEGIN PGP SIGNATURE-----\nVersion: GnuPG v2\n\niQIcBAEBCAAG\n=KXIu\n-----END PGP SIGNATURE-----\n"
        ),
        "Sudah sampai.\n- satu\n- dua",
    ),
    "signed in German, shortly": ("Kaputt.\n\nGrüße,\n\nJörn", "Kaputt."),
    "signed with dashes": ("Works now\n\n-- \nBudi Santoso\nPT Maju\n+62 812", "Works now"),
    "signed with a greeting": (
        "Paket belum sampai.\n\nSalam,\nBudi Santoso\nPT Maju",
        "Paket belum sampai.",
    ),
    "signed in English": ("It is broken.\n\nBest regards,\nJohn Doe\nAcme Inc.", "It is broken."),
    "signed in German": (
        "Es ist kaputt.\n\nMit freundlichen Grüßen\nHans Müller",
        "Es ist kaputt.",
    ),
    "signed in Japanese": (
        "壊れています。\n\n以上、よろしくお願いします",
        "壊れています。\n\n以上、よろしくお願いします",
    ),
}


@pytest.mark.parametrize("name", ALONE)
def test_only_what_is_new(name: str) -> None:
    text, new = ALONE[name]
    assert reply_of(text, "Re: x") == new


HOSTILE = {
    "signs of PGP": "-----BEGIN PGP SIGNED MESSAGE-----\n" * 14_000,
    "one line of dashes": "-" * 500_000,
    "lines of dashes": f"{'-' * 80}\n" * 6_000,
    "heads on one line": f"{'From: a To: ' * 10}\n" * 4_000,
    "broken links": f"> (http://{'a' * 60}\n" * 7_000,
    "quotes that never come": f"x On 1 {'a' * 190}\n" * 2_500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_be_slow_is_read_at_once(name: str) -> None:
    began = time.process_time()
    assert reply_of(HOSTILE[name])
    assert time.process_time() - began < 5


WHOLE = {
    "a word that begins as a greeting elsewhere": "Halo,\nTak ada paket yang datang sampai hari ini.\nTolong dicek.\nKhawatir hilang.",
    "thanks in the middle": "Thanks, it arrived.\nBut the box is empty, please send it again.\nI paid for two.",
    "regards in a sentence": "Best regards to your team, but my order\nis still missing after three weeks.",
    "a form": "Nama: Budi\nEmail: budi@x.example\nTelepon: 0812\nTanggal: 2 November 2026\nPesan: Halo",
    "a form of an order": "From: Jakarta\nTo: Bandung\nDate: 2 November 2026\nHow much is it?",
    "who said what": "My neighbour wrote:\nyour parcel is with me.\nIs that possible?",
    "a parcel from here to there": (
        "Halo, saya mau kirim paket.\nDari: Jakarta\nKe: Bandung\nTanggal: 2 November 2026\nBerapa ongkirnya?"
    ),
    "indented": "My list:\n    one\n      two\n\tthree",
    "only a greeting": "Terima kasih\nBudi",
    "a line of two days": "On Monday 2/11 I wrote:\nwhere is it? And on 3/11 again.",
    "a list with dashes around": "---- Box A ----\n2 pieces\n---- Box B ----\n3 pieces",
    "a route with a time": "From: Jakarta\nTo: Bandung\nWhen: tomorrow 10:15",
    "a dash list": "- satu\n- dua\n- tiga",
}


@pytest.mark.parametrize("name", WHOLE)
def test_no_word_of_one_who_writes_anew_is_folded(name: str) -> None:
    assert reply_of(WHOLE[name], "Pesanan") == WHOLE[name]


def test_answers_between_the_lines_of_a_quote_stay_where_they_are() -> None:
    text = "Hi\n\n> Colour?\nRed\n> Size?\nLarge\n\n-- \nBudi"
    assert reply_of(text) == "Hi\n\n> Colour?\nRed\n> Size?\nLarge"


def test_a_forward_within_a_quote_makes_no_forward_of_the_answer() -> None:
    text = "Ok\n\nOn 2 Nov 2026, Shop <a@b.example> wrote:\n> ---------- Forwarded message ---------\n> From: c"
    assert reply_of(text, "Re: x") == "Ok"


def test_the_rows_of_what_is_kept_are_left_as_they_were_written() -> None:
    text = "Table:\n  a   1\n    b   2\n\nOn 2 Nov 2026, Shop <a@b.example> wrote:\n> Hello"
    assert reply_of(text) == "Table:\n  a   1\n    b   2"


@pytest.mark.parametrize("program", ANSWERS)
def test_what_is_new_in_the_html_of_a_program(program: str) -> None:
    html = ANSWERS[program]
    new = reply_of(text_of_html(html), "Re: Pesanan")
    assert new.count("BARU") == html.count("BARU")
    assert "LAMA" not in new
    assert "TTD" not in new


@pytest.mark.parametrize("program", WHOLE_HTML)
def test_html_that_quotes_nothing_at_its_end_is_kept_whole(program: str) -> None:
    html = WHOLE_HTML[program]
    subject = "Fwd: Pesanan" if "forward" in program else "Re: Pesanan"
    assert reply_of(text_of_html(html), subject).count("BARU") == html.count("BARU")
