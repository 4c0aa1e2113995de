"""E-mail addresses and phone numbers as people type them, as we keep them."""

import re

import phonenumbers

from hub.kit.errors import Invalid

MAX_EMAIL = 254

MAX_PHONE = 40
"""As typed, with all that stands between the digits."""

_ABROAD = re.compile(r"^\s*00")
"""People write it for the plus sign, also where their own network wants other digits."""

_UNSEEN = r"\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_LABEL = rf"[^{_UNSEEN}!-,/:-@\[-^`{{-~.]+"

EMAIL = re.compile(rf"[^{_UNSEEN}@<>\",:;()\[\]\\]+@{_LABEL}(\.{_LABEL})*")
"""Before the ``@`` nothing that separates addresses or would have to be quoted; a domain has letters,
digits and hyphens, of any script. Nothing that is not seen.
"""


def clean_email(text: str) -> str:
    """Lower-cased. Raises Invalid when it cannot be an address."""
    email = text.strip().lower()
    if len(email) > MAX_EMAIL or not EMAIL.fullmatch(email):
        raise Invalid(fields={"email": "is no e-mail address"})
    return email


def clean_phone(text: str, country_code: str) -> str:
    """As E.164; without a country its own is ``country_code`` (``+62``). Raises Invalid."""
    if len(text.strip()) > MAX_PHONE:
        raise Invalid(fields={"phone": "is no phone number"})
    region = phonenumbers.region_code_for_country_code(int(country_code.lstrip("+")))
    try:
        number = phonenumbers.parse(_ABROAD.sub("+", text), region)
    except phonenumbers.NumberParseException:
        raise Invalid(fields={"phone": "is no phone number"}) from None
    if not phonenumbers.is_possible_number(number):
        raise Invalid(fields={"phone": "is no phone number"})
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
