"""The stock of dialogues: every one of them can be told, whatever the choices fall to."""

from datetime import UTC, datetime
from random import Random

import pytest

from hub.demo.papers import file_named
from hub.demo.present import SCENES
from hub.demo.scripts import Line, Script, Who, stock, titled
from hub.demo.wording import words
from models.words import Language

NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
TOPICS = ("shipping", "billing", "sales", "now")
ALL = [script for language in Language for topic in TOPICS for script in stock(language, topic)]


def test_the_stock_is_large_and_no_title_stands_twice_in_a_language() -> None:
    titles = [(script.language, script.title) for script in ALL]
    assert len(titles) == len(set(titles)) > 75


@pytest.mark.parametrize("script", ALL, ids=lambda script: script.title)
def test_a_dialogue_can_be_told(script: Script) -> None:
    for seed in range(8):
        rng = Random(seed)
        filled = words(rng, script.language, NOON, "Rina", "Sari")
        told = script.told(filled, rng)
        assert told.lines[0].who is Who.CUSTOMER
        for line in told.lines:
            assert line.text or line.file or line.who is Who.RESOLVED
            assert not set(line.text) & set("{}[]|")
            if line.file:
                assert file_named(line.file, script.language, filled).content


def test_linked_choices_fall_alike_and_optional_lines_in_a_row_go_together() -> None:
    lines = (
        Line(Who.CUSTOMER, "[1:price?|size?]"),
        Line(Who.AGENT, "[1:two|small]"),
        Line(Who.CUSTOMER, "And?", maybe=True),
        Line(Who.AGENT, "No.", maybe=True),
    )
    script = Script("made here", Language.ENGLISH, lines)
    told = {tuple(line.text for line in script.told({}, Random(seed)).lines) for seed in range(60)}
    assert told == {
        ("price?", "two"),
        ("size?", "small"),
        ("price?", "two", "And?", "No."),
        ("size?", "small", "And?", "No."),
    }


def test_every_scene_of_the_present_has_its_dialogue() -> None:
    assert {titled(scene.title).title for scene in SCENES} == {
        script.title for language in Language for script in stock(language, "now")
    }
