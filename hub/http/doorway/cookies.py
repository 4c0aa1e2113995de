"""The two cookies of a signed-in browser: the secret one, and the readable csrf value bound to it."""

from starlette.responses import Response

from hub.kit.settings import Settings
from hub.kit.tokens import Signer, hash_token

SESSION = "session"
CSRF = "csrf"
CSRF_HEADER = "X-CSRF-Token"


def csrf_of(signer: Signer, token: str) -> str:
    return signer.sign("csrf", hash_token(token))


def csrf_fits(signer: Signer, token: str, given: str) -> bool:
    return signer.is_signed("csrf", hash_token(token), given)


def set_cookies(
    response: Response, settings: Settings, signer: Signer, token: str, max_age: int
) -> None:
    """``max_age`` in seconds."""
    secure = settings.public_url.startswith("https:")
    for name, value in ((SESSION, token), (CSRF, csrf_of(signer, token))):
        response.set_cookie(
            name,
            value,
            max_age=max_age,
            path="/",
            secure=secure,
            httponly=name == SESSION,
            samesite="lax",
        )


def clear_cookies(response: Response) -> None:
    for name in (SESSION, CSRF):
        response.delete_cookie(name, path="/", httponly=name == SESSION, samesite="lax")
