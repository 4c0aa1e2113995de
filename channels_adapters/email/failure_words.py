"""Subjects under which mail servers say that a mail did not arrive, in the languages they speak."""

import re

ANSWERED = re.compile(r"\s*(re|aw|sv|bls|balas|antw|odp|fwd?|wg|tr|rv)\s*[:：]", re.I)
"""A person's word about one."""

PHRASES = {
    "English": (
        r"undeliver(ed|able)|returned (mail|to sender)|return to sender|returning message"
        r"|delivery (status )?notification|delivery (failure|failed|error|problem|report|incomplete|delayed|has failed)"
        r"|failure notice|could ?n[o']t be (delivered|sent)|non-?delivery|message not delivered|mail (system )?error"
        r"|(mail|message) delivery|delayed (mail|delivery)|warning: (could not send|message .{1,60} delayed)"
    ),
    "Indonesian, Malay": (
        r"gagal (di)?(kirim|terkirim|hantar)|tidak (dapat |bisa )?(ter|di)(kirim|sampaikan|hantar)|pengiriman (gagal|tertunda)"
        r"|pemberitahuan (kegagalan|status) pengiriman"
    ),
    "German": r"unzustellbar|nicht zustellbar|zustellung (fehlgeschlagen|verzögert)|unzustellbarkeit|nicht zugestellt",
    "French": r"non remis|non distribu|[ée]chec de (la )?(remise|distribution)|message non d[ée]livr[ée]",
    "Spanish": r"no (se )?(ha podido |pudo )?entreg|mensaje devuelto|no entregado|error de entrega",
    "Portuguese": r"n[ãa]o (foi )?entregue|mensagem devolvida|falha na entrega|n[ãa]o [ée] poss[íi]vel entregar",
    "Italian": r"mancato recapito|non recapitat|impossibile recapitare|recapito non riuscito",
    "Dutch": r"onbestelbaar|niet (bezorgd|afgeleverd)|bezorging mislukt",
    "Nordic": r"kunde inte levereras|olevererbart|kan ikke leveres|kunne ikke leveres|ikke levert",
    "Polish, Czech": r"niedostarczon|nie można dostarczyć|nedoručiteln|nelze doručit",
    "Russian": r"не\s?доставлен|недоставленн|возвращ[её]н отправителю|сбой доставки",
    "Chinese, Japanese, Korean": r"退信|投递失败|无法投递|未送达|退回|寄件失敗|無法傳遞|配信不能|配信できません|送信できません|반송|전송 실패",
    "Turkish, Vietnamese": r"teslim edilemedi|iletilemedi|không (thể )?gửi được|không chuyển được",
}
FAILED = re.compile("|".join(PHRASES.values()), re.I)


def says_failed(subject: str) -> bool:
    return ANSWERED.match(subject) is None and FAILED.search(subject) is not None
