"""Pictures that stand in the text of a mail: files of the same mail, named by its html."""

from hub.kit.errors import Invalid
from hub.rules.mail_html import files_in
from models.documents.message import AttachedFile, Mail
from models.words import AttachmentKind


def placed(files: list[AttachedFile], mail: Mail | None) -> list[AttachedFile]:
    """The files, those that stand in the text marked so. Raises Invalid for a name of anything else."""
    named = files_in(mail.html or "") if mail else []
    pictures = {str(file.id) for file in files if file.kind is AttachmentKind.IMAGE}
    for id in named:
        if id not in pictures:
            raise Invalid(
                "A picture in the text is not among the files: add it again.",
                fields={"email.html": f"{id} is no picture in attachmentIds"},
            )
    return [
        file.model_copy(update={"content_id": str(file.id) if str(file.id) in named else None})
        for file in files
    ]
