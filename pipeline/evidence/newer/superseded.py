"""Proposes what may replace a cited reference, with the reason, for a person to judge; nothing is replaced silently.

There are four routes, each over the records at hand (cited, named by those, found by searches):

- update: UpdateIn and UpdateOf in PubMed's records, followed to the newest (NLM, "Errata, Retractions, and Other Linked
  Citations in PubMed", https://www.nlm.nih.gov/bsd/policy/errata.html);
- cochrane version: the same review number with a higher `.pubN`;
- newer guideline: a later guideline of the same body on the same subject (`issuing_bodies.py`, `subjects.py`), followed
  from one to the next, so that 2012 leads through 2017 to 2024;
- published article: the article of a preprint, by UpdateIn, or by the same title and first author.

Notices and retracted or withdrawn papers (even if only the title says so) are never proposed. If a chain ends in a
withdrawn record, the row says so (`newer_fallen`): the review as a whole was withdrawn, so no version before it is
proposed either. If a chain ends in another fallen record, the last record that stands is proposed; if none stands, the
row names the fallen one. Cycles end where they close.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pipeline.evidence.papers.issuing_bodies import same_body
from pipeline.evidence.papers.paper import Paper, by_id, cochrane_version, newest_first
from pipeline.evidence.papers.subjects import same_subject, subject
from pipeline.language.text.titles import compare_titles, same_family_name
from pipeline.schema.moving_tables import Supersession
from pipeline.schema.vocabulary import FALLEN_STATUSES, UNKNOWN

LONGEST_CHAIN = 10  # steps of UpdateIn that are followed
_subject = lru_cache(maxsize=8192)(subject)


@dataclass
class PapersAtHand:
    """The records at hand, and which of them update which."""

    papers: Mapping[str, Paper]
    updates: dict[str, list[str]] = field(default_factory=dict)  # older id -> newer ids
    partial: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, papers: Iterable[Paper]) -> "PapersAtHand":
        """The links between `papers`; if two have one id, the first is used."""
        shelf = cls(by_id(papers))
        for paper in shelf.papers.values():
            for newer in paper.updated_in:
                shelf._link(paper.reference_id, newer)
            shelf.partial |= {(paper.reference_id, newer) for newer in paper.partial_updates}
            for older in paper.update_of:
                shelf._link(older, paper.reference_id)
        return shelf

    @cached_property
    def standing(self) -> tuple[Paper, ...]:
        """The papers that are not retracted, not withdrawn and not notices."""
        return tuple(p for p in self.papers.values() if not p.is_out)

    @cached_property
    def guidelines(self) -> tuple[Paper, ...]:
        """The standing guidelines, oldest first."""
        return tuple(p for p in reversed(newest_first(self.standing)) if p.is_guideline)

    def _link(self, older: str, newer: str) -> None:
        known = self.updates.setdefault(older, [])
        if newer != older and newer not in known:
            known.append(newer)

    def is_out(self, reference_id: str) -> bool:
        """Whether the record is retracted, withdrawn or a notice."""
        return reference_id in self.papers and self.papers[reference_id].is_out

    def fallen(self, reference_id: str) -> str:
        """Why a record must not be cited, as in `Supersession.newer_fallen`; "" if it may be, or is not at hand."""
        paper = self.papers.get(reference_id, Paper(reference_id))
        return "" if not paper.is_out else _status_words(paper)


def _status_words(paper: Paper) -> str:
    return paper.integrity_status if paper.integrity_status in FALLEN_STATUSES else UNKNOWN


def supersessions(cited: Sequence[Paper], at_hand: Iterable[Paper]) -> list[Supersession]:
    """Possible replacements for each of `cited`, by reference and newer id; one with several routes is listed once."""
    shelf = PapersAtHand.of([*cited, *at_hand])
    rows: list[Supersession] = []
    for paper in sorted(by_id(cited).values(), key=lambda p: p.reference_id):
        by_newer: dict[str, Supersession] = {}
        for route in ROUTES:
            for row in route(paper, shelf):
                by_newer.setdefault(row.newer_id, row)
        passed = {step for row in by_newer.values() for step in row.chain[:-1]}
        rows += [by_newer[newer] for newer in sorted(by_newer) if newer not in passed]
    return rows


# ---- update chains -------------------------------------------------------------------------------------------------


def update_chains(reference_id: str, shelf: PapersAtHand) -> list[tuple[str, ...]]:
    """Every chain of updates from a paper to a newest one, without the paper itself; one chain for each newest one.

    Fallen records at the end are cut off, except a withdrawn one, and except in a chain in which nothing stands.
    """
    chains: list[tuple[str, ...]] = []

    def follow(step: str, path: tuple[str, ...]) -> None:
        onward = [n for n in shelf.updates.get(step, ()) if n != reference_id and n not in path]
        if not onward or len(path) >= LONGEST_CHAIN:
            kept = _without_fallen_end(path, shelf)
            if kept and kept not in chains:
                chains.append(kept)
        for newer in onward if len(path) < LONGEST_CHAIN else ():
            follow(newer, (*path, newer))

    follow(reference_id, ())
    return _longest_of_each_end(chains)


def _without_fallen_end(path: tuple[str, ...], shelf: PapersAtHand) -> tuple[str, ...]:
    """`path` up to its last record that stands; all of it if it ends withdrawn or if nothing in it stands."""
    if not path or shelf.fallen(path[-1]) == "withdrawn":
        return path
    stands = [place for place, step in enumerate(path, 1) if not shelf.is_out(step)]
    return path[: stands[-1]] if stands else path


def _longest_of_each_end(chains: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The longest chain to each end; an end from which another chain goes on is no end."""
    best: dict[str, tuple[str, ...]] = {}
    for chain in chains:
        if len(chain) > len(best.get(chain[-1], ())):
            best[chain[-1]] = chain
    passed = {step for chain in best.values() for step in chain[:-1]}
    return [best[end] for end in sorted(best) if end not in passed] or list(best.values())[:1]


