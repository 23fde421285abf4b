"""The test data for ranking: the judgements of eight systematic drug-class reviews (Cohen and others 2006,
doi:10.1197/jamia.M1929), their records, and for each review a question with front matter as an editor would write it.

The older half of a review's included studies, by PMID, counts as cited; the newer half should be found; every other
record is noise. The drugs, conditions and populations below are those for which each class is licensed or reviewed. We
wrote them from the review's question, not from its judgements.
"""

import gzip
import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipeline.evidence.newer.ranked_record import Document, document
from pipeline.evidence.newer.ranking import Ranked
from pipeline.schema.question_tables import Question
from pipeline.sources.papers.pubmed_answer import split
from pipeline.sources.papers.pubmed_record import parse

# review -> drugs, condition, population
FRONT_MATTER: dict[str, tuple[str, str, str]] = {
    "ADHD": (
        "amphetamine, atomoxetine, dexmethylphenidate, dextroamphetamine, methylphenidate, pemoline",
        "attention deficit hyperactivity disorder",
        "children, adolescents and adults",
    ),
    "AtypicalAntipsychotics": (
        "aripiprazole, clozapine, olanzapine, quetiapine, risperidone, ziprasidone",
        "schizophrenia, bipolar disorder, dementia, autism",
        "adults, older people with dementia, children with autism",
    ),
    "BetaBlockers": (
        "acebutolol, atenolol, betaxolol, bisoprolol, carteolol, carvedilol, labetalol, metoprolol, nadolol, penbutolol"
        ", pindolol, propranolol, timolol",
        "hypertension, angina, heart failure, arrhythmia, migraine",
        "adults",
    ),
    "CalciumChannelBlockers": (
        "amlodipine, bepridil, diltiazem, felodipine, isradipine, nicardipine, nifedipine, nisoldipine, verapamil",
        "hypertension, angina, supraventricular arrhythmia, systolic dysfunction",
        "adults",
    ),
    "Estrogens": (
        "conjugated estrogens, esterified estrogens, estradiol, estropipate",
        "menopausal symptoms, low bone density, fractures",
        "postmenopausal women",
    ),
    "NSAIDS": (
        "celecoxib, diclofenac, etodolac, ibuprofen, indomethacin, ketoprofen, meloxicam, nabumetone, naproxen"
        ", piroxicam, rofecoxib, salsalate, sulindac, valdecoxib",
        "pain, osteoarthritis, rheumatoid arthritis",
        "adults",
    ),
    "Opiods": (
        "codeine, fentanyl, levorphanol, methadone, morphine, oxycodone, oxymorphone",
        "chronic non-cancer pain",
        "adults",
    ),
    "SkeletalMuscleRelaxants": (
        "baclofen, carisoprodol, chlorzoxazone, cyclobenzaprine, dantrolene, metaxalone, methocarbamol, orphenadrine"
        ", tizanidine",
        "spasticity, musculoskeletal conditions",
        "adults",
    ),
}


@dataclass(frozen=True)
class Review:
    """One review: its question, the cited studies, all other records, and the PMIDs of those that should be found."""

    name: str
    question: Question
    cited: tuple[Document, ...]
    candidates: tuple[Document, ...]
    relevant: frozenset[str]


def reviews(shared: Path) -> list[Review]:
    """The eight reviews, sorted by name, each split into studies cited and studies to be found."""
    texts = json.loads((shared / "data/screening/questions.json").read_text(encoding="utf-8"))
    documents = _documents(shared / "data/pubmed/constructed/drug_class_reviews.xml.gz")
    judged: dict[str, dict[str, bool]] = {}
    for line in (shared / "data/screening/drug_class_reviews.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        judged.setdefault(row["review"], {})[row["pmid"]] = row["included"] == "1"
    return [_review(name, texts[name], judged[name], documents) for name in sorted(judged)]


def _review(name: str, text: str, judged: dict[str, bool], documents: dict[str, Document]) -> Review:
    pmids = sorted(judged, key=int)
    included = [p for p in pmids if judged[p]]
    cited = included[: len(included) // 2]
    drugs, condition, population = FRONT_MATTER[name]
    question = Question(
        question_id=name.lower(),
        question=text,
        status="draft",
        population=population,
        condition=condition,
        drugs=tuple(drugs.split(", ")),
    )
    return Review(
        name,
        question,
        tuple(documents[p] for p in cited),
        tuple(documents[p] for p in pmids if p not in set(cited)),
        frozenset(included[len(included) // 2 :]),
    )


def at_random(review: Review, seed: int) -> Review:
    """The same review with a random half of its included studies cited, so that those to be found are of any age."""
    records = (*review.cited, *review.candidates)
    included = sorted({d.pmid for d in review.cited} | review.relevant, key=int)
    cited = frozenset(random.Random(seed).sample(included, len(review.cited)))
    return replace(
        review,
        cited=tuple(d for d in records if d.pmid in cited),
        candidates=tuple(d for d in records if d.pmid not in cited),
        relevant=frozenset(included) - cited,
    )


def _documents(path: Path) -> dict[str, Document]:
    records = (parse(fragment) for _, _, fragment in split(gzip.decompress(path.read_bytes())))
    made = (document(r.article, r.abstracts, r.mesh_headings, r.publication_types) for r in records)
    return {d.pmid: d for d in made}


def average_precision(pmids: Iterable[str], relevant: frozenset[str]) -> float:
    """The mean precision at the rank of each record that should be found."""
    total, found = 0.0, 0
    for place, pmid in enumerate(pmids, 1):
        if pmid in relevant:
            found += 1
            total += found / place
    return total / len(relevant)


def recall(pmids: Sequence[str], relevant: frozenset[str], at: int = 50) -> float:
    """The share of the records to be found that are among the first `at`."""
    return len(relevant.intersection(pmids[:at])) / len(relevant)


def pmids_of(ranking: Iterable[Ranked]) -> list[str]:
    """The PMIDs of a ranking, in its order."""
    return [r.pmid for r in ranking]
