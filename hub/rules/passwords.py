"""Passwords: what is long enough, and argon2id. Slow on purpose: call off the event loop."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_CHARACTERS = 8
MAX_CHARACTERS = 256

# OWASP's figures for argon2id: 19 MiB, two passes, one thread, so that many can sign in at once
# in the morning on a small machine.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

# Checked for accounts that do not exist, so that they take as long as those that do. Of a password
# that nobody has kept; written down because making it takes as long as loading all of pydantic.
_NOBODYS_HASH = (
    "$argon2id$v=19$m=19456,t=2,p=1$XDNv03f/DjtnUq/Me"
    "5Pqfg$xBDla463/05OHAkRC7laTrC0LnNM+sZcrQVl5ajSHEE"
)


def weakness(password: str) -> str | None:
    """What is wrong with it as a new password; None when nothing is."""
    if len(password) < MIN_CHARACTERS:
        return f"must have at least {MIN_CHARACTERS} characters"
    if len(password) > MAX_CHARACTERS:
        return f"may have at most {MAX_CHARACTERS} characters"
    return None


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_fits(password_hash: str | None, password: str) -> bool:
    """Takes equally long without a hash, and is then False."""
    try:
        _hasher.verify(password_hash or _NOBODYS_HASH, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None
