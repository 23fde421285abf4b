"""The searches that a question needs: newer guidelines, systematic reviews, trials, and successors of what it cites.

Every term is quoted and field-tagged, and terms are joined by a written AND or OR. This leaves nothing for PubMed's
automatic term mapping, which breaks up phrases that it does not know
(https://pubmed.ncbi.nlm.nih.gov/help/#search-tags). Terms come from the front matter (drugs, condition) and from the
MeSH headings of the cited papers; if the records have no MeSH (the snapshot, new records), only the front matter is
used.

A search starts in the year of the newest cited reference of the same kind, because older papers could have been cited;
if there is none, in that of the newest reference of any kind. A search for a later guideline of the same body starts in
the year of the cited one. Years are inclusive, so nothing of that year is missed. An approval changes no search,
because the changed search would count as not made; it sorts the candidates instead
(pipeline/evidence/newer/candidates.py).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.evidence.papers.issuing_bodies import KNOWN_BODIES, written_names
from pipeline.evidence.papers.paper import Paper, cochrane_version
from pipeline.evidence.papers.subjects import subject
from pipeline.language.text.function_words import FUNCTION_WORDS
from pipeline.language.text.tokens import stems, written_words
from pipeline.schema.question_tables import Question
from pipeline.schema.stable_ids import stable_id

SOURCE = "pubmed"
MOST_HEADINGS = 6  # those that most cited papers have
HEADING_SHARE = 0.25  # a heading counts if this share of the indexed cited papers has it, and at least two
VERSIONS_AHEAD = 5  # versions of a Cochrane review that are searched for by DOI
MOST_TITLE_WORDS = 12
GUIDELINE_TYPES = ("practice guideline", "guideline", "consensus development conference")
GUIDELINE_WORDS = ("guideline", "guidelines", "recommendations", "recommendation statement", "standards of care")
TYPES = {
    "systematic review": ("systematic review", "meta-analysis"),
    "trial": ("randomized controlled trial", "equivalence trial", "pragmatic clinical trial"),
}
KINDS = {
    "guideline": ("practice guideline",),
    "systematic review": ("systematic review", "meta-analysis"),
    "trial": ("randomized controlled trial", "clinical trial"),
}
# Characters with a meaning to PubMed: the end of a phrase, a field tag, truncation, a range.
_BREAKS_OUT = re.compile(r"[\"“”„\[\]*?:\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class SearchRequest:
    """One search to make: its purpose, the query as it is sent, and the cited reference that it is about, if any."""

    question_id: str
    purpose: str
    query: str
    reference_id: str = ""
    is_repeated: bool = False

    @property
    def search_id(self) -> str:
        """First 12 hex digits of sha256(question_id, source, query), and of the reference if another reference of the
        question has the same query.
        """
        return search_id(self.question_id, self.query, self.reference_id if self.is_repeated else "")

    @property
    def key(self) -> str:
        """Its id in the raw store; a repeated query is asked once."""
        return f"search:{search_id(self.question_id, self.query)}"


def search_id(question_id: str, query: str, reference_id: str = "") -> str:
    """The id of a search in the table `searches`."""
    parts = (question_id, SOURCE, query, reference_id) if reference_id else (question_id, SOURCE, query)
    return stable_id(*parts)


def searches(question: Question, cited: Sequence[Paper]) -> list[SearchRequest]:
    """The searches of one question. A guideline that two journals published is cited as two papers with one query:
    each gets its own row, and PubMed is asked once.
    """
    made = [*_new_evidence(question, cited), *(r for p in cited for r in successor_searches(question, p))]
    wanted: dict[tuple[str, str], SearchRequest] = {}
    queries: set[str] = set()
    for request in made:
        wanted.setdefault((request.query, request.reference_id), replace(request, is_repeated=request.query in queries))
        queries.add(request.query)
    return list(wanted.values())


def successor_searches(question: Question, paper: Paper) -> list[SearchRequest]:
    """The search for what may replace one cited guideline, Cochrane review or preprint; [] for any other paper."""
    purpose, query = "newer version", ""
    if version := cochrane_version(paper.doi):
        query = _newer_versions(*version)
    elif paper.study_design == "preprint":
        query = _published(paper)
    elif paper.is_guideline:
        purpose, query = "superseding guideline", _same_body(paper)
    is_needed = query and not paper.is_out
    return [SearchRequest(question.question_id, purpose, query, paper.reference_id)] if is_needed else []


def needs_search(paper: Paper) -> bool:
    """Whether only a search can find a newer version: PubMed links few guidelines to their successors."""
    return not paper.is_out and (
        paper.is_guideline or paper.study_design == "preprint" or cochrane_version(paper.doi) is not None
    )


def term(text: str, tag: str) -> str:
    """`"text"[tag]`; nothing in `text` can end the quotation or be read as a tag. "" if no letter or digit is left."""
    clean = " ".join(_BREAKS_OUT.sub(" ", text).split())
    return f'"{clean}"[{tag}]' if re.search(r"\w", clean) else ""


def any_of(terms: Iterable[str]) -> str:
    """The terms joined by OR, in parentheses; "" for none."""
    present = list(dict.fromkeys(t for t in terms if t))
    return f"({' OR '.join(present)})" if present else ""


def all_of(parts: Iterable[str]) -> str:
    """The parts joined by AND; "" if one of them is missing."""
    terms = list(parts)
    return " AND ".join(terms) if all(terms) else ""


def newest_cited_year(cited: Iterable[Paper], designs: Sequence[str] = ()) -> int | None:
    """The year of the newest cited paper of these designs, or of any design if none is given; None if there is none."""
    return max((p.year for p in cited if p.year and (not designs or p.study_design in designs)), default=None)


# ---- new evidence --------------------------------------------------------------------------------------------------


def _new_evidence(question: Question, cited: Sequence[Paper]) -> list[SearchRequest]:
    drugs = _drugs(question)
    about = _about(question, cited)
    topic = all_of(filter(None, (drugs, about)))
    made = []
    for purpose, designs in KINDS.items():
        what = _guideline() if purpose == "guideline" else any_of(term(t, "pt") for t in TYPES[purpose])
        year = str(newest_cited_year(cited, designs) or newest_cited_year(cited) or "")
        # a guideline on a condition seldom names each drug in title or abstract
        where = about or drugs if purpose == "guideline" else topic
        query = all_of(filter(None, (what, where, _from(year)))) if where else ""
        if query:
            made.append(SearchRequest(question.question_id, purpose, query))
    return made


def _drugs(question: Question) -> str:
    return any_of(term(d, tag) for d in question.drugs for tag in ("tiab", "mh", "nm"))


def _about(question: Question, cited: Sequence[Paper]) -> str:
    """The condition and the shared headings that name it; without a condition, all shared headings."""
    shared = shared_headings(cited)
    if not question.condition:
        return any_of(term(h, "mh") for h in shared)
    own = set(stems(question.condition))
    named = [h for h in shared if own & set(stems(h))]
    condition = [term(question.condition, tag) for tag in ("tiab", "mh")]
    return any_of([*condition, *(term(h, "mh") for h in named)])


def shared_headings(cited: Sequence[Paper]) -> list[str]:
    """The main headings that represent the cited papers, the most used first."""
    indexed = [p for p in cited if p.mesh]
    counts = Counter(h for p in indexed for h in p.mesh)
    least = max(min(2, len(indexed)), HEADING_SHARE * len(indexed))
    ordered = sorted((h for h, n in counts.items() if n >= least), key=lambda h: (-counts[h], h))
    return ordered[:MOST_HEADINGS]


def _guideline() -> str:
    return any_of([*(term(t, "pt") for t in GUIDELINE_TYPES), *(term(w, "ti") for w in GUIDELINE_WORDS)])


def _from(year: str) -> str:
    return f"{year}:3000[dp]" if year else ""  # no quotes: they would turn the range of years into a phrase


# ---- successors ----------------------------------------------------------------------------------------------------


def _same_body(paper: Paper) -> str:
    """Guidelines of the paper's bodies on its subject; "" if no body, subject or year is known."""
    known = [b for b in sorted(paper.bodies) if b in KNOWN_BODIES or " " in b]
    names = [name for body in known for name in written_names(body)]
    bodies = any_of(term(name, tag) for name in names for tag in ("tiab", "cn"))
    # PubMed searches words, not stems: take the title's words whose stems name the subject
    wanted = set(subject(paper.title).words)
    words = [w for w in _words(paper.title) if wanted & set(stems(w))]
    about = any_of([*(term(w, "ti") for w in words), *(term(h, "mh") for h in paper.mesh)])
    return all_of((_guideline(), bodies, about, _from(str(paper.year)))) if paper.year else ""


def _newer_versions(number: str, version: int) -> str:
    ahead = range(version + 1, version + 1 + VERSIONS_AHEAD)
    return any_of(term(f"10.1002/14651858.{number.upper()}.pub{n}", "doi") for n in ahead)


def _published(paper: Paper) -> str:
    """The title's words, each tagged: PubMed's list of phrases seldom has a whole title. "" for fewer than 3 words."""
    words = [w for w in _words(paper.title) if w.lower() not in FUNCTION_WORDS and len(w) > 2][:MOST_TITLE_WORDS]
    if len(words) < 3:
        return ""
    return f"({all_of(term(w, 'ti') for w in words)}) NOT {term('preprint', 'pt')}"


def _words(title: str) -> list[str]:
    return written_words(re.sub(r"^(?:WITHDRAWN|RETRACTED):\s*", "", title))
