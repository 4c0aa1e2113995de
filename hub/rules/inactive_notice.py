"""What a customer is told by itself when his conversation ends because he says nothing more."""

from collections.abc import Mapping

from models.words import Language

USUAL: Mapping[Language, str] = {
    Language.INDONESIAN: (
        "Chat ini kami tutup karena belum ada balasan dari Anda. "
        "Tulis lagi kapan saja jika masih ada yang dapat kami bantu."
    ),
    Language.ENGLISH: (
        "We are closing this chat because we have not heard from you. "
        "Write again at any time if there is more we can help with."
    ),
}
