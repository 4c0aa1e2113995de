"""Quotes and signatures at the end of a mail are folded; what was written anew never is."""

import time

import pytest

from channels_adapters.email.client_mails import ANSWERS, WHOLE
from channels_adapters.email.incoming_html import safe
from hub.rules.mail_folds import folded


def shown(html: str) -> str:
    """What stands outside of any fold."""
    whole = folded(html, "Q", "S")
    outside, _, rest = whole.partition("<details")
    while rest:
        _, _, rest = rest.partition("</details>")
        more, _, rest = rest.partition("<details")
        outside += more
    return outside


BELOW = (
    "<p>Baik.</p><p>On 3 Nov 2026, 10:00, Ani &lt;a@x&gt; wrote:</p><blockquote>lama</blockquote>"
)
BOXED = f"<div><div>{BELOW}</div></div>"
GMAIL = "<div>Baik.</div><br><div><div>Pada 3 Nov Ani menulis:<br></div><blockquote>lama</blockquote></div>"
OUTLOOK = "<p>Baik.</p><hr><p><b>From:</b> Ani<br><b>Sent:</b> Monday<br>To: x<br><b>Subject:</b> y</p><p>lama</p>"
SIGNED = "<p>Baik.</p><p>-- </p><p>lama</p>"
OLD_GMAIL = (
    "<div>Baik.</div><div><br><div>On Thu, Jun 26, 2026 at 2:14 PM, Toko lama <span>&lt;<a href='mailto:a@x.example'>"
    "a@x.example</a>&gt;</span> wrote:<br><blockquote>lama</blockquote></div><br></div>"
)
OLD_YAHOO = (
    "<table><tbody><tr><td>Baik.<br><br>--- On <b>Wed, 4/4/26, Toko lama <i>&lt;a@x.example&gt;</i></b> wrote:<br>"
    "<blockquote>lama<table><tr><td>lama</td><td>lama</td></tr></table></blockquote></td></tr></tbody></table>"
)
YANDEX = '<p>Baik.<br><br>26.06.2026, 14:41, "Toko lama" &lt;a@x.example&gt;:</p><blockquote>lama</blockquote>'
HOTMAIL = (
    "<div>Baik.<div><br></div><div>Ani<br><br><div><hr>Date: Thu, 26 Jun 2026 13:53:45 +0400<br>Subject: lama<br>"
    "From: a@x.example<br>To: b@x.example<br><br><div>lama</div></div></div></div>"
)
WINDOWS = (
    "<div>Baik.</div><div><div><b>Dari:</b>&nbsp;Toko<br><b>Dikirim:</b>&nbsp;\u200eKamis\u200e, 26 Juni 2026 \u200e15\u200e:\u200e05<br>"
    "<b>Kepada:</b>&nbsp;Ani lama</div></div><div>lama</div>"
)


@pytest.mark.parametrize(
    "html", [BELOW, BOXED, GMAIL, OUTLOOK, SIGNED, OLD_GMAIL, OLD_YAHOO, YANDEX, HOTMAIL, WINDOWS]
)
def test_what_is_old_at_the_end_is_folded(html: str) -> None:
    assert "Baik." in shown(html)
    assert "lama" not in shown(html)
    assert "lama" in folded(html, "Q", "S")


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote>pertanyaan</blockquote><p>jawaban</p>",
        "<table><tr><td>On 4/4/26 he wrote:</td><td><blockquote>x</blockquote></td></tr></table>",
        "<p>Dari: Jakarta<br>Ke: Bandung<br>Tanggal: 26 Juni 2026 10:15</p><p>Berapa?</p>",
        "<p>Alamat saya berubah sejak 2026,<br>tolong dicatat:</p><p>Jalan Mawar 3</p>",
        "<p>a</p><blockquote>1</blockquote><p>jawaban</p><blockquote>2</blockquote><p>lagi</p>",
        "<blockquote>hanya kutipan</blockquote>",
        "<p>---------- Forwarded message ----------</p><p>isi</p>",
        "<p>From here to there</p>",
        "",
        "<p>tanpa kutipan</p>",
    ],
)
def test_answers_between_and_below_and_bare_forwards_stay(html: str) -> None:
    assert "<details" not in folded(html, "Q", "S")


def test_signature_and_quote_have_folds_of_their_own() -> None:
    whole = folded(f"<p>Baik.</p><p>--</p><p>Ani</p>{BELOW[12:]}", "Q", "S")
    assert whole.count("<details") == 2
    assert whole.index("<summary>S") < whole.index("Ani") < whole.index("<summary>Q")


def test_nothing_is_lost() -> None:
    for html in (BELOW, BOXED, GMAIL, OUTLOOK, SIGNED):
        whole = folded(html, "Q", "S")
        for piece in ("Baik.", "lama"):
            assert whole.count(piece) == 1


BUSY = {
    "breaks before a quote": f"<p>Halo{'<br>' * 20_000}</p><blockquote>Lama</blockquote>",
    "lines like heads": "<p>Dari: a Tanggal: 1 " * 40_000,
    "pieces of a line": f"<p>Halo</p>{'<b>di sini</b>' * 10_000}<blockquote>Lama</blockquote>",
}


@pytest.mark.parametrize("name", BUSY)
def test_who_opens_a_mail_made_to_keep_us_busy_sees_it_soon(name: str) -> None:
    html = safe(BUSY[name]) or ""
    began = time.process_time()
    folded(html, "Kutipan", "Tanda tangan")
    assert time.process_time() - began < 5


def test_boxes_a_thousand_deep_are_no_trouble() -> None:
    deep = "<div>" * 3000 + "lama" + "</div>" * 3000
    assert "lama" in folded(f"<p>Baik.</p>{deep}", "Q", "S")


@pytest.mark.parametrize("program", ANSWERS)
def test_answers_of_each_mail_program(program: str) -> None:
    html = safe(ANSWERS[program]) or ""
    outside = shown(html)
    assert "BARU" in outside
    assert "LAMA" not in outside
    assert "TTD" not in outside
    for word in ("BARU", "LAMA", "TTD"):
        assert folded(html, "Q", "S").count(word) == ANSWERS[program].count(word)


@pytest.mark.parametrize("program", WHOLE)
def test_what_is_no_quote_at_the_end_stays(program: str) -> None:
    assert "<details" not in folded(safe(WHOLE[program]) or "", "Q", "S")
