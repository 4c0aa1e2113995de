"""A run that was killed leaves nothing in memory for long, and harms none that lives."""

import subprocess
import sys
from pathlib import Path

from tests.services.memory import LOCK, PREFIX, folder_in_memory

ROOT = Path(__file__).parents[2]

RUN = """
import sys
from pathlib import Path
from tests.services.memory import folder_in_memory

with folder_in_memory(Path(sys.argv[1])) as folder:
    (folder / "data").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


def run(memory: Path) -> tuple[subprocess.Popen[str], Path]:
    """Another run, which has made its folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(memory)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_what_a_killed_run_left_is_removed_by_the_next_and_what_a_living_one_uses_is_not(
    tmp_path: Path,
) -> None:
    (beginning := tmp_path / f"{PREFIX}beginning").mkdir()
    (foreign := tmp_path / "foreign").mkdir()
    (foreign / LOCK).touch()
    living, its_folder = run(tmp_path)
    killed, left_over = run(tmp_path)
    killed.kill()
    killed.communicate()
    assert (left_over / "data").exists()

    with folder_in_memory(tmp_path) as mine:
        assert not left_over.exists()
        assert (its_folder / "data").exists()
        assert beginning.exists()
        assert foreign.exists()
        assert mine.exists()
        with folder_in_memory(tmp_path):
            assert mine.exists(), "nor that of one's own"
    assert not mine.exists()

    living.communicate("")
    assert living.returncode == 0
    assert not its_folder.exists()
