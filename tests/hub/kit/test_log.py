"""What stands in the log of a fault: where it broke, never what people have written."""

import json
import subprocess
import sys

import pytest

BREAKS = """
import sys
from hub.kit.log import configure, get_logger

configure(sys.argv[1])

def store(text):
    raise RuntimeError("no room")

try:
    store("Rahasia" + " Maya")
except RuntimeError:
    get_logger("hub.test").exception("message.not_stored", conversation="6b08")
"""


def logged(format: str) -> str:
    command = [sys.executable, "-c", BREAKS, format]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_fault_is_logged_without_the_words_it_was_about(format: str) -> None:
    told = logged(format)

    assert "message.not_stored" in told
    assert "no room" in told
    assert "6b08" in told
    assert "Rahasia Maya" not in told


def test_in_json_a_fault_is_one_line_with_its_frames() -> None:
    [line] = logged("json").splitlines()

    [fault] = json.loads(line)["exception"]
    assert fault["exc_type"] == "RuntimeError"
    assert [frame["name"] for frame in fault["frames"]] == ["<module>", "store"]
