"""The written contract: made from the doors, without a database, and true."""

import json
import re

from hub.http import openapi
from hub.http.app import all_doors, build
from hub.http.table import documented
from hub.wiring import Hub
from tests.hub.http.doors import Api

CONTRACT_SHAPES = {"Conversation", "Message", "Member", "Department", "Channel", "Refusal"}


def test_every_door_of_the_api_is_written_down_with_its_rights_and_refusals() -> None:
    contract = openapi.build()
    assert contract["openapi"] == "3.1.0"
    written = [op for path in contract["paths"].values() for op in path.values()]
    assert len(written) == len(list(documented()))
    for operation in written:
        assert operation["x-act"]
        assert "500" in operation["responses"]
        if operation["security"]:
            assert {"401", "403"} <= operation["responses"].keys()


def test_names_are_stable_and_readable() -> None:
    contract = openapi.build()
    names = contract["components"]["schemas"]
    assert names.keys() >= CONTRACT_SHAPES
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", name) for name in names), sorted(names)
    ids = [op["operationId"] for path in contract["paths"].values() for op in path.values()]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][A-Za-z]+", one) for one in ids)


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(openapi.build())
    names = openapi.build()["components"]["schemas"]
    for reference in set(re.findall(r'"#/components/schemas/([^"]+)"', text)):
        assert reference in names


def test_the_document_is_the_same_each_time() -> None:
    assert json.dumps(openapi.build()) == json.dumps(openapi.build())


def test_every_door_says_in_words_what_it_does() -> None:
    for _, door in all_doors():
        assert door.handler.__doc__, door.name
        assert len(door.summary) > 8, door.name


async def test_the_contract_is_served_with_a_page_that_runs_no_script(api: Api) -> None:
    served = await api.client.get("/api/openapi.json")
    assert served.json() == openapi.build()
    assert (await api.client.get("/api/asyncapi.json")).status_code == 200
    page = await api.client.get("/api/docs")
    assert "/api/v1/conversations/{conversationId}/claim" in page.text
    assert "<script" not in page.text
    assert "script-src" not in page.headers["content-security-policy"]


async def test_figures_and_health_are_told(api: Api, hub: Hub) -> None:
    assert (await api.client.get("/healthz")).json() == {"ok": True}
    ready = await api.client.get("/readyz")
    assert ready.json()["checks"]["database"] is True
    await api.get("/me")
    here = Api(build(hub), address="127.0.0.1")
    figures = (await here.client.get("/metrics")).text
    assert 'simpul_http_requests_total{door="read_me",status="401"}' in figures
