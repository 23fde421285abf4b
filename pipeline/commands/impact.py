"""`impact NAME`: every claim and question that rests on a paper, a label, a journal, an issuing body or a manufacturer,
and the other support of each claim.
"""

import re
from collections.abc import Iterator, Mapping

from pipeline.errors import InvalidIdentifier, UsageError
from pipeline.evidence import impact
from pipeline.evidence.impact import CitationTables, Touched, TouchedQuestion
from pipeline.findings.citing import record_name
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.identifiers import CLEANERS, clean_key
from pipeline.schema.label_tables import Label, LabelChoice
from pipeline.schema.paper_tables import Article, ArticleAuthor, CitedReference
from pipeline.schema.question_tables import Question
from pipeline.schema.vocabulary import SECTIONS
from pipeline.sources.mistakes import nearest
from pipeline.stages.question_rows import group
from pipeline.stages.settings import Settings
from pipeline.stores import tables
from pipeline.stores.paths import Paths
from pipeline.summaries.wording import count

LONGEST_CLAIM = 100
# what people paste instead of a key -> the key that they mean
_LOOSE = (
    (r"(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)([0-9]+)/?", "pmid:{}"),
    (r"(?:pmid\W*)?([0-9]+)", "pmid:{}"),
    (r"(?:https?://(?:dx\.)?doi\.org/|doi\s*)?(10\.[0-9]{4,}/\S+)", "doi:{}"),
    (r"(PMC[0-9]+)", "pmcid:{}"),
    (r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", "setid:{}"),
    (r"((?:NDA|ANDA|BLA)\s?[0-9]+)", "appl:{}"),
)


def run(settings: Settings, name: str) -> int:
    """Print what rests on `name`: a key (`pmid:`, `doi:`, `pmcid:`, `setid:`, `appl:`), else a journal, else an issuing
    body or manufacturer. Asks no source. Returns 0, even if nothing rests on it.

    Raises UsageError for an invalid key, and if there are no tables yet.
    """
    key = _key(name)
    if not settings.paths.table(Claim).is_file():
        raise UsageError(f"impact {name}: there are no tables below {settings.root} yet; run `refresh`")
    cited = _read(settings.paths)
    found, what = _find(name.strip(), key, cited)
    if not found:
        settings.say(f"{what}: no claim cites it" if key else f"{what}: nothing cited bears it{_nearest(name, cited)}")
    for line in _lines(what, found, cited):
        settings.say(line)
    return 0


def _key(name: str) -> str:
    """`name` as a key; "" for a name in words. Raises UsageError for an invalid key, with the nearest valid form."""
    text = name.strip()
    if not text:
        raise UsageError("impact: expected a key such as pmid:32450107, a journal, an issuing body or a manufacturer")
    prefix, colon, value = text.partition(":")
    try:
        return clean_key(text)
    except InvalidIdentifier as error:
        if prefix.lower() in CLEANERS and not _meant(text):
            raise UsageError(f"impact {text}: {error}") from None
    near = nearest(prefix, CLEANERS) if colon and " " not in value else ""
    meant = _meant(text) or (f"{near}:{value}" if near else "")
    if meant:
        raise UsageError(f"impact {text}: expected a key; did you mean {meant}?")
    return ""


def _meant(text: str) -> str:
    matches = ((re.fullmatch(pattern, text, re.I), form) for pattern, form in _LOOSE)
    return next((form.format(found[1]) for found, form in matches if found), "")


def _read(paths: Paths) -> CitationTables:
    return CitationTables(
        questions=tables.read_rows(paths.table(Question), Question),
        claims=tables.read_rows(paths.table(Claim), Claim),
        citations=group(tables.read_rows(paths.table(Citation), Citation), lambda c: c.claim_id),
        references={r.reference_id: r for r in tables.read_rows(paths.table(CitedReference), CitedReference)},
        articles={a.pmid: a for a in tables.read_rows(paths.table(Article), Article)},
        bodies=group(
            (a for a in tables.read_rows(paths.table(ArticleAuthor), ArticleAuthor) if a.collective_name),
            lambda a: a.pmid,
        ),
        labels={x.set_id: x for x in tables.read_rows(paths.table(Label), Label)},
        choices=tables.read_rows(paths.table(LabelChoice), LabelChoice),
    )


def _find(name: str, key: str, cited: CitationTables) -> tuple[dict[str, str], str]:
    """The references that the name matches, and what it was read as: a key, a journal or another name."""
    if key:
        return impact.of_key(key, cited), key
    journal = impact.of_journal(name, cited)
    if journal:
        return journal, f'the journal "{name}"'
    return impact.of_body(name, cited), f'the name "{name}"'


def _lines(what: str, found: Mapping[str, str], cited: CitationTables) -> Iterator[str]:
    for reference_id in sorted(found):
        yield _source_line(reference_id, found[reference_id], cited)
    touched = impact.touched(found, cited)
    for question in touched:
        yield from _question_lines(question, several=len(found) > 1)
    claims = [c for q in touched for c in q.claims]
    n_alone = sum(c.is_alone for c in claims)
    told = f"{count(len(claims), 'claim')} in {count(len(touched), 'question')}"
    yield f"{what}: {told}; {n_alone} of the claims {'rests' if n_alone == 1 else 'rest'} on nothing else"


def _nearest(name: str, cited: CitationTables) -> str:
    near = nearest(name.strip(), impact.journal_names(cited))
    return f"; the nearest journal cited is {near}" if near else ""


def _source_line(reference_id: str, how: str, cited: CitationTables) -> str:
    reference = cited.references.get(reference_id)
    if reference is None:
        line = f"{reference_id}: a label in use that no claim cites"
    else:
        line = f"{record_name(reference)} {reference.title or 'title not known'}".rstrip()
        line += f" [{reference.integrity_status}]" if reference.pmid else ""
    return f"{line} ({how})" if how else line


def _question_lines(touched: TouchedQuestion, *, several: bool) -> Iterator[str]:
    question = touched.question
    yield f"{question.question_id}: {question.question} ({question.status})"
    for drug in touched.drugs:
        yield f"  its label in use for {drug}"
    for claim in touched.claims:
        yield f"  {question.file}:{claim.claim.line}: {_claim_words(claim, several=several)}"


def _claim_words(touched: Touched, *, several: bool) -> str:
    claim = touched.claim
    text = claim.text if len(claim.text) <= LONGEST_CLAIM else claim.text[: LONGEST_CLAIM - 1].rstrip() + "…"
    cites = f" cites {', '.join(touched.cites)};" if several else ""
    others = ", ".join(f"{s.reference_id} ({s.standing})" for s in touched.others)
    if touched.is_alone:
        support = f"alone: its other support has fallen: {others}" if others else "alone"
    else:
        support = f"with {others}"
    return f'{SECTIONS[claim.section]}: "{text}";{cites} {support}'
