"""A word that was written, and how often: what a word that is being typed may become."""

from pydantic import Field

from models.documents.base import Doc


class Word(Doc):
    """Folded as hub/kit/words.py does. ``seen`` tells common from rare, no more."""

    id: str = Field(alias="_id")  # type: ignore[assignment]
    seen: int = 0

    class Settings(Doc.Settings):
        name = "words"
