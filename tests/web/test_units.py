"""The web faces' own unit tests, run here so that one command runs everything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(300)
def test_the_unit_tests_of_the_web_faces_pass() -> None:
    programs = Path(sys.executable).parent
    # Its own node first: the machine's may be too old.
    env = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    run = subprocess.run(
        [programs / "npm", "test", "--silent"],
        cwd=ROOT / "web",
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
