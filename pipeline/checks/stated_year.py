"""A year that a claim states about its study is a year of what it cites.

Fires: warning, if no cited record was published in the stated year (in print or electronically) or has the year in its
title ("2013 ACC/AHA Guideline" appeared in 2014). An issue that spans two years has both; a book chapter has the years
of its contribution and of its revision. Of two stated years and two cited records, each must match; if there are more
years than records, the extra year may be of a paper that is not cited.
Unknown: info, if the claim cites no paper, or if a cited record has no year. A claim that states no study year gets no
finding.
Rule: pipeline/language/numbers/stated_years.py; NLM, PubDate, MedlineDate, ArticleDate; for books ContributionDate,
DateRevised.
"""

from collections.abc import Iterator

from pipeline.findings.citing import cited_once, is_label, record_name, record_words
from pipeline.findings.judgement import Judgement, finding
from pipeline.language.numbers.stated_years import StatedYear, publication_years, stated_years
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.table import LIST_SEPARATOR

CODE = "stated_year"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every claim that states a study year."""
    for claim in evidence.claims:
        stated = () if claim.is_abstention else stated_years(claim.text)
        if not stated:
            continue
        papers = tuple(r for r in cited_once(evidence, claim) if not is_label(r))
        reference_id = papers[0].reference_id if len(papers) == 1 else ""
        yield finding(evidence, CODE, _judge(evidence, stated, papers), claim.claim_id, reference_id)


def _judge(evidence: QuestionEvidence, stated: tuple[StatedYear, ...], papers: tuple[CitedReference, ...]) -> Judgement:
    years = [_years(evidence, p) for p in papers]
    off = [s for s in stated if not any(s.year in known for known in years)]
    year_words = ", ".join(f'"{s.words}"' for s in off or stated)
    if papers and len(stated) - len(off) >= min(len(stated), len(papers)):
        return Judgement("year_agrees", "info", "The stated year is the cited record's.")
    if not papers:
        message = f"{year_words}: the claim cites no paper whose year could be compared. Cite the study."
        return Judgement("no_paper_for_year", "info", message)
    undated = [p for p, known in zip(papers, years, strict=True) if not known]
    if undated:
        names = ", ".join(record_name(p) for p in undated)
        message = f"{year_words} could not be compared: no year is known of {names}. Fetch the record first."
        return Judgement("year_unknown", "info", message)
    record_years = "; ".join(f"{record_name(p)}: {_facts(evidence, p)}" for p in papers)
    message = (
        f"The claim says {year_words}, but the cited record is of another year: {record_years}. "
        "Correct the year, or cite the study that is meant."
    )
    quotes = {p.reference_id: words for p in papers if (words := _quote(evidence, p))}
    facts = (*(s.words for s in off or stated), *(str(year) for known in years for year in sorted(known)))
    quote, location = LIST_SEPARATOR.join(quotes.values()), LIST_SEPARATOR.join(quotes)
    return Judgement("other_year", "warning", message, quote, location, facts)


def _years(evidence: QuestionEvidence, paper: CitedReference) -> frozenset[int]:
    return publication_years(paper.year, evidence.articles.get(paper.pmid), paper.title)


def _facts(evidence: QuestionEvidence, paper: CitedReference) -> str:
    """`PubDate 2015-04, ArticleDate 2015-04-13`, as in the record; only the year if there is no record."""
    article = evidence.articles.get(paper.pmid)
    if article is None:
        return f"year {paper.year}"
    span = f"{article.pub_year} to {article.last_year}" if article.last_year else ""
    dates = (
        ("ContributionDate" if article.updated_date else "PubDate", span or article.pub_date or article.pub_year),
        ("ArticleDate", article.electronic_date),
        ("DateRevised", article.updated_date),
    )
    return ", ".join(f"{name} {date}" for name, date in dates if date) or f"year {paper.year}"


def _quote(evidence: QuestionEvidence, paper: CitedReference) -> str:
    return record_words(paper, _facts(evidence, paper) if paper.pmid in evidence.articles else "")
