"""How mail programs of many languages introduce what they quote, forward, and sign with."""

import re

WROTE_WORDS = (
    "menulis|wrote|writes|schrieb|a écrit|escribió|ha scritto|scrisse|schreef|geschreven|escreveu|skrev"
    "|napisał(?:\\(a\\)|a)?"
    "|napsal(?:\\(a\\)|a)?|írta|a scris|kirjoitti|написал(?:\\(а\\)|а)?|пише|писал(?:\\(а\\)|а)?|έγραψε"
    "|şunu yazdı|yazdı|đã viết|เขียนว่า|كتب|写道|寫道|書きました|のメール|のメッセージ|님이 작성|작성"
)

WROTE = re.compile(
    rf"^[ \t]*(?!\s)[^\n]{{0,300}}(?:\n(?=[ \t]*\S)[^\n]{{0,200}}){{0,2}}?(?:{WROTE_WORDS})[^\n:：]{{0,120}}[:：][ \t]*$",
    re.I | re.M,
)
"""``On Monday ... he wrote:``, over up to three lines. German puts the name behind the verb."""

WITHIN_LINE = re.compile(
    r"(?<=\S)[ \t]*(?:-{2,}[ \t]*|[ \t])(?:On|Pada)\b(?=[^\n]{0,60}\d)[^\n]{8,200}\b(?:wrote|menulis):[ \t]*"
    r"(?=\n(?:[ \t]*\n)*>)"
)
"""The same behind words on one line, where a program has lost the break; only right above a quote."""

BEGINS = re.compile(
    r"[ \t]*(?:-{2,}[ \t]*)?(?:(?:on|pada|am|le|el|il|op|den|em|dne|dnia|w dniu|vào|den|a)\b|在|於|\d)",
    re.I,
)
"""How the first line of it mostly begins."""

DATED = re.compile(r"\d{1,4}\D\d{1,2}|\d{4}|@")
"""What such a line has besides: a day, a time, an address."""

ORIGINAL = (
    "pesan asli|original message|reply message|original appointment|ursprüngliche nachricht"
    "|original-?nachricht|antwort nachricht"
    "|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original"
    "|oprindelig meddelelse|ursprungligt meddelande|wiadomość oryginalna|исходное сообщение|原始邮件"
    "|原始郵件|原邮件|回复的原邮件|邮件原件|元のメッセージ|원본 메시지|원본 메일"
)
SEPARATOR = re.compile(
    rf"^[ \t]*[-_=]{{2,60}}[ \t]*(?:{ORIGINAL}|[^\n_=-][^\n]{{0,160}}\b(?:{WROTE_WORDS}))[ \t]*[-_=]{{2,60}}[ \t]*$",
    re.I | re.M,
)

FROM = (
    "from|dari(?:pada)?|von|de(?: la)?|da|van|från|fra|od|από|от|від|发件人|發件人|寄件者|寄件人|差出人|送信者|보낸 ?사람|보낸사람|từ|kimden"
    "|gönderen|จาก|lähettäjä|feladó|من|מאת"
)
SUBJECT = (
    "subject|perihal|subjek|subiect|θέμα|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|předmět|tárgy"
    "|тема|主题|主旨|主題|件名|제목|konu|chủ đề|tiêu đề|เรื่อง|الموضوع|נושא"
)
OTHERS = (
    f"{SUBJECT}|sent|date|to|cc|reply-to|dikirim|tanggal|kepada|ke|untuk|gesendet|datum|an|kopie|envoyé"
    "|date d'envoi|à|enviad[oa](?: el| em)?|fecha|para|data|inviato|a|verzonden|aan|skickat|till|sendt|til|wysłano"
    "|do|trimis|către|küldve|címzett|vastaanottaja|lähetetty|odesláno|odoslané|komu|στάλθηκε|προς|dihantar"
    "|надіслано|надсилання|дата|отправлено|кому|копия|发送时间|發送時間|寄件日期|日期|收件人|收件者|抄送|副本|日時|送信日時|宛先"
    "|보낸 ?날짜|받는 ?사람|참조|gönderildi|tarih|kime|ngày|đến|tới|วันที่|ถึง|تم الإرسال|تاريخ|إلى|נשלח|אל"
)
HEAD = re.compile(
    rf"^[ \t*]*(?:{FROM})[ \t*]*[:：][^\n]*\n(?:[^\n:：]{{1,200}}[\])>][ \t]*\n)?(?:[ \t*]*(?:{OTHERS})[ \t*]*[:：][^\n]*(?:\n[ \t]+[^\n]+)*\n?"
    r"|[ \t]*\n){2,}",
    re.I | re.M,
)
"""The head of the mail that is quoted below, as Outlook writes it."""
ONE_LINE_HEAD = re.compile(
    rf"^[ \t*]*(?:{FROM}|date|tanggal)[ \t*]*[:：][^\n]{{3,200}}?[ \t*](?:{FROM}|{OTHERS})[ \t*]*[:：]"
    rf"[^\n]{{3,200}}?[ \t*](?:{SUBJECT})[ \t*]*[:：][^\n]*$",
    re.I | re.M,
)
"""The same where a program has lost the breaks."""
HAS_SUBJECT = re.compile(rf"(?:^|\s)[ \t*]*(?:{SUBJECT})[ \t*]*[:：]", re.I)
"""What parcels and forms, from here to there, do not have."""
SENT = (
    "sent|dikirim|gesendet|envoyé|enviad[oa](?: el| em)?|inviato|verzonden|skickat|sendt|wysłano|odesláno|trimis"
    "|lähetetty|küldve|отправлено|надіслано|发送时间|發送時間|寄件日期|送信日時|보낸 ?날짜|gönderildi|תאריך"
)
_MINUTE = r"\b(?:19|20)\d\d\b[^\n]{0,60}?\d{1,2}[.:]\s*\d\d"
SENT_AT = re.compile(
    rf"^[ \t*]*(?:{FROM})[ \t*]*[:：][^\n]*\n(?:[^\n:：]*\n)?[ \t*]*(?:{SENT})[ \t*]*[:：][^\n]*?{_MINUTE}",
    re.I,
)
"""Some programs name no subject, but the very minute."""

