"""The web faces' own unit tests, run here so that one command runs everything."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(300)
def test_the_unit_tests_of_the_web_faces_pass() -> None:
    npm = Path(sys.executable).parent / "npm"
    run = subprocess.run(
        [npm, "test", "--silent"], cwd=ROOT / "web", capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
