"""How the work grows with the number of questions: CPU seconds of each stage and peak memory, on invented roots.

Prints, and with --write puts into docs/measurements/growth.md: the first run, a run with nothing new, one edited line,
one changed record, and the exponent of each stage between the smallest and the largest root.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

from stand_in import ROOT

from pipeline.stores.paths import Paths
from pipeline.stores.raw import Exchange, RawStore, Sighting
from tests.invented_root import record, write

PAGE = ROOT / "docs" / "measurements" / "growth.md"
RUN = """
import json, resource, sys, time
from pathlib import Path
from pipeline import cli
stages, root = {}, sys.argv[1]
from pipeline.commands import refresh
from pipeline.stages import STAGES
def timed(stage):
    def run(settings):
        begun = time.process_time()
        try:
            return stage(settings)
        finally:
            stages[stage.__name__] = round(time.process_time() - begun, 3)
    return run
refresh.STAGES = tuple(map(timed, STAGES))
code = cli.main(["refresh", "--offline", "--root", root], {"HOME": root})
status = Path("/proc/self/status").read_text().splitlines()
peak = max(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
print(json.dumps({"code": code, "peak": peak, "total": time.process_time(), **stages}))
"""
STAGE_NAMES = ("fetch", "normalise", "check", "summarise", "total")


def run(root: Path) -> dict[str, float]:
    """One offline refresh as a process: CPU seconds by stage and in all, peak MB."""
    done = subprocess.run([sys.executable, "-c", RUN, str(root)], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(n_questions: int) -> dict[str, dict[str, float]]:
    """The runs on a root of `n_questions`, by name."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        write(root, n_questions)
        found = {"first run": run(root), "nothing new": run(root)}
        edited = root / "questions" / f"part-{n_questions // 2:04d}.md"
        edited.write_text(edited.read_text(encoding="utf-8").replace("reduced", "lowered", 1), encoding="utf-8")
        before = {p: p.stat().st_mtime_ns for p in (root / "reports").glob("part-*.md")}
        found["one edited line"] = run(root)
        found["one edited line"]["reports"] = sum(p.stat().st_mtime_ns != t for p, t in before.items())
        _change_record(root)
        found["one changed record"] = run(root)
    return found


def _change_record(root: Path) -> None:
    body = record(10_000_001).replace(b"Adults with", b"Older adults with", 1)
    with RawStore(Paths(root).raw_store) as raw:
        at = "2026-11-02T08:00:00+00:00"
        exchange = Exchange("pubmed", "efetch", "", at, "answered")
        raw.add(raw.start_run(at, "live"), exchange, [Sighting("pmid:10000001", "found", body)])


def table(found: dict[int, dict[str, dict[str, float]]]) -> str:
    """The figures as Markdown."""
    lines = ["| questions | run | fetch | normalise | check | summarise | CPU seconds in all | peak MB |"]
    lines += ["|---|---|---|---|---|---|---|---|"]
    for n_questions, runs in found.items():
        for name, row in runs.items():
            shown = " | ".join(f"{row.get(s, 0):.2f}" for s in STAGE_NAMES)
            lines.append(f"| {n_questions} | {name} | {shown} | {row['peak']:.0f} |")
    low, high = min(found), max(found)
    if low != high:
        grown = {s: found[high]["first run"][s] / max(found[low]["first run"][s], 1e-6) for s in STAGE_NAMES}
        shown = ", ".join(f"{s} {math.log(g) / math.log(high / low):.2f}" for s, g in grown.items())
        lines += ["", f"Exponents of the first run from {low} to {high} questions: {shown}."]
    for n_questions, runs in found.items():
        first, nothing = runs["first run"]["total"], runs["nothing new"]["total"]
        lines.append(
            f"\n{n_questions} questions: nothing new costs {nothing / first:.3f} of the first run, one edited line "
            f"{runs['one edited line']['total'] / nothing:.2f} times and one changed record "
            f"{runs['one changed record']['total'] / nothing:.2f} times a run with nothing new."
        )
    return "\n".join(lines)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 200, 1000])
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    options = parser.parse_args()
    shown = table({n: measure(n) for n in options.sizes})
    print(shown)
    if options.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(f"# Growth\n\nWritten by `benchmarks/bench_growth.py --write`.\n\n{shown}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
