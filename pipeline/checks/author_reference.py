"""Every id that the author lists under "## References" belongs to the paper that the author describes there.

Fires: critical, if the id belongs to another paper: its title is another one, or two of title, first author, year and
the ids in the text differ; warning, if one of them differs: the title by a slip, or the first author, the year or an
id.
Unknown: info, if there is no record to compare with, if no claim cites the id, or if nothing in the author's text
distinguishes one paper from another.
Rule: docs/contract.md, Question files; pipeline/language/text/titles.py compares titles and names.
"""

from collections.abc import Iterator

from pipeline.findings.citing import record_name, record_words
from pipeline.findings.judgement import Judgement, finding
from pipeline.language.numbers.stated_years import record_years
from pipeline.language.text.stated_ids import stated_ids
from pipeline.language.text.titles import compare_titles, contains_title, same_family_name
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.question_tables import AuthorReference
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.vocabulary import SEVERITIES

CODE = "author_reference"
Compared = dict[str, tuple[bool, str]]
_SAME = True, ""
# Many papers share a year, and an id that the author only repeats says nothing about the paper.
_WEAK = {"year", "pmid", "pmcid", "doi"}


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every reference that the author lists; if an id is listed twice, the worse one."""
    judged: dict[str, Judgement] = {}
    for stated in evidence.author_references:
        new = _judge(evidence, stated)
        old = judged.get(stated.reference_id)
        if old is None or SEVERITIES.index(new.severity) < SEVERITIES.index(old.severity):
            judged[stated.reference_id] = new
    for reference_id, worst in judged.items():
        yield finding(evidence, CODE, worst, reference_id=reference_id)


def _judge(evidence: QuestionEvidence, stated: AuthorReference) -> Judgement:
    reference = evidence.references.get(stated.reference_id)
    if reference is None:
        return _unknown(stated, "no claim cites it, so its record was not asked for: cite it or take it off the list")
    if reference.record_status != "found":
        return _unknown(stated, "there is no record to compare with: see what became of asking for it")
    compared = _compare(evidence, stated, reference)
    if compared.keys() <= _WEAK and all(is_same for is_same, _ in compared.values()):
        return _unknown(stated, "it gives no title or first author that could be compared: add the title")
    return _judge_compared(stated, reference, compared)


def _judge_compared(stated: AuthorReference, reference: CitedReference, compared: Compared) -> Judgement:
    quote = record_words(reference, reference.title)
    location = "title" if quote else ""
    differing = [words for is_same, words in compared.values() if not is_same]
    if not differing:
        message = f"{record_name(reference)} is the paper that line {stated.line} says it is."
        return Judgement("listed_paper", "info", message, quote, location)
    is_other = not compared.get("title", _SAME)[0] and compare_titles(stated.title, reference.title) == "other"
    differences = "; ".join(differing)
    facts = (stated.text, reference.title, reference.first_author, str(reference.year or ""))
    if is_other or len(differing) > 1:
        message = (
            f"{record_name(reference)} belongs to another paper than line {stated.line} says: {differences}. "
            "Look the paper up in PubMed and correct the id here and in every claim that cites it."
        )
        return Judgement("other_paper_listed", "critical", message, quote, location, facts)
    message = (
        f"{record_name(reference)} differs from what line {stated.line} says: {differences}. "
        "Compare the two, then correct the line or the id."
    )
    return Judgement("listed_otherwise", "warning", message, quote, location, facts)


def _compare(evidence: QuestionEvidence, stated: AuthorReference, reference: CitedReference) -> Compared:
    """For each item that both sides give: whether it is the same, and the difference in words."""
    compared: Compared = {}
    is_whole = bool(reference.title) and contains_title(stated.text, reference.title)
    if is_whole or (stated.title and reference.title):
        is_same = is_whole or compare_titles(stated.title, reference.title) == "same"
        compared["title"] = is_same, f'the title "{stated.title}" was expected, the record has "{reference.title}"'
    family = _family_name(evidence, reference)
    if stated.first_author and family:
        is_same = same_family_name(stated.first_author, family)
        words = f"first author {stated.first_author} was expected, the record has {reference.first_author or family}"
        compared["first author"] = is_same, words
    years = _years(evidence, reference)
    if stated.year and years:
        words = f"year {stated.year} was expected, the record has {' and '.join(map(str, sorted(years)))}"
        compared["year"] = stated.year in years, words
    return compared | _compare_ids(stated, reference)


def _compare_ids(stated: AuthorReference, reference: CitedReference) -> Compared:
    """The same for the ids in the author's text, such as the PMID that PubMed's Cite button puts after a reference."""
    compared = {}
    for kind, named in stated_ids(stated.text).items():
        recorded = getattr(reference, kind)
        if recorded:
            words = f"{kind.upper()} {', '.join(sorted(named))} was expected, the record has {recorded}"
            compared[kind] = recorded in named, words
    return compared


def _family_name(evidence: QuestionEvidence, reference: CitedReference) -> str:
    """The family or collective name of the first author, without initials as in `Greenspan SL`."""
    for author in evidence.authors.get(reference.pmid, ())[:1]:
        return author.last_name or author.collective_name
    name, _, last = reference.first_author.rpartition(" ")
    return name if name and last.isupper() and len(last) <= 3 else reference.first_author


def _years(evidence: QuestionEvidence, reference: CitedReference) -> set[int]:
    return {*record_years(evidence.articles.get(reference.pmid)), *((reference.year,) if reference.year else ())}


def _unknown(stated: AuthorReference, why: str) -> Judgement:
    question = f"Whether {stated.cited_as} is the paper that line {stated.line} says"
    return Judgement("listed_not_compared", "info", f"{question} is not known: {why}.")
