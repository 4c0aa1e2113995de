"""From a request to who calls: a member's cookie or bearer, or a visitor's signed token."""

from starlette.requests import Request

from hub.http.doorway.call import Caller, VisitorCaller
from hub.http.doorway.cookies import CSRF_HEADER, SESSION, csrf_fits
from hub.http.doorway.refusals import CsrfMissing
from hub.kit.errors import Forbidden, NotFound, Unauthenticated
from hub.kit.tokens import Signer
from hub.rules.policy import Act, Reach, is_open, reach
from hub.rules.visitor_token import read_visitor_token
from hub.services import sign_ins
from hub.store.mongo import Store

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


async def recognise(
    request: Request, store: Store, signer: Signer, act: Act
) -> tuple[Caller | VisitorCaller | None, Reach]:
    """Who calls, and how far he reaches.

    Raises Unauthenticated, CsrfMissing, or Forbidden when the policy table does not let him.
    """
    if is_open(act):
        return None, Reach.ANY
    known = await _known(request, store, signer)
    allowed = reach(known.who, act)
    if allowed is None:
        raise Forbidden
    if isinstance(known, Caller) and known.by_cookie and request.method not in SAFE_METHODS:
        token = request.cookies.get(SESSION, "")
        if not csrf_fits(signer, token, request.headers.get(CSRF_HEADER, "")):
            raise CsrfMissing
    return known, allowed


async def _known(request: Request, store: Store, signer: Signer) -> Caller | VisitorCaller:
    bearer = bearer_of(request)
    # Opaque tokens of members hold no dot, signed ones of visitors hold two.
    if bearer is not None and "." in bearer:
        return _visitor(request, signer, bearer)
    token = bearer or request.cookies.get(SESSION)
    found = await sign_ins.find_member(store, token) if token else None
    if found is None:
        raise Unauthenticated
    member, sign_in = found
    return Caller(member, sign_in, by_cookie=bearer is None)


def _visitor(request: Request, signer: Signer, bearer: str) -> VisitorCaller:
    visitor = read_visitor_token(signer, bearer)
    named = request.path_params.get("channel_id")
    if named is not None and str(named) != str(visitor.channel_id):
        # Another widget's conversation is none of his, whether or not it exists.
        raise NotFound
    return VisitorCaller(visitor.identity_id, visitor.channel_id, visitor.origin, visitor.topic)


def bearer_of(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None
