"""Find the years that a claim states about the study it cites: "A 2015 study", "the 2023 ACP guideline", "(2018)".

A year counts only if the words around it say that it is the year of a publication. A period ("from 2011 to 2013",
"since 2010"), a count ("2,008 patients"), a dose ("2000 mg") or the date of an event ("in January 2024") does not
count. A doubtful year is left alone, because a finding about it would make an editor search for nothing.
"""

import re
from dataclasses import dataclass

from pipeline.language.text.number_words import WORDS
from pipeline.schema.dates import PUBLICATION_YEAR as _YEAR
from pipeline.schema.dates import years_in
from pipeline.schema.paper_tables import Article

_NOUN = (
    r"(?:stud(?:y|ies)|trials?|meta-analys[ei]s|(?:systematic |scoping |narrative )?reviews?|guidelines?|guidance"
    r"|recommendations?|statements?|consensus|standards|updates?|reports?|papers?|articles?|analys[ei]s|publications?"
    r"|cohorts?|RCTs?|surveys?|evaluations?|extensions?|case series|case reports?|editions?|versions?)"
)
# None of these words may stand between year and noun. After a preposition, a verb or another of them, the number is a
# count, a dose or the date of something else.
_NOT_BETWEEN = (
    r"(?:in|with|who|whose|were|was|is|are|had|has|have|to|from|by|at|than|as|per|patients?|participants?|people|adults"
    r"|children|women|men|persons?|subjects?|births?|mg|mcg|µg|g|kg|ml|mL|IU|units?|kcal|steps|pandemic|epidemic"
    r"|outbreak|season|seasonal|H1N1|census|found|showed|reported|enrolled|included)"
)
_BETWEEN = (
    rf"(?:(?!{_NOT_BETWEEN}\b)(?:[\w/&'’-]+\s+"
    rf"|(?<=[A-Za-z]\s)(?:of|and|for|on)\s+(?=[A-Z]|the\s[A-Z])))"
)
_LEADS = (
    rf"(?:a|an|the|this|that|these|those|{WORDS}|another|its|their|both|several|recent|updated?|landmark"
    r"|earlier|later|newer|older|large|larger|small|smaller|pivotal|original|latest|current)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_NO_RANGE = r"(?![-–—/][0-9]|-[a-z])"
_LIST = rf"{_YEAR}(?:\s*(?:,|and|or|,\s*and)\s+{_YEAR})*"
_REPORTING = r"(?:found|showed|reported|concluded|recommended|demonstrated|suggested|advised|published)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # "A 2015 study", "the 2013 and 2018 ACC/AHA guidelines", "ACP's 2023 guideline", "EULAR 2016 recommendations"
        rf"(?:(?i:\b{_LEADS})\s+|\b\w+['’]s\s+|\b(?!(?:In|Since|From|By|Between|Until|After|Before|During|Of|Over)\b|{_MONTH})"
        rf"[A-Z][\w/-]{{0,100}}\s+|^|[.;:(]\s*|\b(?:study|trial|guideline)\s+and\s+)(?P<years>{_LIST}){_NO_RANGE}\s+{_BETWEEN}{{0,8}}?"
        rf"(?i:{_NOUN})\b(?!\s+(?:patients?|participants?|subjects?|arms?|sites?|visits?))",
        # "published in 2002", "published online in March 2002"
        rf"(?i:\b(?:published|reported|issued|released|updated|appeared|presented)(?:\s+online)?\s+in)\s+(?:{_MONTH}\s+)?"
        rf"(?P<years>{_LIST})\b{_NO_RANGE}",
        # "a trial from 2015", "the guideline of 2023"
        rf"(?i:\b{_NOUN})\s+(?:from|of)\s+(?P<years>{_YEAR})\b{_NO_RANGE}(?!\s*(?:to|through|until|and|[a-z]*patients?)\b)"
        r"(?!\s+(?:patients|participants|people|adults|women|men|children|subjects|persons))",
        # "(2018)", "(Greenspan et al., 2015)", "Greenspan et al., 2015"
        rf"[(\[](?:(?!{_MONTH}|Since|From|By|In\b)[A-Z][\w'’-]+(?:\s+(?:et\s+al\.?|(?:and|&)\s+[A-Z][\w'’-]+))?,?\s+)?"
        rf"(?P<years>{_YEAR})[a-z]?[)\]]",
        rf"\bet\s+al\.?,?\s+\(?(?P<years>{_YEAR})\b{_NO_RANGE}",
        # "In 2015, a randomized trial found", "In 2023 the ACP recommended"
        rf"\bIn\s+(?:{_MONTH}\s+)?(?P<years>{_YEAR}),?\s+(?:(?i:an?|the|one|another)\s+(?:[\w/-]+\s+){{0,4}}?(?:(?i:{_NOUN})|[A-Z]{{2,}})"
        rf"|(?!FDA)[A-Z]{{3,}}|[A-Z]\w+\s+(?:et\s+al\.?|and\s+colleagues))\s+(?:[\w-]+\s+){{0,8}}?{_REPORTING}\b",
    )
)

_BESIDE = 100  # characters; the other year of a period is nearer


@dataclass(frozen=True)
class StatedYear:
    """A year that a claim states about its study, and the words around it."""

    year: int
    words: str


def stated_years(text: str) -> tuple[StatedYear, ...]:
    """Every study year that `text` states, in order of appearance, each year once."""
    places: dict[int, tuple[int, str]] = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, words = match.start("years"), match[0].strip(" .;:")
            for year in re.finditer(_YEAR, match["years"]):
                place = start + year.start()
                if not _is_period(text, place) and (int(year[0]) not in places or place < places[int(year[0])][0]):
                    places[int(year[0])] = (place, words)
    return tuple(StatedYear(year, words) for year, (_, words) in sorted(places.items(), key=lambda item: item[1][0]))


def record_years(article: Article | None) -> frozenset[int]:
    """The years in which a record says its text appeared: in print, the last of a span ("2013 Dec-2014 Jan"),
    electronically, and as the revision of a book chapter.
    """
    if article is None:
        return frozenset()
    years = (article.pub_year, article.last_year, *(int(d[:4] or 0) for d in _dates(article)))
    return frozenset(year for year in years if year)


def publication_years(year: int | None, article: Article | None, title: str) -> frozenset[int]:
    """The years by which a study may be called: those of its record, and those in its title ("2013 ACC/AHA Guideline"
    appeared in 2014); none if no date is known.
    """
    dated = record_years(article) | ({year} if year else set())
    return frozenset(dated | set(years_in(title)) if dated else dated)


def _dates(article: Article) -> tuple[str, str]:
    return article.electronic_date, article.updated_date


def _is_period(text: str, place: int) -> bool:
    """Whether the year at `place` ends or begins a period: "between 2010 and 2015", "2011-2013"."""
    before, after = text[max(0, place - _BESIDE) : place], text[place + 4 : place + 4 + _BESIDE]
    return (
        re.search(rf"(?i:\b(?:between|from)\s+(?:{_MONTH}\s+)?{_YEAR}\s+(?:and|to|through|until)\s+)$", before)
        is not None
        or re.search(r"[0-9][-–—/]$|(?i:\b(?:since|until|between)\s+)$", before) is not None
        or re.match(rf"\s*[-–—]\s*{_YEAR}|\s+(?:to|through|until)\s+(?:{_MONTH}\s+)?{_YEAR}", after) is not None
    )
