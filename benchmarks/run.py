"""Runs every bench, prints one table and writes results.json.

    python benchmarks/run.py [NAME...]

A bench is a folder with a bench.py that has `run() -> list[Row]`; it is found by being there. One
that fails or overruns is reported and does not stop the others; the exit code then is 1.
"""

import importlib
import json
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.rows import Row  # noqa: E402


def names() -> list[str]:
    """The benches there are."""
    return sorted(path.parent.name for path in HERE.glob("*/bench.py"))


def run_one(name: str) -> list[Row] | None:
    """Its rows, or None when it failed; why is printed."""
    print(f"{name} ...", file=sys.stderr, flush=True)
    started = time.monotonic()
    try:
        rows: list[Row] = importlib.import_module(f"benchmarks.{name}.bench").run()
    except Exception:
        traceback.print_exc()
        return None
    print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    return rows


def table(rows: list[Row]) -> str:
    lines = [f"{'what':58} {'value':>12} {'against':>12} {'ratio':>7}  reach"]
    for row in rows:
        against = "" if row.against is None else f"{row.against:,.1f}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        value = f"{row.value:,.1f}"
        lines.append(f"{row.name:58} {value:>12} {against:>12} {ratio:>7}  {row.reach} {row.unit}")
    return "\n".join(lines)


def main() -> int:
    wanted = sys.argv[1:] or names()
    rows: list[Row] = []
    failed = False
    for name in wanted:
        found = run_one(name)
        failed = failed or found is None
        rows += found or []
    print(table(rows))
    entries = [
        {
            "name": row.name,
            "value": row.value,
            "unit": row.unit,
            "against": row.against,
            "ratio": row.ratio,
        }
        for row in rows
    ]
    (HERE / "results.json").write_text(json.dumps(entries, indent=2) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
