"""Answers as mail programs write them in html, for tests: BARU is new, LAMA is quoted, TTD is a signature."""

_OUTLOOK_HEAD = (
    '<p class="MsoNormal"><b><span lang="EN-US">{0}:</span></b><span lang="EN-US"> Toko &lt;help@kirim.example'
    "&gt; <br><b>{1}:</b> Senin, 2 November 2026 10:15<br><b>{2}:</b> Budi &lt;budi@x.example&gt;<br>"
    "<b>{3}:</b> Pesanan</span></p>"
)


def _outlook(*words: str) -> str:
    """The desktop's: a line of style only, the old mail beside it."""
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head>'
        '<body lang="EN-US"><div class="WordSection1"><p class="MsoNormal">BARU satu<o:p></o:p></p>'
        '<p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">BARU dua</p><div><div style="border:none;'
        'border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">'
        + _OUTLOOK_HEAD.format(*words)
        + '</div></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">LAMA satu</p>'
        '<p class="MsoNormal">LAMA dua</p></div></body></html>'
    )


def _outlook_web(*words: str, before: str = "") -> str:
    return (
        '<html><body dir="ltr"><div class="elementToProof" style="font-family:Aptos">BARU satu</div>'
        f'{before}<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
        '<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif"><b>{}:</b> Toko &lt;help@kirim.example'
        "&gt;<br><b>{}:</b> Monday, November 2, 2026 10:15<br><b>{}:</b> Budi &lt;b@x.example&gt;<br><b>{}:</b> "
        "Pesanan</font><div>&nbsp;</div></div><div><p>LAMA satu</p><p>LAMA dua</p></div></body></html>"
    ).format(*words)


def _gmail(introduction: str) -> str:
    return (
        '<div dir="ltr">BARU satu<div><br></div><div>BARU dua</div></div><br><div class="gmail_quote '
        f'gmail_quote_container"><div dir="ltr" class="gmail_attr">{introduction}<br></div><blockquote '
        'class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204)">'
        '<div dir="ltr">LAMA satu<div>LAMA dua</div></div></blockquote></div>'
    )


_WHO = '&lt;<a href="mailto:help@kirim.example">help@kirim.example</a>&gt;'

