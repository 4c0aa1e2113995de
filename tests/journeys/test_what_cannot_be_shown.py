"""A row whose picture cannot be made harms no other, and whom it concerns is told to reload."""

from typing import Any

import pytest

from hub.presenters import event
from tests.journeys.people import Running


async def test_a_row_that_cannot_be_shown_costs_a_reload_and_nothing_else(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    sari, maya, rina = await running.sign_in("sari"), await running.visit(), await running.visit()
    await maya.write("Halo")
    await sari.live.connect()
    await maya.live.connect()
    before = sari.live.picture.cursor
    shown = event.for_staff

    def for_staff(row: Any, material: Any, house: Any) -> Any:
        message = material.messages.get(row.object.id)
        if message is not None and message.text == "Rusak":
            raise LookupError("a defect of ours")
        return shown(row, material, house)

    monkeypatch.setattr(event, "for_staff", for_staff)
    await maya.write("Rusak")
    await rina.write("Baik")

    await sari.live.until(lambda picture: picture.resyncs == 1 and "Baik" in picture.texts())
    await maya.live.until(lambda picture: picture.resyncs == 1)

    await sari.live.disconnect()
    sari.live.picture.cursor = before
    await sari.live.connect()
    assert sari.live.picture.resyncs == 2
    await rina.write("Lagi")
    await sari.live.until(lambda picture: "Lagi" in picture.texts())
