"""The main job on 14,000 cited PMIDs and 280 questions. Measures the first fetch against the bound that the rate limit
sets, then a run with nothing new and a run with one edited question, each against the first run.
"""

import gzip
import math
import re
import tempfile
from pathlib import Path

from stand_in import control, environ_for, run, shared_folder, stand_in, write_questions

from pipeline.schema.sources import DAILYMED, OPENFDA, PUBMED

N_PMIDS, PER_REQUEST, PER_SECOND = 14_000, 200, 3


def main() -> None:
    """Print the figures."""
    shared = shared_folder()
    with stand_in(shared) as url, tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        environ = environ_for(url, *PUBMED.addresses, *OPENFDA.addresses, *DAILYMED.addresses)
        environ["NCBI_EMAIL"] = "editor@example.org"
        pmids = known_pmids(shared)[:N_PMIDS]
        n_questions = write_questions(root, pmids)
        control(url, "reset", [])
        first, peak, said = run(root, "refresh", environ=environ)
        log = [r for r in control(url, "log") if "efetch" in r["path"]]
        cited = [r for r in log if r["n_ids"] == PER_REQUEST or r["n_ids"] == len(pmids) % PER_REQUEST]
        span, bound = cited[-1]["t"] - cited[0]["t"], (math.ceil(len(pmids) / PER_REQUEST) - 1) / PER_SECOND
        print(said.strip())
        print(f"cited PMIDs {len(pmids)} in {n_questions} questions")
        print(
            f"efetch requests for cited ids {len(cited)} (bound {math.ceil(len(pmids) / PER_REQUEST)}), all {len(log)}"
        )
        print(f"429s {sum(r['status'] == 429 for r in log)}")
        print(f"first to last efetch {span:.1f} s, bound {bound:.1f} s, ratio {span / bound:.2f}")
        control(url, "reset", [])
        again, again_peak, _ = run(root, "refresh", environ=environ)
        n_requests = len(control(url, "log"))
        edited = root / "questions" / "part-0007.md"
        edited.write_text(edited.read_text().replace("Statement", "Sentence", 1))
        one, one_peak, _ = run(root, "refresh", environ=environ)
        print(f"first refresh {first:.1f} s, peak {peak:.0f} MB")
        print(f"nothing new {again:.2f} s, {n_requests} requests, peak {again_peak:.0f} MB, ratio {again / first:.3f}")
        print(f"one question of {n_questions} edited {one:.2f} s, peak {one_peak:.0f} MB, ratio {one / first:.3f}")


def known_pmids(shared: Path) -> list[str]:
    """The PMIDs for which the stand-in serves whole records, sorted."""
    found: set[str] = set()
    for path in sorted(shared.glob("data/pubmed/**/*")):
        if path.name.endswith((".xml", ".xml.gz")):
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            for record in re.finditer(rb"<PubmedArticle[ >].*?</PubmedArticle>", data, re.S):
                pmid = re.search(rb"<PMID[^>]*>\s*(\d+)\s*</PMID>", record.group())
                assert pmid is not None
                found.add(pmid.group(1).decode().lstrip("0"))
    return sorted(found, key=int)


if __name__ == "__main__":
    main()
