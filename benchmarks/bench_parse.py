"""How fast PubMed records become rows: our parser, pubmed_parser and Bio.Entrez on the same files, in one run.

    python benchmarks/bench_parse.py [--shared DIR] [--records 30000]

The records are the real ones in the shared folder (--shared, else EVIDENCE_WATCH_SHARED, else ../shared), repeated
under new PMIDs, 200 per file, as many as one efetch request returns. Files are gzip without compression (level 0):
pubmed_parser reads only gzip, and inflating should not be measured. Each reader runs in a process of its own and is
timed in seconds of CPU, which a busy machine distorts less; a first file is read before the timing starts. Bio.Entrez
is slow and refuses some records of older DTDs, so it is compared with ours on a tenth, made from records that it reads.
"""

import argparse
import gzip
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # each process imports only its own reader, so that peak memory is comparable
PER_FILE = 200
FIRST_PMID = 70_000_000
BIO_SHARE = 10
HEAD = (
    b'<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    b'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n'
)
TAIL = b"\n</PubmedArticleSet>\n"


def build(records: Path, folder: Path, n_records: int) -> None:
    """Write `n_records` records into `folder`/all, and a tenth as many, which Bio.Entrez reads, into `folder`/bio."""
    split = import_module("pipeline.sources.papers.pubmed_answer").split
    real = [record for path in sorted(records.glob("*.xml")) for record in split(path.read_bytes())]
    write(real, folder / "all", n_records)
    write([r for r in real if bio_entrez_reads(r[2])], folder / "bio", n_records // BIO_SHARE)


def write(real: list[tuple[str, int, bytes]], folder: Path, n_records: int) -> None:
    """Write `n_records` records into files of PER_FILE each: `real` repeated under new PMIDs."""
    folder.mkdir()
    made = (
        fragment.replace(f">{pmid}</PMID>".encode(), f">{FIRST_PMID + i}</PMID>".encode(), 1)
        for i, (pmid, _, fragment) in enumerate(islice(cycle(real), n_records))
    )
    for number in range(0, n_records, PER_FILE):
        body = HEAD + b"\n".join(islice(made, PER_FILE)) + TAIL
        (folder / f"{number:08d}.xml.gz").write_bytes(gzip.compress(body, 0))


def bio_entrez_reads(fragment: bytes) -> bool:
    """Whether Bio.Entrez reads a record under its newest DTD; Author/Affiliation of older DTDs raises ValueError."""
    try:
        import_module("Bio.Entrez").read(io.BytesIO(HEAD + fragment + TAIL), validate=False)
    except ValueError:
        return False
    return True


def read_ours(path: Path) -> Iterator[str]:
    split = import_module("pipeline.sources.papers.pubmed_answer").split
    parse = import_module("pipeline.sources.papers.pubmed_record").parse
    return (parse(fragment).article.pmid for _, _, fragment in split(gzip.decompress(path.read_bytes())))


def read_pubmed_parser(path: Path) -> Iterator[str]:
    return (record["pmid"] for record in import_module("pubmed_parser").parse_medline_xml(str(path)))


def read_bio_entrez(path: Path) -> Iterator[str]:
    # validate=False skips elements of older DTDs, such as DateCreated
    with gzip.open(path) as file:
        answer = import_module("Bio.Entrez").read(file, validate=False)
    return (str(record["MedlineCitation"]["PMID"]) for record in answer["PubmedArticle"])


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    "ours": read_ours,
    "pubmed_parser": read_pubmed_parser,
    "Bio.Entrez": read_bio_entrez,
}
RUNS = (("all", "ours"), ("all", "pubmed_parser"), ("bio", "ours"), ("bio", "Bio.Entrez"))


def measure(name: str, folder: Path) -> dict[str, float]:
    """Read every file in `folder` with one reader. Imports and a first read of one file are not timed."""
    files = sorted(folder.glob("*.xml.gz"))
    list(READERS[name](files[0]))
    start = time.process_time()
    pmids = [pmid for path in files for pmid in READERS[name](path)]
    seconds = time.process_time() - start
    if len(set(pmids)) != len(pmids):
        raise SystemExit(f"{name}: read {len(pmids)} records, {len(set(pmids))} of them different")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"n": len(pmids), "seconds": seconds, "peak_mb": peak}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.environ.get("EVIDENCE_WATCH_SHARED") or str(ROOT.parent / "shared"))
    parser.add_argument("--records", type=int, default=30_000)
    parser.add_argument("--reader", choices=[*READERS, "build"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    records = Path(args.shared) / "data" / "pubmed" / "records"
    if args.reader == "build":
        build(records, args.folder, args.records)
    elif args.reader:
        print(json.dumps(measure(args.reader, args.folder)))
    else:
        with tempfile.TemporaryDirectory() as folder:
            call("build", folder, "--shared", args.shared, "--records", str(args.records))
            compare(folder)


def call(what: str, folder: str, *more: str) -> str:
    """Run this script in a new process and return its output. Building the files in this process would raise the peak
    memory from which every child starts.
    """
    command = [sys.executable, __file__, "--reader", what, "--folder", folder, *more]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def compare(folder: str) -> None:
    """Run the readers and print one line for each; "ours is" is our rate divided by theirs on the same files."""
    ours = 0.0
    print(f"{'files':6}{'reader':16}{'n':>8}{'seconds':>10}{'records/s':>11}{'ours is':>10}{'peak RSS':>11}")
    for files, name in RUNS:
        result = json.loads(call(name, f"{folder}/{files}"))
        rate = result["n"] / result["seconds"]
        ours = rate if name == "ours" else ours
        print(
            f"{files:6}{name:16}{result['n']:>8}{result['seconds']:>10.2f}{rate:>11.0f}{ours / rate:>9.2f}x"
            f"{result['peak_mb']:>8.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()
