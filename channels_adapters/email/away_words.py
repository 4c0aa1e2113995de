"""Answers that a machine gives while somebody is away, known by their subject alone: as mail programs word
it in each language. Many say it in no other line.

Only where the subject begins so and stops there, goes on with what was answered, or with a day. "Re:" in
front is a person's, and so is a sentence: "Automatic reply does not work".
"""

import re
import unicodedata

PHRASES = {
    "English": (
        r"auto(mat(ic|ed))?[ -]?(reply|response|answer)( (from|message))?|auto-?responder"
        r"|out[ -]of[ -](the[ -])?office( (auto(matic)?[ -]?)?(reply|response|message|notice|notification))?"
        r"|ooo|oof|vacation (auto-?)?(reply|response|notice|message)|away from (my )?(e?-?mail|office|desk)"
        r"|on (annual |sick |parental |maternity )?leave|on (vacation|holiday)"
    ),
    "Indonesian, Malay": (
        r"(balasan|jawaban|jawapan|respons?|pesan|balas) (otomatis|automatik)"
        r"|((saya )?sedang |saya )?(di ?luar kantor|tidak (ada |berada )?di kantor)|(saya sedang|saya|sedang) cuti"
    ),
    "German": (
        r"automatische (e-?mail-?)?(antwort|ruckantwort|abwesenheitsnotiz|abwesenheitsmeldung)|autoantwort"
        r"|abwesenheits(notiz|meldung|assistent|nachricht|benachrichtigung)|nicht im (buro|haus|hause)|außer haus"
    ),
    "French": (
        r"(reponse|message) automatique|(message|avis|notification) d'absence|absence du bureau"
        r"|(je suis )?absente? du bureau|hors du bureau"
    ),
    "Spanish": (
        r"(respuesta|contestacion|mensaje) automatic[ao]|auto-?respuesta|fuera de (la )?oficina"
        r"|ausente de la oficina|aviso de ausencia"
    ),
    "Portuguese": (
        r"(resposta|mensagem) automatica|auto-?resposta|(fora|ausente) do escritorio|(aviso de )?ausencia temporaria"
        r"|aviso de ausencia"
    ),
    "Dutch": (
        r"automatisch(e)? (antwoord|beantwoording|reactie|bericht)|afwezig(heid(s(bericht|melding|assistent))?)?"
        r"|niet (aanwezig )?op kantoor|buiten kantoor"
    ),
    "Italian": r"risposta automatica|fuori (sede|ufficio)|(assente|assenza) dall'ufficio|avviso di assenza",
    "Polish": r"automatyczna odpowiedz|odpowiedz automatyczna|autoodpowiedz|poza biurem|nieobecnosc w biurze",
    "Czech, Slovak": r"automatick[ae] odpoved[i]?|mimo kancelar|nepritomnost",
    "Hungarian, Romanian": r"automatikus valasz|hazon kivul|raspuns automat",
    "Swedish, Danish, Norwegian": (
        r"automatiskt? svar|svar automatiskt?|autosvar|franvaro(meddelande)?|fravær(smelding|sbesked)?"
    ),
    "Finnish, Estonian": r"automaattinen vastaus|poissaoloilmoitus|automaatvastus",
    "Baltic": r"automatinis atsakymas|automatiska atbilde",
    "Turkish": r"otomatik (yanıt|yanit|cevap)|ofis d[ıi]s[ıi]nda",
    "Greek": r"αυτοματη απαντηση|εκτος γραφειου",
    "Russian, Ukrainian, Bulgarian": (
        r"автоматическии ответ|автоответ(чик)?|вне офиса|отсутствие на рабочем месте|автоматична відповідь"
        r"|автовідповідь|автоматичен отговор"
    ),
    "Vietnamese": r"(thu )?tra loi tu đong",
    "Thai": r"(การ)?ตอบกลับ(โดย)?อัตโนมัติ",
    "Arabic, Hebrew": r"(رد|الرد|الإجابة) (تلقائي|التلقائي)|خارج المكتب|תשובה אוטומטית|מענה אוטומטי|מחוץ למשרד",
    "Japanese": r"自動(応答|返信|返答)(メール)?|不在(通知|のお知らせ|連絡)|休暇中",
    "Chinese": r"(自动|自動)(回复|回復|回覆|答复|答覆)|不在(办公室|辦公室)|外出通知",
    "Korean": r"자동 ?(회신|응답|답장)|부재 ?중( ?(알림|자동 ?(회신|응답)))?",
}

TAGS = r"(?:[\[(【][^\])】]{1,30}[\])】]\s*)*"
"""As servers put before a subject: [EXTERNAL]."""
AFTER = (
    r"\s*(?:$|[:：!.,;)\]】(]|[-–—|/]\s|(?:re|fwd?|aw|sv|until|till?|from|on|bis|vom|jusqu|du|hasta|desde|ate"
    r"|sampai|hingga|mulai|per|tot|van|dal|fino)\b|\d)"
)
"""What may follow: nothing, what was answered, a day."""


def _flat(text: str) -> str:
    """Lower case, without accents: many write without them."""
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(one for one in parts if unicodedata.category(one) != "Mn")
    return unicodedata.normalize("NFC", bare).lower().replace("\u2019", "'")


ANY = "|".join(map(_flat, PHRASES.values()))
BEGINS = re.compile(rf"\s*{TAGS}[\[(【]?\s*(?:auto\s*:\s*)?(?:{ANY}){AFTER}")
ABSENT = re.compile(
    r"\s*(?:auto\s*:\s*)?(?:i am|i'm|i will be|[\w .,'-]{2,60} is)( currently)? (?:out of (?:the )?office|on leave"
    r"|on vacation|on holiday|away from (?:my|the) (?:desk|office))"
    rf"(?:{AFTER}|\s(?:this|today|for|and|with|due)\b)"
)
AUTO = re.compile(r"\s*auto(?:-?re)?\s*:\s*(?:re|aw|sv)\s*:")
MOST = 300


def says_away(subject: str) -> bool:
    """Whether it is the subject of such an answer."""
    plain = _flat(subject[:MOST])
    return any(pattern.match(plain) for pattern in (BEGINS, ABSENT, AUTO))