def _updates(paper: Paper, shelf: PapersAtHand) -> list[Supersession]:
    rows = []
    for chain in update_chains(paper.reference_id, shelf):
        before = (paper.reference_id, *chain)[-2]
        is_article = paper.study_design == "preprint" and _design(chain[-1], shelf) not in ("preprint", "")
        is_article = is_article and not shelf.fallen(chain[-1])
        is_partial = (before, chain[-1]) in shelf.partial
        route, reason = "update", "linked to it as its update (UpdateIn, UpdateOf)"
        if is_article:
            route, reason = "published article", "linked to this preprint as its published article"
        if len(chain) > 1:
            reason += f", by way of {' and '.join(chain[:-1])}"
        rows.append(_row(paper, chain, shelf, (route, reason), is_partial))
    return rows


def _design(reference_id: str, shelf: PapersAtHand) -> str:
    return shelf.papers[reference_id].study_design if reference_id in shelf.papers else ""


# ---- Cochrane, guidelines, preprints -------------------------------------------------------------------------------


def _cochrane(paper: Paper, shelf: PapersAtHand) -> list[Supersession]:
    own = cochrane_version(paper.doi)
    if own is None:
        return []
    number, version = own
    versions = {v[1]: p for p in shelf.papers.values() if (v := cochrane_version(p.doi)) and v[0] == number}
    newest = max(versions, default=0)
    if newest > version and shelf.fallen(versions[newest].reference_id) != "withdrawn":
        newest = max((n for n, p in versions.items() if not p.is_out), default=0)
    later = [versions[n].reference_id for n in sorted(versions) if version < n <= newest]
    if not later:
        return []
    reason = f"version {newest} of Cochrane review {number.upper()}; version {version} is cited"
    return [_row(paper, tuple(later), shelf, ("cochrane version", reason))]


def _guidelines(paper: Paper, shelf: PapersAtHand) -> list[Supersession]:
    """The newest guideline that can be reached in steps to the same body, the same subject and a later year.

    From a paper with updates, the steps go on from the end of each update chain too.
    """
    chains = update_chains(paper.reference_id, shelf)
    ends = [shelf.papers[c[-1]] for c in chains if c[-1] in shelf.papers and not shelf.is_out(c[-1])]
    reached = {p.reference_id: p for p in ends}
    seeds = [p for p in (paper, *ends) if p.is_guideline]
    later = [p for p in shelf.guidelines if p.reference_id not in reached] if seeds else []
    series: list[Paper] = []
    for candidate in later:  # oldest first, so that each step can build on the one before
        if any(_succeeds(candidate, older) for older in (*seeds, *series)):
            series.append(candidate)
    if not series or _is_older_than_all(series[-1], ends):
        return []
    series = series[-LONGEST_CHAIN:]
    chain = tuple(p.reference_id for p in series)
    shared = ", ".join(sorted(series[-1].bodies & _all_bodies((paper, *ends, *series[:-1]))))
    reason = f"a later guideline of the same body ({shared}) on the same subject"
    return [_row(paper, chain, shelf, ("newer guideline", reason))]


def _all_bodies(papers: Iterable[Paper]) -> frozenset[str]:
    return frozenset(body for p in papers for body in p.bodies)


def _is_older_than_all(paper: Paper, others: Sequence[Paper]) -> bool:
    return bool(others) and all((paper.year or 0) <= (other.year or 0) for other in others)


def _succeeds(newer: Paper, older: Paper) -> bool:
    if not newer.year or not older.year or newer.year <= older.year or not same_body(older.bodies, newer.bodies):
        return False
    return same_subject(_subject(older.title), _subject(newer.title), (older.mesh, newer.mesh))


def _published(paper: Paper, shelf: PapersAtHand) -> list[Supersession]:
    if paper.study_design != "preprint":
        return []
    rows = []
    for other in shelf.standing:
        is_later = (other.year or 0) >= (paper.year or 0)
        if other.study_design == "preprint" or other.reference_id == paper.reference_id or not is_later:
            continue
        if _same_author(paper, other) and compare_titles(paper.title, other.title) == "same":
            reason = "an article of the same title and first author as this preprint"
            rows.append(_row(paper, (other.reference_id,), shelf, ("published article", reason)))
    return rows


def _same_author(paper: Paper, other: Paper) -> bool:
    family = other.first_author.rpartition(" ")[0] or other.first_author
    return bool(paper.first_author and family) and same_family_name(paper.first_author, family)


def _row(
    paper: Paper,
    chain: tuple[str, ...],
    shelf: PapersAtHand,
    shown: tuple[str, str],
    is_partial: bool = False,
) -> Supersession:
    route, reason = shown
    newest = shelf.papers.get(chain[-1], Paper(chain[-1]))
    is_partial = is_partial or newest.is_partial
    return Supersession(
        reference_id=paper.reference_id,
        newer_id=chain[-1],
        route=route,
        reason=f"{reason}; a partial update: the rest of the older one may still stand" if is_partial else reason,
        chain=chain,
        is_partial=is_partial,
        newer_title=newest.title,
        newer_year=newest.year,
        newer_integrity_status=newest.integrity_status,
        newer_notices=newest.notices,
        newer_fallen=shelf.fallen(chain[-1]),
    )


ROUTES: tuple[Callable[[Paper, PapersAtHand], list[Supersession]], ...] = (_updates, _cochrane, _guidelines, _published)
