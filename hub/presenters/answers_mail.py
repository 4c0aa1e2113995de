"""The mail with answers of a live chat that its visitor has not read."""

from hub.presenters.letter import Letter
from hub.rules.names import first_name
from models.documents import Conversation, Message, Workspace
from models.words import Language

FILE = {Language.ENGLISH: "File", Language.INDONESIAN: "Berkas"}


def answers_letter(
    unread: list[Message],
    conversation: Conversation,
    house: Workspace,
    language: Language,
    *,
    answerable: bool,
) -> Letter:
    """``answerable``: an answer to the mail reaches the chat."""
    by = first_name(unread[-1].author.name or house.name)
    said = [_words(one, language) for one in unread]
    if language is Language.ENGLISH:
        return Letter(
            subject=f"{by} answered your chat with {house.name}",
            heading=f"Hello {first_name(conversation.contact.name)}, {by} has answered",
            paragraphs=said,
            act="Continue the chat",
            under_act="Or copy this address into your browser:",
            notes=[
                *(["You can also answer this mail."] if answerable else []),
                "The link works once, for 7 days. It is personal: do not pass it on.",
            ],
        )
    return Letter(
        subject=f"{by} membalas chat Anda dengan {house.name}",
        heading=f"Halo {first_name(conversation.contact.name)}, {by} telah membalas",
        paragraphs=said,
        act="Lanjutkan chat",
        under_act="Atau salin alamat ini ke peramban Anda:",
        notes=[
            *(["Anda juga dapat membalas email ini."] if answerable else []),
            (
                "Tautan ini berlaku satu kali selama 7 hari. Tautan ini bersifat pribadi: "
                "jangan diteruskan."
            ),
        ],
    )


def _words(message: Message, language: Language) -> str:
    files = [f"{FILE[language]}: {file.name}" for file in message.attachments]
    # Where the link goes must not be said by what somebody wrote.
    return "\n".join([part for part in (message.text, *files) if part]).replace(
        "{link}", "{ link }"
    )
