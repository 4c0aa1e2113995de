"""What in html of mail programs says that a quote or a signature begins; told on as one word of ours."""

import re

QUOTE, SIGNATURE = "quoted", "signature"

MARKS: dict[str, re.Pattern[str]] = {
    QUOTE: re.compile(
        r"(x_)*(divrplyfwdmsg|appendonsend|(ydp\w*?)?yahoo_quoted\w*|mail-editor-reference-message-container)",
        re.I,
    ),
    SIGNATURE: re.compile(
        r"(x_)*(gmail_signature(_prefix)?|moz-signature|ms-outlook-mobile-signature|signature|composer_signature"
        r"|applemailsignature|protonmail_signature_block|lineBreakAtBeginningOfSignature|_rc_sig)",
        re.I,
    ),
}
"""By the ids and classes that they give their boxes."""


def mark_of(names: str) -> str | None:
    """``names`` as they stand in ``id`` or ``class``."""
    for name in names.split():
        for word, pattern in MARKS.items():
            if pattern.fullmatch(name):
                return word
    return None
