"""A root of any size with invented questions and records, as it stands after FETCH: nothing needs the network.

Every question cites papers of its own, by default 50 in 20 claims, and each of its searches found ten papers that no
question cites. All records have abstracts of six sentences that state the results the claims are about.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.stages.handwritten import read_questions
from pipeline.stages.searches import plans
from pipeline.stages.shelf import Shelf
from pipeline.stores.paths import Paths
from pipeline.stores.raw import Exchange, RawStore, Sighting


@dataclass(frozen=True)
class Size:
    """How much one question has."""

    n_claims: int = 20
    n_cited: int = 50
    n_candidates: int = 10


FULL = Size()
FETCHED_AT = "2026-11-01T08:00:00+00:00"
DRUGS = "aspirin metformin warfarin atenolol simvastatin ramipril sertraline colchicine prednisone insulin".split()
CONDITIONS = "stroke diabetes gout asthma depression hypertension migraine pneumonia osteoporosis angina".split()
OUTCOMES = "mortality;bleeding;hospital admission;pain;heart failure;infection;relapse;weight gain".split(";")
SEARCH = "<eSearchResult><Count>{0}</Count><RetMax>{0}</RetMax><IdList>{1}</IdList></eSearchResult>"


def write(root: Path, n_questions: int, size: Size = FULL) -> None:
    """Question files below `root`, and a raw store that answers everything that they ask for."""
    (root / "questions").mkdir(parents=True, exist_ok=True)
    for number in range(n_questions):
        (root / "questions" / f"part-{number:04d}.md").write_text(question(number, size), encoding="utf-8")
    with RawStore(Paths(root).raw_store) as raw:
        run_id = raw.start_run(FETCHED_AT, "live")
        for number in range(n_questions):
            _keep(raw, run_id, "efetch", [Sighting(f"pmid:{p}", "found", record(p)) for p in _pmids(number, size)])
        for number, plan in enumerate(plans([q.file for q in read_questions(Paths(root))], Shelf(raw))):
            found = list(_candidates(number, size))
            body = SEARCH.format(len(found), "".join(f"<Id>{p}</Id>" for p in found)).encode()
            searches = [k for k in plan.keys if k.startswith("search:")]
            _keep(raw, run_id, "esearch", [Sighting(k, "found", body, " ".join(map(str, found))) for k in searches])
            citing = [k for k in plan.keys if k.startswith("citing:")]
            _keep(raw, run_id, "elink", [Sighting(k, "found", _link_set(k)) for k in citing])
            _keep(raw, run_id, "efetch", [Sighting(f"pmid:{p}", "found", record(p)) for p in found])


def _keep(raw: RawStore, run_id: int, endpoint: str, sightings: list[Sighting]) -> None:
    raw.add(run_id, Exchange("pubmed", endpoint, "", FETCHED_AT, "answered"), sightings)


def _pmids(number: int, size: Size) -> range:
    return range(10_000_001 + number * size.n_cited, 10_000_001 + (number + 1) * size.n_cited)


def _candidates(number: int, size: Size) -> range:
    return range(30_000_001 + number * size.n_candidates, 30_000_001 + (number + 1) * size.n_candidates)


def _link_set(key: str) -> bytes:
    pmid = key.removeprefix("citing:")
    return f"<LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>{pmid}</Id></IdList></LinkSet>".encode()


def question(number: int, size: Size = FULL) -> str:
    """A question file."""
    drug, condition = DRUGS[number % len(DRUGS)], CONDITIONS[number // len(DRUGS) % len(CONDITIONS)]
    head = f"---\nquestion: Does {drug} help adults with {condition} (part {number})?\nstatus: draft\n"
    head += f"population: adults\ncondition: {condition}\n---\n\n## From the Research\n\n"
    pmids = list(_pmids(number, size))
    return head + "".join(_claim(own, drug, condition) for own in _shares(pmids, size.n_claims))


def _shares(pmids: list[int], n: int) -> Iterator[list[int]]:
    """`pmids` in `n` groups of nearly the same size."""
    return (pmids[i * len(pmids) // n : (i + 1) * len(pmids) // n] for i in range(n))


def _claim(own: list[int], drug: str, condition: str) -> str:
    outcome, percent = OUTCOMES[own[0] % len(OUTCOMES)], own[0] % 37 + 3
    cited = "; ".join(f"@pmid:{p}" for p in own)
    return f"- {drug.capitalize()} reduced {outcome} by {percent}% in adults with {condition} [{cited}].\n"


def record(pmid: int) -> bytes:
    """A record of invented text that its PMID decides."""
    draw = random.Random(pmid)
    drug, condition = draw.choice(DRUGS), draw.choice(CONDITIONS)
    abstract = " ".join(_sentences(pmid, draw, drug, condition))
    mesh = "".join(
        f'<MeshHeading><DescriptorName UI="D{n:06d}" MajorTopicYN="Y">{name}</DescriptorName></MeshHeading>'
        for n, name in enumerate((drug.capitalize(), condition.capitalize()))
    )
    authors = "".join(
        f"<Author><LastName>Invented{pmid % 97 + n}</LastName><Initials>A</Initials></Author>" for n in range(6)
    )
    year = 1995 + pmid % 30
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID><Article>'
        f"<Journal><JournalIssue><PubDate><Year>{year}</Year></PubDate></JournalIssue><Title>Invented Journal</Title>"
        f"</Journal><ArticleTitle>{drug.capitalize()} for {condition}: invented trial {pmid}.</ArticleTitle><Abstract>"
        f"<AbstractText>{abstract}</AbstractText></Abstract><AuthorList>{authors}</AuthorList><PublicationTypeList>"
        '<PublicationType UI="D016449">Randomized Controlled Trial</PublicationType></PublicationTypeList></Article>'
        f"<MeshHeadingList>{mesh}</MeshHeadingList></MedlineCitation><PubmedData><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{pmid}</ArticleId><ArticleId IdType="doi">10.5555/invented.{pmid}</ArticleId>'
        "</ArticleIdList></PubmedData></PubmedArticle>"
    ).encode()


def _sentences(pmid: int, draw: random.Random, drug: str, condition: str) -> Iterator[str]:
    yield f"Adults with {condition} were randomly assigned to {drug} or placebo in an invented trial."
    for outcome in draw.sample(OUTCOMES, 4):
        percent, other = draw.randint(3, 40), draw.randint(3, 40)
        yield f"{outcome.capitalize()} occurred in {percent}% of patients with {drug} and in {other}% with placebo."
    outcome, percent = OUTCOMES[pmid % len(OUTCOMES)], pmid % 37 + 3
    yield f"{drug.capitalize()} reduced {outcome} by {percent}% in adults with {condition}."
