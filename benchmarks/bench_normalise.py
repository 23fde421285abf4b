"""The whole NORMALISE stage on 30,000 records (raw store to validated CSV and Parquet) against pubmed_parser's parse of
the same records. Each runs as a process of its own; time and peak memory are compared.
"""

import gzip
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stand_in import ROOT, run, shared_folder, write_questions

N_RECORDS = 30_000
PEER = """
import re, sys, time, pubmed_parser
start = time.perf_counter()
n = sum(1 for _ in pubmed_parser.parse_medline_xml(sys.argv[1]))
print(n, time.perf_counter() - start, int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024)
"""


def main() -> None:
    """Print the figures for whole records, as NCBI sends them, and for compact ones."""
    sys.path.insert(0, str(ROOT))
    shared = shared_folder()
    for name, pattern in (("whole", "data/pubmed/records/*.xml"), ("compact", "data/pubmed/constructed/*")):
        with tempfile.TemporaryDirectory() as folder:
            compare(name, make_records(shared, pattern), Path(folder))


def compare(name: str, records: list[tuple[str, bytes]], root: Path) -> None:
    """Run both on the same records, one after the other, and print their figures."""
    fill(root, records)
    write_questions(root, [pmid for pmid, _ in records])
    whole = root / "all.xml.gz"  # the peer reads gzip only; at level 1, this costs it little time
    xml = b"<PubmedArticleSet>" + b"\n".join(body for _, body in records) + b"</PubmedArticleSet>"
    whole.write_bytes(gzip.compress(xml, 1))
    ours, peak, said = run(root, "normalise")
    start = time.perf_counter()
    peer = subprocess.run([sys.executable, "-c", PEER, str(whole)], capture_output=True, text=True, check=True)
    theirs = time.perf_counter() - start
    n, _, their_peak = peer.stdout.split()
    print(f"{name} records, {len(xml) / len(records) / 1000:.1f} kB each. {said.strip()}")
    print(f"  normalise      {ours:6.1f} s, peak {peak:4.0f} MB ({len(records)} records)")
    print(f"  pubmed_parser  {theirs:6.1f} s, peak {float(their_peak):4.0f} MB ({n} records)")
    print(f"  ratio {ours / theirs:.2f} (at most 1 wanted)")


def make_records(shared: Path, pattern: str) -> list[tuple[str, bytes]]:
    """30,000 records as (PMID, bytes): the real ones, repeated under new PMIDs."""
    bodies: list[bytes] = []
    for path in sorted(shared.glob(pattern)):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        bodies += re.findall(rb"<PubmedArticle[ >].*?</PubmedArticle>", data, re.S)
    made = []
    for number in range(N_RECORDS):
        pmid = str(100_000_000 + number)
        new = rb"\g<1>" + pmid.encode() + b"</PMID>"
        body = bodies[number % len(bodies)]
        made.append((pmid, re.sub(rb"(<PMID[^>]*>)\s*\d+\s*</PMID>", new, body, count=1)))
    return made


def fill(root: Path, records: list[tuple[str, bytes]]) -> None:
    """Write a raw store with `records`, as if they had been fetched."""
    from pipeline.stores.raw import Exchange, RawStore, Sighting  # noqa: PLC0415 - after sys.path

    at = "2026-11-01T00:00:00.000Z"
    with RawStore(root / "data" / "raw" / "raw.sqlite") as raw:
        run_id = raw.start_run(at, "live")
        for start in range(0, len(records), 200):
            batch = records[start : start + 200]
            exchange = Exchange("pubmed", "efetch", "", at, "answered", 200, 1, tuple(f"pmid:{p}" for p, _ in batch))
            raw.add(run_id, exchange, [Sighting(f"pmid:{p}", "found", body) for p, body in batch])


if __name__ == "__main__":
    main()