FLAT_HEADS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:{FROM})\s*[:：].{{0,200}}?[\s>](?:{OTHERS})\s*[:：].{{0,300}}?[\s>](?:{SUBJECT})\s*[:：]",
        rf"(?:{FROM})\s*[:：].{{0,200}}?[\s>](?:{SENT})\s*[:：].{{0,80}}?{_MINUTE}",
        (
            rf"(?:date|tanggal|datum|fecha|data|дата|日期|tarih)\s*[:：].{{0,60}}?{_MINUTE}"
            rf"(?=.{{0,300}}?[\s>](?:{FROM})\s*[:：])(?=.{{0,300}}?[\s>](?:{SUBJECT})\s*[:：])"
        ),
    )
)
"""Such heads in html, whose lines are boxes."""

FORWARD_SUBJECT = re.compile(
    r"\s*(fwd?|wg|tr|rv|enc|i|doorst|terusan|diteruskan|转发|轉寄|vs|vl|pd|ynt|i̇lt)\s*[:：]", re.I
)
FORWARD = re.compile(
    r"^[- \t*_]*(forwarded message|begin forwarded message|weitergeleitete nachricht"
    r"|message transf[ée]r[ée]|mensaje reenviado|messaggio inoltrato|pesan (yang )?diteruskan"
    r"|pesan terusan|doorgestuurd bericht|mensagem encaminhada|转发的邮件|轉寄的郵件|轉寄郵件|転送メッセージ"
    r"|пересылаемое сообщение|пересланное сообщение|전달된 메일)",
    re.I | re.M,
)

SENT_FROM = re.compile(
    r"[ \t]*(sent from (my\b|outlook|yahoo|mail for|proton|samsung|(a|the) )|get outlook for|sent via "
    r"|sent with (proton|sparrow|airmail)|dikirim (dari|melalui) |terkirim dari |dapatkan outlook untuk "
    r"|von mein\w+ .{2,40} gesendet|gesendet (von|mit|über) |outlook für .{2,10} beschaffen|holen sie sich outlook"
    r"|envoyé (de(puis)? |à partir)|télécharger outlook|obtenez outlook|enviado (desde|do|de|a partir) "
    r"|obtener outlook|inviato da(l| ) ?|ottieni outlook|verstuurd vanaf |verzonden vanaf |skickat från |sendt fra "
    r"|lähetetty |wysłan[eo] z |отправлено (с|из) |发自|發自|從我的|从我的|发送自|iphone ?から送信|.{2,20}から送信\W*$"
    r"|나의 .{2,20}에서 보냄|.{2,20}에서 보냄\W*$|[^\n]{0,20}gönderildi\W*$)[^\n]{0,120}",
    re.I,
)
"""The line that a telephone writes below everything."""

_GREETINGS = (
    r"(?:(?:with )?(?:best|kind|kindest|warm|warmest|many)(?: regards| wishes)?|(?:best |thanks (?:and|&) )?regards"
    r"|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|cheers|(?:salam )?hormat (?:saya|kami)|dengan hormat"
    r"|salam(?: hormat| hangat)?|wassalam(?:u['’]?alaikum.*)?|(?:mit )?(?:freundlichen?|besten?|lieben?|vielen?"
    r"|herzlichen?|schöne[nr]?) gr(?:ü|ue)(?:ß|ss)en?|gr(?:ü|ue)(?:ß|ss)e|gru(?:ß|ss)|mfg|vg|lg|(?:bien )?cordialement|bien à vous"
    r"|meilleures salutations|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|cordiali saluti"
    r"|distinti saluti|met vriendelijke groet(?:en)?|(?:hartelijke )?groet(?:en|jes)?|atenciosamente|abraços"
    r"|med venlig hilsen|med vänliga hälsningar|mvh|z poważaniem|pozdrawiam|с уважением|此致|敬礼|祝好"
    r"|よろしくお願い(?:いた|致)?します|敬具|감사합니다)"
)
GREETING = re.compile(
    rf"[ \t]*{_GREETINGS}(?:[ \t]*[/|][ \t]*{_GREETINGS})?[ \t]*[,.!،，。]*[ \t]*$", re.I
)
"""What stands above a name, alone on its line."""
