"""Every parser, what it is fed with, and the errors that it may raise: what fuzzing holds to "no crash, no hang".

A name is `room.file.function`. The seeds are invented; where the folder of real records is there, small real ones are
added by the pattern in `real`.
"""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.commands import verify
from pipeline.errors import EvidenceWatchError, TableError, TransientAnswer
from pipeline.language.text import json_text
from pipeline.schema.history_tables import Change
from pipeline.schema.table import columns
from pipeline.sources import snapshot
from pipeline.sources.handwritten import adjudications as adjudications_file
from pipeline.sources.handwritten import corrections as corrections_file
from pipeline.sources.handwritten import dismissed as dismissed_file
from pipeline.sources.handwritten import review_log, written_csv
from pipeline.sources.labels import dailymed, dailymed_answers
from pipeline.sources.labels import openfda as fda_labels
from pipeline.sources.papers import crossref, entrez_answer, pubmed, pubmed_answer, pubmed_record, retraction_watch
from pipeline.sources.questions import citation_keys, front_matter, reference_text
from pipeline.sources.questions import file as question_file
from pipeline.stores.ledger import Ledger
from pipeline.stores.tables import read_pairs, read_rows

MANY, SLOW = 200_000, 50_000
SET_ID = "11111111-2222-3333-4444-555555555555"
RECORD = b"""<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="2">101</PMID><DateRevised><Year>2020</Year>
<Month>02</Month><Day>30</Day></DateRevised><Article><Journal><JournalIssue><Volume>3</Volume><PubDate><MedlineDate>1998
Dec-1999 Jan</MedlineDate></PubDate></JournalIssue><Title>Invented Letters</Title></Journal><ArticleTitle>Examplumab in
<i>E. coli</i>: 10<sup>5</sup> <mml:math><mml:mi>m</mml:mi><mml:mn>2</mml:mn></mml:math></ArticleTitle><ELocationID
EIdType="doi" ValidYN="Y">10.1000/a(b)</ELocationID><Abstract><AbstractText Label="RESULTS" NlmCategory="RESULTS">
Examplumab 5 mg reduced pain (HR 0.5, 95% CI 0.2 to 0.9).<DispFormula>x</DispFormula></AbstractText></Abstract>
<AuthorList><Author ValidYN="Y"><LastName>Smith</LastName><Initials>AB</Initials></Author><Author><CollectiveName>The
Group</CollectiveName></Author></AuthorList><Language>eng</Language><DataBankList><DataBank><DataBankName>
ClinicalTrials.gov</DataBankName><AccessionNumberList><AccessionNumber>NCT00000001</AccessionNumber>
</AccessionNumberList></DataBank></DataBankList><PublicationTypeList><PublicationType UI="D016428">Journal Article
</PublicationType></PublicationTypeList><ArticleDate DateType="Electronic"><Year>1998</Year></ArticleDate></Article>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>Invented Letters. 2001</RefSource><PMID>7
</PMID></CommentsCorrections></CommentsCorrectionsList><MeshHeadingList><MeshHeading><DescriptorName UI="D1"
MajorTopicYN="Y">Pain</DescriptorName><QualifierName>drug therapy</QualifierName></MeshHeading></MeshHeadingList>
</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">101</ArticleId><ArticleId IdType="pmc">PMC9
</ArticleId></ArticleIdList><ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">8</ArticleId>
</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>"""
BOOK = b"""<PubmedBookArticle><BookDocument><PMID Version="1">102</PMID><Book><BookTitle>Invented Book</BookTitle><PubDate>
<Year>1993</Year></PubDate></Book><ArticleTitle>A chapter</ArticleTitle><AuthorList Type="editors"><Author><LastName>Doe
</LastName></Author></AuthorList><ContributionDate><Year>2001</Year><Month>Oct</Month></ContributionDate></BookDocument>
</PubmedBookArticle>"""
ANSWERS = (
    b'<?xml version="1.0"?><PubmedArticleSet xmlns:mml="http://www.w3.org/1998/Math/MathML">'
    + RECORD
    + BOOK
    + b"</PubmedArticleSet>",
    b"<PubmedArticleSet><DeleteCitation><PMID>5</PMID></DeleteCitation></PubmedArticleSet>",
    b"<MedlineCitationSet><MedlineCitation><PMID>1</PMID></MedlineCitation></MedlineCitationSet>",
    b"<eFetchResult><ERROR>ID list is empty! Possibly it has no correct IDs.</ERROR></eFetchResult>",
)
SEARCH = (
    b"<eSearchResult><Count>2</Count><IdList><Id>1</Id><Id>2</Id></IdList><ErrorList><PhraseNotFound>abc"
    b"</PhraseNotFound></ErrorList></eSearchResult>"
)
LINKS = (
    b"<eLinkResult><LinkSet><IdList><Id>1</Id></IdList><LinkSetDb><LinkName>pubmed_pubmed_citedin</LinkName><Link><Id>9"
    b"</Id></Link></LinkSetDb></LinkSet><LinkSet><IdList><Id>2</Id></IdList></LinkSet></eLinkResult>"
)
SPL = f"""<document xmlns="urn:hl7-org:v3"><setId root="{SET_ID}"/><versionNumber value="7"/><effectiveTime value="20130930"
/><author><assignedEntity><representedOrganization><name>Maker</name></representedOrganization></assignedEntity></author>
<component><structuredBody><component><section><subject><manufacturedProduct><manufacturedProduct><name>Examplis<suffix>XR
</suffix></name><formCode displayName="TABLET"/><asEntityAsGeneric><genericMedicine><name>examplumab</name>
</genericMedicine></asEntityAsGeneric><ingredient classCode="ACTIB"><ingredientSubstance><name>EXAMPLUMAB</name>
<activeMoiety><activeMoiety><name>E</name></activeMoiety></activeMoiety></ingredientSubstance></ingredient>
</manufacturedProduct><subjectOf><approval><id extension="NDA012345"/></approval></subjectOf></manufacturedProduct>
</subject></section></component><component><section><code code="34066-1"/><title>WARNING: HARM</title><text><paragraph>Do
<br/>not use.<footnote>a</footnote></paragraph><list><item><caption>1.</caption>One</item></list><table><caption>T
</caption><tbody><tr><td rowspan="2">a</td><td colspan="3">10<sup>9</sup></td></tr><tr><th>H<sub>2</sub>O</th></tr></tbody>
</table></text><excerpt><highlight><text>Short</text></highlight></excerpt><component><section><title>2.1 Adults</title>
<text>5 mg</text></section></component></section></component></structuredBody></component></document>""".encode()
LABEL = {
    "set_id": SET_ID,
    "version": "3",
    "effective_time": "20200102",
    "openfda": {
        "brand_name": ["Examplis"],
        "generic_name": ["EXAMPLUMAB"],
        "application_number": ["NDA012345"],
        "route": ["ORAL"],
    },
    "boxed_warning": ["WARNING: HARM Examplis may harm. See section 5.1 ."],
    "dosage_and_administration": [
        "2 DOSAGE AND ADMINISTRATION 2.1 Adults Give 5 mg. • one • two 2.2 Children Give 1 mg."
    ],
    "dosage_and_administration_table": ["<table><tr><td>5 mg</td><td>daily</td></tr></table>"],
    "spl_unclassified_section": ["2.1 Adults Give 5 mg.", "Something else that nobody has said before at all."],
}
PAGE = {"meta": {"results": {"total": 1, "skip": 0, "limit": 1}}, "results": [LABEL]}
WORK = {
    "DOI": "10.1000/A",
    "update-to": [
        {"type": "retraction", "DOI": "10.1000/b", "source": "publisher", "updated": {"date-parts": [[2020, 1, 2]]}}
    ],
    "updated-by": [
        {"type": "erratum", "label": "Erratum", "DOI": "10.1000/c", "updated": {"date-time": "2020-01-02T00:00:00Z"}}
    ],
}
QUESTION = b"""---
question: What is examplumab used for?
status: under review # draft
population: adults
condition: pain
drugs: [examplumab, "acid, zoledronic"]
audience: clinician
---

## From the Guidelines

- Examplumab is *given* for pain [@pmid:101; @{doi:10.1000/a(b)}].
  - Nested, 5 mg a day [@pmcid:PMC9].

## From the FDA Drug Label

The FDA drug label does not answer the question.

## From the Research

### Older women

1. A 2015 trial found less pain [@setid:11111111-2222-3333-4444-555555555555].

## References

- [@pmid:101] Smith AB, Jones C Jr, et al. Examplumab in pain. Invented Letters. 2015;3(4):5-6.
- [@doi:10.1000/x] World Health Organization. Guideline on pain. 2020.
"""
RW_ROW = dict(
    zip(
        retraction_watch.NEEDED,
        ("5", "7/12/2023 0:00", "10.1000/n", "9", "10.1000/a", "36035816.0", "Retraction"),
        strict=True,
    )
)
RW_FILE = (",".join(retraction_watch.NEEDED) + "\n" + ",".join(RW_ROW.values()) + "\n").encode()
SNAPSHOT = {
    "snapshot_date": "2026-01-01",
    "nature": "facts",
    "references": [
        {
            "pmid": "101",
            "doi": "10.1000/a",
            "title": "T",
            "first_author": "Smith AB",
            "year": 2015,
            "facts": ["a"],
            "publication_types": ["Review"],
            "corrections": [{"ref_type": "RetractionIn", "pmid": "7", "date": "2020"}],
        }
    ],
    "labels": [
        {"set_id": SET_ID, "generic_name": "examplumab", "brand_name": "Examplis", "application_number": "NDA012345"}
    ],
}
CHANGES = (",".join(c.name for c in columns(Change)) + "\nabc,2026-01-01,a,b,pmid:1,integrity:retracted,x,y\n").encode()
_HASH = "0" * 64


