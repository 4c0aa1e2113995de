"""What holds for every channel kind, whoever wrote it. An adapter is found by being there."""

import json
from pathlib import Path

import httpx2
import pytest
from pydantic import TypeAdapter

import channels_adapters
from channels_adapters.base import Account, Adapter, Sends, TakesWebhooks
from channels_adapters.registry import all_adapters
from models.envelopes import AnyEnvelope
from models.words import Language

FOLDER = Path(channels_adapters.__file__).parent
ADAPTERS = all_adapters()
SAMPLES = [
    pytest.param(kind, sample, id=f"{kind}/{sample.name}")
    for kind in ADAPTERS
    for sample in sorted((FOLDER / kind / "samples").iterdir())
]
NONSENSE = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"7",
    b'{"entry": 7}',
    b'{"entry": [{"changes": [{"value": []}]}]}',
    b'{"update_id": "x", "message": {"chat": null}}',
    b"\xff\xfe\x00",
    b"From: \r\n\r\n",
    bytes(range(256)) * 40,
    b"[" * 100_000,
]

every_kind = pytest.mark.parametrize("kind", list(ADAPTERS))
every_called_kind = pytest.mark.parametrize(
    "kind", [kind for kind, adapter in ADAPTERS.items() if isinstance(adapter, TakesWebhooks)]
)
every_sample = pytest.mark.parametrize(("kind", "sample"), SAMPLES)

_ENVELOPE: TypeAdapter[AnyEnvelope] = TypeAdapter(AnyEnvelope)


def of(kind: str) -> Adapter:
    return ADAPTERS[kind]


@every_kind
def test_a_folder_is_named_after_its_kind_and_explains_itself(kind: str) -> None:
    folder = FOLDER / kind

    assert of(kind).kind == kind
    assert (folder / "README.md").read_text().startswith("# ")
    assert "<svg" in (folder / "icon.svg").read_text()
    assert any((folder / "samples").iterdir())


@every_kind
def test_its_name_is_there_in_every_language(kind: str) -> None:
    assert set(of(kind).titles) == set(Language)
    assert all(title.strip() for title in of(kind).titles.values())


@every_kind
def test_a_form_can_be_drawn_from_its_settings(kind: str) -> None:
    for model in (of(kind).Settings, of(kind).Secrets):
        for name, field in model.model_json_schema().get("properties", {}).items():
            titles = field.get("titles", {})
            assert set(titles) == set(Language), f"{model.__name__}.{name} has no title"
            assert all(title.strip() for title in titles.values())


@every_kind
def test_what_is_secret_is_no_setting(kind: str) -> None:
    settings, secrets = of(kind).Settings.model_fields, of(kind).Secrets.model_fields

    assert not set(settings) & set(secrets)
    assert not [name for name in settings if name.endswith(("password", "secret", "access_token"))]


@every_sample
def test_a_sample_is_understood_the_same_each_time(kind: str, sample: Path) -> None:
    raw = sample.read_bytes()
    envelopes = of(kind).normalise(raw)

    assert envelopes, "dropped without a word"
    for envelope in envelopes:
        again = _ENVELOPE.validate_python(envelope.model_dump())
        # What a file holds never leaves memory; all the rest does.
        assert again.model_dump() == envelope.model_dump()
        json.loads(envelope.model_dump_json(by_alias=True))
    assert list(of(kind).normalise(raw)) == list(envelopes)


@every_kind
@pytest.mark.parametrize("raw", NONSENSE, ids=lambda raw: repr(raw[:24]))
def test_nonsense_never_raises(kind: str, raw: bytes) -> None:
    for envelope in of(kind).normalise(raw):
        _ENVELOPE.validate_python(envelope.model_dump())


@every_sample
def test_a_payload_cut_short_never_raises(kind: str, sample: Path) -> None:
    raw = sample.read_bytes()

    for part in range(1, 8):
        of(kind).normalise(raw[: len(raw) * part // 8])


@every_called_kind
async def test_without_its_secret_no_call_is_authentic(kind: str) -> None:
    adapter = of(kind)
    assert isinstance(adapter, TakesWebhooks)
    async with httpx2.AsyncClient() as http:
        for secrets in ({}, dict.fromkeys(adapter.Secrets.model_fields, "")):
            settings = adapter.Settings.model_construct()
            account = Account("c", settings, secrets, "https://hub.example/webhooks/c", http)
            for signature in ("", "sha256=", "sha256=" + "0" * 64, "é"):
                headers = {
                    "x-hub-signature-256": signature,
                    "x-telegram-bot-api-secret-token": signature,
                }
                assert not adapter.is_authentic(account, b"{}", headers)
            assert not adapter.is_authentic(account, b"{}", {})


@every_kind
def test_what_goes_out_can_be_sent_or_is_shown_by_the_hub(kind: str) -> None:
    assert isinstance(of(kind), Sends) != of(kind).traits.delivers_by_feed
