"""schemathesis against the listening hub: whatever is sent, no 5xx, no hang, and the written contract."""

import asyncio
import traceback
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from hub.http import openapi
from tests.journeys.people import Running

EXAMPLES = 12
"""For each operation; valid ones, invalid ones, and bytes that are no JSON at all."""

PATIENCE = 10
"""Seconds for one answer."""

ENDS_SESSIONS = {"signOut", "endMyOtherSessions", "endMySession"}

FRAMING = {"connection", "content-length", "expect", "host", "transfer-encoding", "upgrade"}
"""Headers that say where a request ends and for whom it is: drawn at random it is no request any more, and
the server below the API says so in its own words.
"""

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@dataclass
class Fuzzed:
    """Who calls, and ids that lead somewhere: every second request names one of them."""

    url: str
    admin: str
    leaving: str
    visitor: str
    ids: dict[str, str]
    turn: int = 0

    def token(self, operation: Any) -> str:
        if operation.definition.raw["operationId"] in ENDS_SESSIONS:
            return self.leaving
        return self.visitor if "/chat/" in operation.path else self.admin

    def send(self, case: Any) -> None:
        self.turn += 1
        if self.turn % 2:
            for name, id in self.ids.items():
                if name in (case.path_parameters or {}):
                    case.path_parameters[name] = id
        case.headers = {
            name: value
            for name, value in (case.headers or {}).items()
            if name.lower() not in FRAMING
        }
        headers = {"Authorization": f"Bearer {self.token(case.operation)}"}
        response = case.call(base_url=self.url, headers=headers, timeout=PATIENCE)
        case.validate_response(response, checks=CHECKS)

    def fuzz(self, operation: Any) -> None:
        self._run(operation.as_strategy())
        try:
            self._run(operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))
        except Unsatisfiable:
            """It takes nothing that could be wrong."""

    def _run(self, strategy: Any) -> None:
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def run(case: Any) -> None:
            self.send(case)

        run()


# Hypothesis takes what the drivers in this process draw meanwhile for a draw in a strategy.
@pytest.mark.filterwarnings("ignore:Do not use the .random. module inside strategies")
@pytest.mark.timeout(400)
async def test_nothing_that_can_be_sent_breaks_the_api(running: Running) -> None:
    admin, leaving = await running.sign_in("dewi"), await running.sign_in("budi")
    visitor = await running.visit(name="Rina")
    said = (await visitor.write("Halo")).json()
    fuzzed = Fuzzed(
        url=running.url,
        admin=admin.http.headers["Authorization"].removeprefix("Bearer "),
        leaving=leaving.http.headers["Authorization"].removeprefix("Bearer "),
        visitor=visitor.session["token"],
        ids={
            "conversationId": said["conversationId"],
            "memberId": leaving.member["id"],
            "departmentId": leaving.member["departmentIds"][0],
            "channelId": str(running.channel.id),
        },
    )
    schema = schemathesis.openapi.from_dict(openapi.build())
    failures: list[str] = []
    operations: list[Any] = [found.ok() for found in schema.get_all_operations()]  # type: ignore[union-attr]
    # Signing out comes last of all: the token is worth nothing afterwards.
    for operation in sorted(operations, key=lambda one: one.path.endswith("/sign-out")):
        try:
            await asyncio.to_thread(fuzzed.fuzz, operation)
        except (Exception, BaseExceptionGroup) as failure:
            told = "".join(traceback.format_exception(failure, chain=False))
            failures.append(f"{operation.label}: {told}")
    assert not failures, "\n\n".join(failures)
