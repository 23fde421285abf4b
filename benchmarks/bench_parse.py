"""How fast PubMed records become rows: ours, pubmed_parser and Bio.Entrez on the same files, in one run.

    python benchmarks/bench_parse.py [--shared DIR] [--records 30000]

The records are the real ones of the shared folder (--shared, else EVIDENCE_WATCH_SHARED, else ../shared), cycled under
new PMIDs, 200 to a file as one efetch request brings them. Files are gzip members without compression (level 0), because
pubmed_parser opens nothing but gzip and inflating is not what is measured. Each reader runs in a process of its own; Bio.Entrez
reads every tenth file (`n` says how many records), since it is slow, and a DTD that it ships, so nobody asks the network.
"""

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PER_FILE = 200
FIRST_PMID = 70_000_000
BIO_EVERY = 10
HEAD = (
    b'<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    b'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n'
)


def build(records: Path, folder: Path, n_records: int) -> None:
    """Write `n_records` records into `folder`, PER_FILE to a file, the PMID of each made new."""
    from pipeline.sources.pubmed_answer import split

    real = [record for path in sorted(records.glob("*.xml")) for record in split(path.read_bytes())]
    made = (
        fragment.replace(f">{pmid}</PMID>".encode(), f">{FIRST_PMID + i}</PMID>".encode(), 1)
        for i, (pmid, _, fragment) in enumerate(islice(cycle(real), n_records))
    )
    for number in range(0, n_records, PER_FILE):
        body = HEAD + b"\n".join(islice(made, PER_FILE)) + b"\n</PubmedArticleSet>\n"
        (folder / f"{number:08d}.xml.gz").write_bytes(gzip.compress(body, 0))


def read_ours(path: Path) -> Iterator[str]:
    from pipeline.sources.pubmed_answer import split
    from pipeline.sources.pubmed_record import parse

    return (parse(fragment).article.pmid for _, _, fragment in split(gzip.decompress(path.read_bytes())))


def read_pubmed_parser(path: Path) -> Iterator[str]:
    import pubmed_parser

    return (record["pmid"] for record in pubmed_parser.parse_medline_xml(str(path)))


def read_bio_entrez(path: Path) -> Iterator[str]:
    from Bio import Entrez

    # validate=False: some records still carry elements of older DTDs, which it then skips
    with gzip.open(path) as file:
        answer = Entrez.read(file, validate=False)
    return (str(record["MedlineCitation"]["PMID"]) for record in answer["PubmedArticle"])


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    "evidence watch (split + parse)": read_ours,
    "pubmed_parser.parse_medline_xml": read_pubmed_parser,
    "Bio.Entrez.read": read_bio_entrez,
}


def measure(name: str, folder: Path) -> dict[str, float]:
    """Read every file of `folder` with one reader; imports and the first file, read once before, are not timed."""
    files = sorted(folder.glob("*.xml.gz"))[:: BIO_EVERY if name == "Bio.Entrez.read" else 1]
    list(READERS[name](files[0]))
    start = time.perf_counter()
    pmids = [pmid for path in files for pmid in READERS[name](path)]
    seconds = time.perf_counter() - start
    if len(set(pmids)) != len(pmids):
        raise SystemExit(f"{name}: read {len(pmids)} records, {len(set(pmids))} of them different")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"n": len(pmids), "seconds": seconds, "peak_mb": peak}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.environ.get("EVIDENCE_WATCH_SHARED") or str(ROOT.parent / "shared"))
    parser.add_argument("--records", type=int, default=30_000)
    parser.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.reader:
        print(json.dumps(measure(args.reader, args.folder)))
        return
    with tempfile.TemporaryDirectory() as folder:
        build(Path(args.shared) / "data" / "pubmed" / "records", Path(folder), args.records)
        compare(folder)


def compare(folder: str) -> None:
    """Run each reader on `folder` in its own process and print one line for each."""
    rates: list[float] = []
    print(f"{'reader':34}{'n':>8}{'seconds':>10}{'records/s':>11}{'ours is':>10}{'peak RSS':>11}")
    for name in READERS:
        command = [sys.executable, __file__, "--reader", name, "--folder", folder]
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        result = json.loads(answer)
        rates.append(result["n"] / result["seconds"])
        print(
            f"{name:34}{result['n']:>8}{result['seconds']:>10.2f}{rates[-1]:>11.0f}"
            f"{rates[0] / rates[-1]:>9.2f}x{result['peak_mb']:>8.0f} MB"
        )


if __name__ == "__main__":
    main()
