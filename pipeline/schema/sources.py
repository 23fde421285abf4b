"""Each evidence source as one record, with all that the code, the reports and the documentation need to know about it.

Licences and rates come from the publishers' own pages, which are cited in the source's parser in pipeline/sources/.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

PAPERS, LABELS, NOTICES = "papers", "labels", "notices"


class Rate(NamedTuple):
    """A limit of at most `requests` in any period of `seconds`."""

    requests: int
    seconds: int = 1


UNPUBLISHED = Rate(1)


@dataclass(frozen=True)
class Source:
    """One evidence source.

    `name` is its code in tables, `title` its name in prose.

    `covers` says which parts of a report rest on it. If it is down, PAPERS warns the readers of every question that
    cites a paper, and LABELS those of every question that uses a drug label. LABELS also makes its name a source of the
    label tables. NOTICES makes it a source of notices: its name may stand in `reference_sources` as one that was asked
    about the integrity of a paper. A source on which no shown line rests leaves `covers` empty: nobody needs to know
    that it is down.

    `addresses` maps the environment variable that overrides each address to the default. `kinds` maps each prefix of
    its keys in raw to the plain name of what the keys stand for. `rate` is the limit that the publisher allows, or our
    own if none is published; `rate_known` is the limit if `rate_variable` is set. `requests_a_day` is the limit of a
    day without a key.

    `key_variable` and `mail_variable` are the environment variables of an API key and of a mail address for the
    publisher; both stay secret. `file_variable` is that of a file's path or address; such a source is asked only if the
    variable is set. `notice` is the text that the publisher asks everyone to print who shows its data; `terms` is the
    page that says so.
    """

    name: str
    title: str
    publisher: str
    covers: tuple[str, ...]
    licence: str
    addresses: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    rate: Rate = UNPUBLISHED
    rate_known: Rate | None = None
    requests_a_day: int | None = None
    key_variable: str = ""
    mail_variable: str = ""
    file_variable: str = ""
    notice: str = ""
    terms: str = ""

    @property
    def rate_variable(self) -> str:
        """The environment variable that raises the rate limit: that of the key, else that of the mail address."""
        return self.key_variable or self.mail_variable

    @property
    def is_asked(self) -> bool:
        """Whether FETCH can ask it: it has an address or a file."""
        return bool(self.addresses or self.file_variable)

    @property
    def variables(self) -> tuple[str, ...]:
        """All its environment variables."""
        return tuple(filter(None, (*self.addresses, self.key_variable, self.mail_variable, self.file_variable)))

    def rate_for(self, known: str) -> Rate:
        """The rate limit if `known` is the value of `rate_variable`, "" if it is not set."""
        return self.rate_known if known and self.rate_known else self.rate


PUBMED = Source(
    name="pubmed",
    title="PubMed",
    publisher="US National Library of Medicine (NLM)",
    covers=(PAPERS, NOTICES),
    licence="NLM's terms; abstracts may be in copyright",
    addresses={
        "EUTILS_BASE_URL": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
        "IDCONV_BASE_URL": "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles",
    },
    kinds={
        "pmid": "records",
        "doi": "DOIs",
        "pmcid": "PMCIDs",
        "search": "searches",
        "citing": "citing articles",
    },
    rate=Rate(3),
    rate_known=Rate(10),
    key_variable="NCBI_API_KEY",
    mail_variable="NCBI_EMAIL",
    notice="Bibliographic data: courtesy of the U.S. National Library of Medicine (NLM). This copy may not be the most "
    "current or accurate that NLM has, and NLM has neither reviewed nor endorsed it",
    terms="https://www.nlm.nih.gov/databases/download/terms_and_conditions.html",
)
OPENFDA = Source(
    name="openfda",
    title="openFDA",
    publisher="US Food and Drug Administration (FDA)",
    covers=(LABELS,),
    licence="CC0 1.0, its disclaimer shown",
    addresses={"OPENFDA_BASE_URL": "https://api.fda.gov"},
    kinds={
        "setid": "labels by set id",
        "appl": "labels by application number",
        "drug": "labels by name",
        "text": "labels by name",
    },
    rate=Rate(240, 60),
    requests_a_day=1_000,
    key_variable="OPENFDA_API_KEY",
    notice="Label data, where shown, come from the FDA through openFDA or DailyMed. Do not rely on openFDA to make "
    "decisions about medical care; treat what it returns as unvalidated",
    terms="https://open.fda.gov/terms/",
)
DAILYMED = Source(
    name="dailymed",
    title="DailyMed",
    publisher="US National Library of Medicine (NLM), with the labels that companies submit to the FDA",
    covers=(LABELS,),
    licence="labels are in the public domain",
    addresses={"DAILYMED_BASE_URL": "https://dailymed.nlm.nih.gov/dailymed/services/v2"},
    kinds={"spl": "label documents", "history": "label versions", "name": "labels by name"},
    rate=Rate(4),
)
CROSSREF = Source(
    name="crossref",
    title="Crossref",
    publisher="Crossref, from what publishers deposit",
    covers=(PAPERS, NOTICES),
    licence="bibliographic facts are free to use",
    addresses={"CROSSREF_BASE_URL": "https://api.crossref.org"},
    kinds={"crossref": "works"},
    rate=Rate(5),
    rate_known=Rate(10),
    mail_variable="CROSSREF_MAILTO",
)
RETRACTION_WATCH = Source(
    name="retraction_watch",
    title="Retraction Watch",
    publisher="Crossref, from The Center for Scientific Integrity",
    covers=(PAPERS, NOTICES),
    licence="open data, to be cited: The Retraction Watch Database, ISSN 2692-4579",
    kinds={"rw": "the file"},
    file_variable="RETRACTION_WATCH_CSV",
)
SNAPSHOT = Source(
    name="snapshot",
    title="the bundled snapshot",
    publisher="this project",
    covers=(PAPERS, LABELS),
    licence="facts are free; their wording is under this project's licence",
)
# In the order of docs/sources.md and of source_states.csv. FETCH asks them in an order of its own
# (pipeline/stages/fetch/stage.py); the snapshot is never asked.
SOURCES = (PUBMED, OPENFDA, DAILYMED, CROSSREF, RETRACTION_WATCH, SNAPSHOT)
TITLES = {source.name: source.title for source in SOURCES}
ADDRESSES = {variable: url for source in SOURCES for variable, url in source.addresses.items()}


def covering(subject: str) -> tuple[str, ...]:
    """The names of the sources that cover `subject`."""
    return tuple(source.name for source in SOURCES if subject in source.covers)