@dataclass(frozen=True)
class Parser:
    """One parser: what it reads, its seeds, the errors that it documents, and how many inputs the long form has."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    refusals: tuple[type[Exception], ...] = ()
    inputs: int = MANY
    real: str = ""


def _json(document: object) -> bytes:
    return json.dumps(document).encode()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _row(header: tuple[str, ...], *values: str) -> bytes:
    return (",".join(header) + "\n" + ",".join(values) + "\n").encode()


def _file(read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def written(data: bytes) -> object:
        with tempfile.NamedTemporaryFile(suffix=".csv") as file:
            file.write(data)
            file.flush()
            return read(Path(file.name))

    return written


def _ledger(data: bytes) -> object:
    with tempfile.NamedTemporaryFile(suffix=".sqlite") as file:
        file.write(data)
        file.flush()
        return Ledger(Path(file.name)).step("report").recall("a", "b")


_LABELS = "labels/openfda/*.json"
PARSERS: dict[str, Parser] = {
    "commands.verify._asked": Parser(lambda b: verify._asked(_text(b)), (_json({"id": 1, "claim": "a", "pmid": "1"}),)),
    "language.text.json_text.an_object": Parser(
        lambda b: json_text.an_object(b, "an object"), (_json(WORK),), (TableError,)
    ),
    "sources.handwritten.adjudications.parse": Parser(
        lambda b: adjudications_file.parse("a", b),
        (_row(adjudications_file.HEADER, "0123456789ab-cdef01", "disagree", "A", "why"),),
    ),
    "sources.questions.citation_keys.scan": Parser(lambda b: citation_keys.scan(_text(b)), (QUESTION,)),
    "sources.questions.citation_keys.bare_references": Parser(
        lambda b: list(citation_keys.bare_references(_text(b))),
        (b"PMID: 101, https://doi.org/10.1000/a(b). https://pubmed.ncbi.nlm.nih.gov/101/ PMC9", QUESTION),
    ),
    "sources.handwritten.corrections.parse": Parser(
        lambda b: corrections_file.parse("a", b),
        (_row(corrections_file.HEADER, "articles", "101", "pub_year", "2001", "why", "A", "2026-01-01"),),
    ),
    "sources.papers.crossref.read_works": Parser(
        crossref.read_works,
        (
            _json(
                {
                    "status": "ok",
                    "message-type": "work-list",
                    "message": {"total-results": 1, "items-per-page": 1, "items": [WORK]},
                }
            ),
        ),
        (TransientAnswer,),
    ),
    "sources.papers.crossref.read_work": Parser(
        crossref.read_work, (_json({"status": "ok", "message-type": "work", "message": WORK}),), (TransientAnswer,)
    ),
    "sources.papers.crossref.read_not_found": Parser(
        crossref.read_not_found, (crossref.NOT_FOUND,), (TransientAnswer,)
    ),
    "sources.papers.crossref.parse": Parser(
        crossref.parse, (_json(WORK),), (TableError,), real="crossref/works/*.json"
    ),
    "sources.labels.dailymed.read_spl": Parser(
        lambda b: dailymed.read_spl(b, SET_ID), (SPL,), (TransientAnswer,), SLOW
    ),
    "sources.labels.dailymed_answers.read_names": Parser(
        dailymed_answers.read_names,
        (
            _json({"metadata": {"total_elements": 1, "total_pages": "1"}, "data": [{"setid": SET_ID, "title": "A"}]}),
            _json({"metadata": {"total_elements": "0", "total_pages": 0}, "data": []}),
        ),
        (TransientAnswer,),
    ),
    "sources.labels.dailymed_answers.read_not_held": Parser(
        dailymed_answers.read_not_held,
        (b'{"error": "SPL not found"}', b"<html><style>a</style><p>The set id does not exist</p></html>"),
        (TransientAnswer,),
    ),
    "sources.labels.dailymed_answers.read_history": Parser(
        dailymed_answers.read_history,
        (_json({"data": {"history": [{"spl_version": "3", "published_date": "Mar 10, 2026"}]}}),),
        (TransientAnswer,),
    ),
    "sources.labels.dailymed.parse": Parser(dailymed.parse, (SPL,), (TableError,), SLOW),
    "sources.labels.dailymed.header": Parser(dailymed.header, (SPL,), (TableError,), SLOW),
    "sources.handwritten.dismissed.parse": Parser(
        lambda b: dismissed_file.parse("a", b, ["a"]),
        (_row(dismissed_file.HEADER, "a", "101", "why", "A", "2026-01-01"),),
    ),
    "sources.labels.openfda.read_page": Parser(fda_labels.read_page, (_json(PAGE),), (TransientAnswer,)),
    "sources.labels.openfda.read_not_found": Parser(
        fda_labels.read_not_found,
        (_json({"error": {"code": "NOT_FOUND", "message": "No matches found!"}}),),
        (TransientAnswer,),
    ),
    "sources.labels.openfda.parse": Parser(fda_labels.parse, (_json(LABEL),), (TableError,), SLOW),
    "sources.labels.openfda.header": Parser(fda_labels.header, (_json(LABEL),), (TableError,)),
    "sources.questions.front_matter.read": Parser(
        lambda b: front_matter.read(_text(b).split("\n")), (QUESTION,), inputs=SLOW
    ),
    "sources.papers.entrez_answer.read": Parser(
        lambda b: entrez_answer.read(b, "eLinkResult"), (LINKS,), (TransientAnswer,)
    ),
    "sources.papers.pubmed.read_search": Parser(pubmed.read_search, (SEARCH,), (TransientAnswer,)),
    "sources.papers.pubmed.read_found": Parser(lambda b: pubmed.read_found(b, 20), (SEARCH,), (TransientAnswer,)),
    "sources.papers.pubmed.read_link_set": Parser(
        pubmed.read_link_set, (LINKS[LINKS.index(b"<LinkSet>") : LINKS.index(b"</LinkSet>") + 10],), (TransientAnswer,)
    ),
    "sources.papers.pubmed.read_link_sets": Parser(
        lambda b: pubmed.read_link_sets(b, ["1"]), (LINKS,), (TransientAnswer,)
    ),
    "sources.papers.pubmed.read_conversions": Parser(
        pubmed.read_conversions,
        (_json({"records": [{"pmid": "1", "pmcid": "PMC2", "doi": "10.1000/a"}]}),),
        (TransientAnswer,),
    ),
    "sources.papers.pubmed_answer.split": Parser(
        pubmed_answer.split, ANSWERS, (TransientAnswer,), SLOW, real="pubmed/records/*.xml"
    ),
    "sources.papers.pubmed_answer.deleted_pmids": Parser(
        pubmed_answer.deleted_pmids, ANSWERS, (TransientAnswer,), SLOW
    ),
    "sources.papers.pubmed_record.parse": Parser(pubmed_record.parse, (RECORD, BOOK), (TableError,), SLOW),
    "sources.questions.file.parse": Parser(
        lambda b: question_file.parse("questions/a.md", b), (QUESTION,), inputs=SLOW
    ),
    "sources.questions.reference_text.split": Parser(
        lambda b: reference_text.split(" ".join(_text(b).split())),
        (
            b"Smith AB, Jones C Jr, et al. Examplumab in pain. Invented Letters. 2015;3(4):5-6.",
            b"WHO. Guideline. 2020.",
        ),
    ),
    "sources.papers.retraction_watch.rows_of": Parser(
        lambda b: retraction_watch.rows_of(b, ["10.1000/a"], ["36035816"]), (RW_FILE,), (TransientAnswer,)
    ),
    "sources.papers.retraction_watch.parse": Parser(retraction_watch.parse, (_json(RW_ROW),), (TableError,)),
    "sources.handwritten.review_log.parse": Parser(
        lambda b: review_log.parse("a", b),
        (_row(review_log.HEADER, "2026-01-01", "a", "approve", "A", "", _HASH, "0123456789ab", "why"),),
    ),
    "sources.snapshot.parse": Parser(snapshot.parse, (_json(SNAPSHOT),), (TableError,)),
    "sources.handwritten.written_csv.read": Parser(
        lambda b: list(written_csv.read("a", b, ["a", "b"])), (b'a,b\n1,"x ""y"", z"\n',)
    ),
    "stores.ledger.Ledger": Parser(_ledger, (b"SQLite format 3\0" + bytes(4080),), (EvidenceWatchError,), SLOW),
    "stores.tables.read_rows": Parser(_file(lambda p: read_rows(p, Change)), (CHANGES,), (TableError,), SLOW),
    "stores.tables.read_pairs": Parser(
        _file(lambda p: read_pairs(p, "kind", "after")), (CHANGES,), (TableError,), SLOW
    ),
}
EXEMPT = {
    "sources.labels.dailymed_answers.read_no_search": "reads no byte of the body: a 404 says that there is no search",
    "sources.questions.passage.read_passage": "reads a passage of what question_file.parse has parsed, which is fuzzed",
    "sources.labels.openfda_fields.read_fields": "reads what fda_labels.parse has parsed, which is fuzzed",
    "sources.labels.openfda_text.read_part": "reads a piece of what fda_labels.parse has parsed, which is fuzzed",
    "sources.labels.openfda_text.split_text": "cuts a text for tests; fda_labels.parse calls its parts, and is fuzzed",
    "sources.labels.dailymed_sections.read_sections": "reads the tree that dailymed.parse has parsed, which is fuzzed",
    "sources.labels.dailymed_sections.split_title": "reads a title of what dailymed.parse has parsed, which is fuzzed",
}
