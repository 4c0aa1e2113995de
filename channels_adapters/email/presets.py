"""What the usual providers want in the form. The sign-in with a password needs an app password.

``titles`` of what is no name.
"""

from typing import Any

from models.words import Language


def _preset(
    name: str, imap: str, smtp: str, smtp_port: int = 465, security: str = "tls", **more: Any
) -> dict[str, Any]:
    return {
        "name": name,
        "settings": {
            "imap_host": imap,
            "imap_port": 993,
            "imap_security": "tls",
            "smtp_host": smtp,
            "smtp_port": smtp_port,
            "smtp_security": security,
            **more,
        },
    }


MICROSOFT_SCOPE = (
    "https://outlook.office.com/IMAP.AccessAsUser.All "
    "https://outlook.office.com/SMTP.Send offline_access"
)

OWN_SERVER = _preset("Own server", "", "", 587, "starttls", sign_in="password")
OWN_SERVER["titles"] = {Language.ENGLISH: "Own server", Language.INDONESIAN: "Server sendiri"}

PRESETS = [
    _preset(
        "Gmail",
        "imap.gmail.com",
        "smtp.gmail.com",
        sign_in="password",
        oauth_url="https://oauth2.googleapis.com/token",
        per_minute=60,
        per_day=500,
        junk_folder="",
        checked_by="mx.google.com",
    ),
    _preset(
        "Microsoft 365",
        "outlook.office365.com",
        "smtp.office365.com",
        587,
        "starttls",
        sign_in="oauth",
        oauth_url="https://login.microsoftonline.com/common/oauth2/v2.0/token",
        oauth_scope=MICROSOFT_SCOPE,
        per_minute=30,
        per_day=10_000,
        plus_addressing=True,
    ),
    _preset("Yahoo", "imap.mail.yahoo.com", "smtp.mail.yahoo.com", sign_in="password", per_day=500),
    _preset("Zoho", "imap.zoho.com", "smtp.zoho.com", sign_in="password"),
    OWN_SERVER,
]
