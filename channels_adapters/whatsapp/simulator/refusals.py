"""What the Graph API answers when it refuses, with the codes that Meta documents."""

from typing import Any

_TITLES = {
    0: ("AuthException", 401),
    1: ("API Unknown", 400),
    2: ("API Service", 503),
    4: ("API Too Many Calls", 400),
    10: ("API Permission Denied", 403),
    100: ("Invalid parameter", 400),
    190: ("Invalid OAuth access token - Cannot parse access token", 401),
    200: ("API Permission", 403),
    368: ("Temporarily blocked for policies violations", 403),
    130429: ("Rate limit hit", 400),
    130472: ("User's number is part of an experiment", 400),
    130497: ("Business account is restricted from messaging users in this country", 403),
    131000: ("Something went wrong", 500),
    131005: ("Access denied", 403),
    131008: ("Required parameter is missing", 400),
    131009: ("Parameter value is not valid", 400),
    131016: ("Service unavailable", 503),
    131026: ("Message undeliverable", 400),
    131031: ("Account has been locked", 403),
    131037: ("Display name approval needed before a message can be sent", 400),
    131042: ("Business eligibility payment issue", 400),
    131045: ("Incorrect certificate", 500),
    131047: ("Re-engagement message", 400),
    131048: ("Spam rate limit hit", 400),
    131049: ("Message not delivered to maintain healthy ecosystem engagement", 400),
    131050: ("User has stopped marketing messages", 400),
    131051: ("Unsupported message type", 400),
    131052: ("Media download error", 400),
    131053: ("Media upload error", 400),
    131056: ("(Business Account, Consumer Account) pair rate limit hit", 400),
    131057: ("Business account is in maintenance mode", 500),
    131062: ("Business-scoped user ids are not supported for this message", 400),
    132000: ("Template parameter count does not match", 400),
    132001: ("Template name does not exist in the translation", 404),
    132012: ("Template parameter format does not match", 400),
    132015: ("Template is paused", 400),
    132016: ("Template is disabled", 400),
    133010: ("Phone number not registered", 400),
    133016: ("Registration or deregistration rate limit exceeded", 400),
    80007: ("Rate limit issue", 400),
}


class Refusal(Exception):
    """``details`` says what was wrong, as ``error_data.details`` does."""

    def __init__(
        self, code: int, details: str = "", *, subcode: int | None = None, status: int | None = None
    ) -> None:
        self.code = code
        self.title, usual = _TITLES.get(code, ("Unknown error", 400))
        self.status = status or usual
        self.subcode = subcode
        self.details = details or self.title
        super().__init__(f"{code}: {self.details}")

    def body(self) -> dict[str, Any]:
        error: dict[str, Any] = {
            "message": f"(#{self.code}) {self.title}",
            "type": "OAuthException",
            "code": self.code,
            "error_data": {"messaging_product": "whatsapp", "details": self.details},
            "fbtrace_id": "Az8or2yhqkZfEZ-_4Qn_Bam",
        }
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        return {"error": error}

    def in_status(self) -> dict[str, Any]:
        """As a ``failed`` status tells it."""
        return {
            "code": self.code,
            "title": self.title,
            "message": self.title,
            "error_data": {"details": self.details},
        }
