"""Helpers shared by the benchmarks: the folder of real records, the local stand-in server, and generated questions."""

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.standin import CLOSED, StandIn  # noqa: E402


def shared_folder() -> Path:
    """The folder given by --shared, else by EVIDENCE_WATCH_SHARED, else ../shared beside the checkout. Exits if the
    stand-in is not in it.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--shared", type=Path, default=Path(os.environ.get("EVIDENCE_WATCH_SHARED") or ROOT.parent / "shared")
    )
    folder: Path = parser.parse_known_args()[0].shared
    if not (folder / "standin" / "server.py").exists():
        sys.exit(f"benchmarks need the real records: give --shared DIR (looked in {folder})")
    return folder


@contextmanager
def stand_in(shared: Path) -> Iterator[str]:
    """Run the stand-in with its rate limit on, and yield its address."""
    command = [sys.executable, str(shared / "standin" / "server.py"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[1]
        finally:
            process.kill()


def environ_for(url: str, *variables: str) -> dict[str, str]:
    """The environment that sends the pipeline to the stand-in for the addresses `variables`, and to a closed port for
    every other source.
    """
    return {v: served if v in variables else CLOSED for v, served in StandIn(url).environ.items()}


def control(url: str, verb: str, body: Any = None) -> Any:
    """Send a command to the stand-in's control address. Returns its answer."""
    data = body.encode() if isinstance(body, str) else None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(f"{url}/_standin/{verb}", data=data) as answer:
        return json.load(answer)


def write_questions(root: Path, pmids: Sequence[str], per_question: int = 50, per_claim: int = 5) -> int:
    """Write question files that cite `pmids`, `per_question` per file and `per_claim` per claim. Returns the number of
    files.
    """
    folder = root / "questions"
    folder.mkdir(parents=True, exist_ok=True)
    starts = range(0, len(pmids), per_question)
    for number, start in enumerate(starts):
        own = pmids[start : start + per_question]
        groups = [own[i : i + per_claim] for i in range(0, len(own), per_claim)]
        claims = "\n".join(f"- Statement {g[0]} [{'; '.join(f'@pmid:{p}' for p in g)}]." for g in groups)
        head = f"---\nquestion: What about part {number}?\nstatus: draft\n---\n\n## From the Research\n\n"
        (folder / f"part-{number:04d}.md").write_text(head + claims + "\n")
    return len(starts)


def run(root: Path, *arguments: str, environ: dict[str, str] | None = None) -> tuple[float, float, str]:
    """Run one pipeline command as a process. Returns seconds, peak memory in MB and output; exits if it fails."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "pipeline", *arguments, "--root", str(root)]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT), **(environ or {})}, stdout=subprocess.PIPE, text=True
    )
    peaks = [0.0]
    watcher = threading.Thread(target=watch, args=(process, peaks))
    watcher.start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - start
    watcher.join()
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} ended with {process.returncode}: {said}")
    return seconds, max(peaks), said


def watch(process: "subprocess.Popen[str]", peaks: list[float]) -> None:
    """Record the peak memory (VmHWM) of `process` while it runs; rusage would include memory inherited at its start."""
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        with contextlib.suppress(OSError):
            found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
            peaks.append(int(found[1]) / 1024 if found else 0.0)
        time.sleep(0.05)