ANSWERS: dict[str, str] = {
    "Outlook, English": _outlook("From", "Sent", "To", "Subject"),
    "Outlook, Indonesian": _outlook("Dari", "Dikirim", "Kepada", "Subjek"),
    "Outlook, German": _outlook("Von", "Gesendet", "An", "Betreff"),
    "Outlook, French": _outlook("De\u00a0", "Envoyé\u00a0", "À\u00a0", "Objet\u00a0"),
    "Outlook, Spanish": _outlook("De", "Enviado el", "Para", "Asunto"),
    "Outlook, Dutch": _outlook("Van", "Verzonden", "Aan", "Onderwerp"),
    "Outlook, Chinese": _outlook("发件人", "发送时间", "收件人", "主题"),
    "Outlook, Japanese": _outlook("差出人", "送信日時", "宛先", "件名"),
    "Outlook, Korean": _outlook("보낸 사람", "보낸 날짜", "받는 사람", "제목"),
    "Outlook, Polish": _outlook("Od", "Wysłano", "Do", "Temat"),
    "Outlook, Russian": _outlook("От", "Отправлено", "Кому", "Тема"),
    "Outlook on the web": _outlook_web("From", "Sent", "To", "Subject"),
    "Outlook on the web, Arabic": _outlook_web("من", "تم الإرسال", "إلى", "الموضوع"),
    "Outlook on a telephone": _outlook_web(
        "Dari",
        "Dikirim",
        "Kepada",
        "Subjek",
        before=(
            '<div id="ms-outlook-mobile-signature" dir="ltr"><div></div>Dapatkan <a href="https://aka.ms/'
            'o0ukef">Outlook untuk iOS TTD</a></div>'
        ),
    ),
    "Gmail, English": _gmail(f"On Mon, Nov 2, 2026 at 10:15 AM Toko {_WHO} wrote:"),
    "Gmail, Indonesian": _gmail(f"Pada Sen, 2 Nov 2026 pukul 10.15 Toko {_WHO} menulis:"),
    "Gmail, Japanese": _gmail(f"2026年11月2日(月) 10:15 Toko {_WHO}:"),
    "Gmail, Russian": _gmail(f"пн, 2 нояб. 2026\u202fг. в 10:15, Toko {_WHO}:"),
    "Gmail, Chinese": _gmail(f"Toko {_WHO} 于2026年11月2日周一 10:15写道："),
    "Gmail, Arabic": _gmail(
        f"في الاثنين، 2 نوفمبر 2026 في 10:15 ص تمت كتابة ما يلي بواسطة Toko {_WHO}:"
    ),
    "Gmail, signed": (
        '<div dir="ltr">BARU satu<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span>'
        '<br><div dir="ltr" class="gmail_signature"><div dir="ltr">TTD Budi</div></div></div><br>'
        '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Nov 2, 2026 at 10:15 AM Toko '
        f'{_WHO} wrote:<br></div><blockquote class="gmail_quote">LAMA</blockquote></div>'
    ),
    "Gmail, a list's footer below": (
        '<div dir="ltr">BARU</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Nov 2, '
        f'2026 at 10:15 Toko {_WHO} wrote:<br></div><blockquote class="gmail_quote">LAMA</blockquote></div>\n\n'
        "<p></p>\n\n-- <br />\nTTD You received this message because you are subscribed to the group.<br />"
    ),
    "Apple Mail": (
        '<html><body style="overflow-wrap:break-word">BARU satu<br id="lineBreakAtBeginningOfMessage"><div>BARU dua'
        '</div><div><br><blockquote type="cite"><div>On 2 Nov 2026, at 10:15, Toko &lt;help@kirim.example&gt; '
        'wrote:</div><br class="Apple-interchange-newline"><div><p>LAMA satu</p></div></blockquote></div><br>'
        "</body></html>"
    ),
    "iPhone": (
        '<html><body dir="auto">BARU<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Sent from my iPhone TTD'
        '</div><div dir="ltr"><br><blockquote type="cite">On 2 Nov 2026, at 10:15, Toko &lt;help@kirim.example'
        '&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">﻿LAMA</div></blockquote>'
        "</body></html>"
    ),
    "Yahoo": (
        '<html><body><div class="ydp1yahoo-style-wrap"><div dir="ltr">BARU</div><div><br></div></div>'
        '<div id="yahoo_quoted_123" class="yahoo_quoted"><div style="font-size:13px"><div>On Monday, November 2, '
        "2026 at 10:15:00 AM GMT+7, Toko &lt;help@kirim.example&gt; wrote: </div><div><br></div><div><br></div>"
        '<div><div id="yiv1"><div>LAMA satu</div><div>LAMA dua</div></div></div></div></div></body></html>'
    ),
    "Yahoo, Indonesian": (
        '<html><body><div class="ydp1yahoo-style-wrap"><div dir="ltr">BARU</div></div><div id="ydp2yahoo_quoted_9" '
        'class="ydp2yahoo_quoted"><div><div>Pada Senin, 2 November 2026 pukul 10.15.00 WIB, Toko '
        "&lt;help@kirim.example&gt; menulis:</div><div><br></div><div>LAMA</div></div></div></body></html>"
    ),
    "Thunderbird, signed": (
        '<html><body><p>BARU</p><div class="moz-cite-prefix">Am 02.11.26 um 10:15 schrieb Toko:<br></div>'
        '<blockquote type="cite" cite="mid:a@b"><p>LAMA</p></blockquote><div class="moz-signature">-- <br>TTD Budi'
        "</div></body></html>"
    ),
    "Thunderbird, signed above": (
        '<html><body><p>BARU</p><pre class="moz-signature" cols="72">-- \nTTD Budi</pre><div '
        'class="moz-cite-prefix">On 02/11/2026 10:15, Toko wrote:<br></div><blockquote type="cite">LAMA'
        "</blockquote></body></html>"
    ),
    "Proton": (
        '<div style="font-family: Arial">BARU</div><div class="protonmail_signature_block"><div '
        'class="protonmail_signature_block-proton">Sent with <a href="https://proton.me/">Proton Mail</a> '
        'secure email. TTD</div></div><div class="protonmail_quote">On Monday, November 2nd, 2026 at 10:15, Toko '
        '&lt;help@kirim.example&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">LAMA</blockquote>'
        "</div>"
    ),
    "QQ": (
        '<div>BARU</div><div><br></div><div style="font-size: 12px;padding:2px 0;">------------------&nbsp;原始邮件'
        '&nbsp;------------------</div><div style="background:#efefef"><div><b>发件人:</b> "Toko" &lt;'
        "help@kirim.example&gt;;</div><div><b>发送时间:</b> 2026年11月2日(星期一) 上午10:15</div><div><b>收件人:"
        "</b> b;</div><div><b>主题:</b> x</div></div><div>LAMA</div>"
    ),
    "163": (
        '<div style="line-height:1.7">BARU</div><p><br></p><div id="divNeteaseMailCard"></div><p>在 2026-11-02 '
        '10:15:00，"Toko" &lt;help@kirim.example&gt; 写道：</p><blockquote id="isReplyContent">LAMA</blockquote>'
    ),
    "Zimbra": (
        '<div><div>BARU</div><div><br></div><hr id="zwchr" data-marker="__DIVIDER__"><div '
        'data-marker="__HEADERS__"><b>Dari: </b>"Toko" &lt;help@kirim.example&gt;<br><b>Untuk: </b>"b" '
        "&lt;b@x.example&gt;<br><b>Dikirim: </b>Senin, 2 November 2026 10:15:00<br><b>Perihal: </b>Pesanan<br>"
        '</div><div data-marker="__QUOTED_TEXT__"><p>LAMA</p></div></div>'
    ),
    "Roundcube": (
        '<html><body><p>BARU</p><p id="reply-intro">Pada 2026-11-02 10:15, Toko menulis:</p><blockquote '
        'type="cite" style="padding: 0 0.4em"><div id="replybody1"><p>LAMA</p></div></blockquote></body></html>'
    ),
    "Samsung": (
        '<html><body><div dir="auto">BARU</div><div dir="auto"><br></div><div id="composer_signature" dir="auto">'
        '<div style="font-size:85%">Sent from my Galaxy TTD</div></div><div dir="auto"><br></div><div><div>'
        "-------- Original message --------</div><div>From: Toko &lt;help@kirim.example&gt; </div><div>Date: "
        "02/11/2026  10:15  (GMT+07:00) </div><div>To: b@x.example </div><div>Subject: Pesanan </div><div><br>"
        "</div></div>LAMA satu<div>LAMA dua</div></body></html>"
    ),
    "Lotus Notes": (
        '<font size="2" face="sans-serif">BARU</font><br><br><br><br><font size="1" color="#5f5f5f">From: </font>'
        '<font size="1">Toko &lt;help@kirim.example&gt;</font><br><font size="1" color="#5f5f5f">To: </font>'
        '<font size="1">b@x.example</font><br><font size="1" color="#5f5f5f">Date: </font><font size="1">'
        '02.11.2026 10:15</font><br><font size="1" color="#5f5f5f">Subject: </font><font size="1">x</font><br>'
        "<hr noshade><br><font>LAMA</font>"
    ),
}
"""One quote below, at the end."""

