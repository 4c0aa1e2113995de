"""What a message on a channel may hold. The same is told to the composer beforehand."""

from channels_adapters.base import MIB, Traits
from hub.kit.errors import Invalid
from models.documents.message import AttachedFile


def check_limits(traits: Traits, text: str, files: list[AttachedFile]) -> None:
    """Raises Invalid, by field."""
    fields: dict[str, str] = {}
    if len(text) > traits.max_text:
        fields["text"] = f"at most {traits.max_text} characters on this channel"
    if len(files) > traits.max_files:
        fields["attachmentIds"] = f"at most {traits.max_files} files on this channel"
    strange = [file for file in files if not traits.takes(file.mime)]
    if strange:
        fields["attachmentIds"] = (
            f"{strange[0].name} is of a kind that this channel does not take ({strange[0].mime})"
        )
    total = sum(file.size for file in files)
    if total > traits.max_total:
        limit = traits.max_total / MIB
        fields["attachmentIds"] = f"at most {limit:.0f} MB of files in one message here"
    large = [file for file in files if file.size > largest(traits, file.kind.value)]
    if large:
        limit = largest(traits, large[0].kind.value) / MIB
        fields["attachmentIds"] = f"{large[0].name} is larger than {limit:.0f} MB, the most here"
    if fields:
        # The sentence says it too: it is what is shown beside the message.
        told = "; ".join(fields.values())
        raise Invalid(f"This channel does not take it: {told}.", fields=fields)


def largest(traits: Traits, kind: str) -> int:
    """Bytes. A picture above its own limit goes as a document, so the larger limit counts."""
    return max(traits.max_file, traits.max_file_of.get(kind, 0))
