"""How fast FDA labels become rows: SPL documents and openFDA's label objects, each against a plain parse of the same
bytes that gives no rows (lxml and all text of the tree; json.loads).

    python benchmarks/bench_labels.py [--shared DIR] [--rounds 20]

The labels are the real ones in the shared folder (--shared, else EVIDENCE_WATCH_SHARED, else ../shared), read
repeatedly. Times are seconds of CPU, which a busy machine distorts less; a first round is not counted.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.sources.labels import dailymed  # noqa: E402
from pipeline.sources.labels import openfda as fda_labels  # noqa: E402


def plain_xml(data: bytes) -> int:
    return sum(len(text) for text in etree.fromstring(data).itertext())


def measure(read: Callable[[bytes], object], bodies: list[bytes], rounds: int) -> float:
    """The number of labels read per second of CPU."""
    for body in bodies:
        read(body)
    start = time.process_time()
    for _ in range(rounds):
        for body in bodies:
            read(body)
    return rounds * len(bodies) / (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.environ.get("EVIDENCE_WATCH_SHARED") or str(ROOT.parent / "shared"))
    parser.add_argument("--rounds", type=int, default=20)
    args = parser.parse_args()
    labels = Path(args.shared) / "data" / "labels"
    print(f"{'source':10}{'kB each':>9}{'ours/s':>9}{'plain/s':>9}{'ours takes':>12}")
    runs = (
        ("dailymed", "spl/*.xml", dailymed.parse, plain_xml),
        ("openfda", "openfda/*.json", fda_labels.parse, json.loads),
    )
    for name, pattern, ours, plain in runs:
        bodies = [path.read_bytes() for path in sorted(labels.glob(pattern))]
        rate, plain_rate = measure(ours, bodies, args.rounds), measure(plain, bodies, args.rounds)
        size = sum(map(len, bodies)) / len(bodies) / 1000
        print(f"{name:10}{size:>9.0f}{rate:>9.0f}{plain_rate:>9.0f}{plain_rate / rate:>11.1f}x")


if __name__ == "__main__":
    main()