WHOLE: dict[str, str] = {
    "Gmail, a forward": (
        '<div dir="ltr">BARU<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded '
        f"message ---------<br>From: <b>Toko</b> {_WHO}<br>Date: Mon, 2 Nov 2026 at 10:15<br>Subject: x<br>To: b"
        "<br></div>BARU isi</div></div>"
    ),
    "Apple Mail, a forward": (
        '<div>BARU</div><div><br><blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>'
        "Toko &lt;help@kirim.example&gt;</div><div><b>Date: </b>2 November 2026 10:15</div><div>BARU isi</div>"
        "</blockquote></div>"
    ),
    "Gmail, between the lines": (
        '<div dir="ltr">BARU nol</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Nov 2, '
        f'2026 at 10:15 Toko {_WHO} wrote:<br></div><blockquote class="gmail_quote">Warna?</blockquote><div>BARU '
        'satu</div><blockquote class="gmail_quote">Ukuran?</blockquote><div>BARU dua</div></div>'
    ),
    "a list of things": "<p>BARU:</p><ul><li>BARU satu</li><li>BARU dua</li></ul><p>BARU akhir</p>",
    "a form": (
        "<table><tr><td>Dari:</td><td>BARU Jakarta</td></tr><tr><td>Kepada:</td><td>BARU Bandung</td></tr></table>"
    ),
    "a line with a colon before a table": (
        "<p>Pesanan 2026/11 saya:</p><table><tr><td>BARU</td><td>2</td></tr></table>"
    ),
}
"""Nothing of these may be folded."""
