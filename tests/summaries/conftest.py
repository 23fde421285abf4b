"""One invented question that holds, in few rows, all that a report must show. Names, ids, findings: invented."""

from dataclasses import replace

import pytest

from pipeline.schema.claim_tables import Citation, Claim, ClaimNumber, ClaimVerdict
from pipeline.schema.finding_tables import CheckCount, QuestionStatus
from pipeline.schema.history_tables import Change
from pipeline.schema.moving_tables import Candidate, Review, Search, SourceState, Supersession
from pipeline.schema.paper_tables import (
    Article,
    ArticleAbstract,
    ArticleAuthor,
    CitedReference,
    ReferenceNotice,
    SnapshotFact,
)
from pipeline.schema.question_tables import Question
from pipeline.schema.records import Acceptance, QuestionEvidence, Standing, new_finding
from pipeline.summaries.report_input import ReportInput

QUESTION_ID = "sleep-in-owls"
SET_ID = "00000000-aaaa-bbbb-cccc-000000000001"
SHA = "ab" * 32
RETRACTED, CONCERN, CORRECTED = "pmid:1001", "pmid:1002", "pmid:1003"
CLEAN, MISSING, SNAPSHOT, LABEL = "pmid:1004", "pmid:1005", "doi:10.1234/owl(97)_1", f"setid:{SET_ID}"


def claim(number: int, section: str, text: str, heading: str = "", is_abstention: bool = False) -> Claim:
    return Claim(f"{number:012x}", QUESTION_ID, section, heading, number, text, is_abstention, number + 10)


CLAIMS = (
    claim(1, "guidelines", "The guidelines do not answer the question.", is_abstention=True),
    claim(3, "research", "Melatonin lengthened sleep by 42 minutes in 120 owls."),
    claim(4, "research", "A 2019 trial <script>alert(1)</script> found no harm | @someone.", "Young *owls*"),
    claim(5, "research", "Darkness alone works as well [x](javascript:alert(1)).", "Young *owls*"),
    claim(6, "research", "Owls sleep by day.", "Young *owls*"),
)
CITED = {
    3: (CLEAN, CORRECTED),
    4: (RETRACTED, CONCERN),
    5: (MISSING, SNAPSHOT, LABEL),
    6: (CLEAN,),
}


def reference(reference_id: str, title: str, author: str, year: int | None, **more: object) -> CitedReference:
    known = {
        "pmid": reference_id[5:] if reference_id.startswith("pmid:") else "",
        "journal": "J Owl Med",
        "evidence_source": "research",
        "study_design": "randomized controlled trial",
        "evidence_level": 2,
        "record_status": "found",
        "integrity_status": "no_notice_found",
        "origin": "live",
        "retrieved_date": "2025-09-30",
    }
    return CitedReference(reference_id, title=title, first_author=author, year=year, **(known | more))  # type: ignore[arg-type]


REFERENCES = (
    reference(RETRACTED, "No harm in owls.", "Faker A", 2019, integrity_status="retracted"),
    reference(CONCERN, "[x](javascript:alert(1)) | <script> @someone.", "Doubt B", 2018, integrity_status="concern"),
    reference(CORRECTED, "Owls: a review", "Slip C", 2017, integrity_status="corrected", study_design="review",
              evidence_level=None, superseded_by=("1999",)),
    reference(CLEAN, "Melatonin for owls: a randomised trial.", "Night D", 2020, stale_since_date="2025-10-02"),
    reference(MISSING, "", "", None, record_status="not_found", integrity_status="unknown", origin="",
              retrieved_date="", study_design="", evidence_level=None),
    reference(SNAPSHOT, "Darkness in owls", "Dusk E", 1997, doi="10.1234/owl(97)_1", integrity_status="unknown",
              origin="snapshot", study_design="other", evidence_level=None),
    reference(LABEL, "Owlsleep (melatonin)", "Owl Pharma", None, set_id=SET_ID, journal="NDA000001",
              evidence_source="fda", study_design="", evidence_level=None, integrity_status="unknown"),
)  # fmt: skip


def article(pmid: str, title: str, **more: object) -> Article:
    known = {"medline_ta": "J Owl Med", "n_authors": 1, "record_sha256": SHA, "abstract_sha256": SHA}
    return Article(pmid, title, **(known | more))  # type: ignore[arg-type]


ARTICLES = {
    "1001": article("1001", "No harm in owls.", pub_year=2019, pub_date="2019-04", volume="3", issue="2",
                    pagination="11-9", doi="10.1234/owl.3", abstract_sha256=""),
    "1002": article("1002", "[x](javascript:alert(1)) | <script> @someone.", pub_year=2018, pub_date="2018"),
    "1003": article("1003", "[Owls: a review].", vernacular_title="Eulen: eine Übersicht.", pub_year=2017,
                    pub_date="2017-01-05", language=("ger",), pmcid="PMC77"),
    "3001": article("3001", "Melatonin and <b>falls</b> in owls.", pub_year=2025, pub_date="2025-02"),
    "3002": article("3002", "Owls: a review, again.", pub_year=2024, pub_date="2024", abstract_sha256=""),
    "1004": article("1004", "Melatonin for owls: a randomised trial.", pub_year=2020, pub_date="2020-12",
                    volume="4", n_authors=8),
}  # fmt: skip
AUTHORS = {
    "1001": (ArticleAuthor("1001", 1, "Faker", "Anna", "A"),),
    "1002": (ArticleAuthor("1002", 1, collective_name="OWL Study Group"),),
    "1003": (ArticleAuthor("1003", 1, "Slip", "Carl", "C", "Jr"),),
    "1004": tuple(ArticleAuthor("1004", n, f"Night{n}", "Dora", "D") for n in range(1, 9)),
}
ABSTRACTS = {
    "1004": (
        ArticleAbstract("1004", 1, "BACKGROUND", "BACKGROUND", "Owls sleep badly. Melatonin may help."),
        ArticleAbstract("1004", 2, "RESULTS", "RESULTS", "Of 120 owls, 118 finished. Melatonin lengthened sleep by "
                        "42 minutes (95% CI, 30 to 54; P < .001) vs. placebo. No owl fell."),
    ),
    "1003": (ArticleAbstract("1003", 1, "", "", "This review is about feathers."),),
    "3001": (
        ArticleAbstract("3001", 1, "RESULTS", "RESULTS", "Of 90 owls, 9 fell."),
        ArticleAbstract("3001", 2, "CONCLUSIONS", "CONCLUSIONS", "Melatonin helps *owls* sleep | and fall. More "
                        "later."),
    ),
}  # fmt: skip
NOTICES = {
    RETRACTED: (ReferenceNotice(RETRACTED, "pmid:2001", "pubmed", "retraction", "2021-10", "2025-09-30"),),
    CONCERN: (
        ReferenceNotice(CONCERN, "pmid:2002", "crossref", "expression of concern", "", "2025-09-30"),
        ReferenceNotice(CONCERN, "pmid:2002", "pubmed", "expression of concern", "", "2025-09-30"),
    ),
    CORRECTED: (ReferenceNotice(CORRECTED, "J Owl Med. 2018;1:2", "pubmed", "erratum", "2018-02-01", "2025-09-30"),),
}
FACTS = {
    SNAPSHOT: (
        SnapshotFact(SNAPSHOT, 1, "Owls kept in darkness slept as well as treated owls."),
        SnapshotFact(SNAPSHOT, 2, "Twelve owls took part."),
    )
}
SUPERSESSIONS = {
    CORRECTED: (
        Supersession(CORRECTED, "pmid:3002", "update", "linked to it as its update (UpdateIn, UpdateOf)",
                     ("pmid:3003", "pmid:3002"), newer_title="Owls: a review, again.", newer_year=2024),
    )
}  # fmt: skip
SEARCHES = (
    Search("00000000000a", QUESTION_ID, "pubmed", "trial", '"melatonin"[tiab] AND 2020:3000[dp]', "2025-09-30", 250,
           200),
    Search("00000000000b", QUESTION_ID, "pubmed", "citing", "pubmed_pubmed_citedin: 1004",
           failed_since_date="2025-10-02"),
)  # fmt: skip
CANDIDATES = (
    Candidate(QUESTION_ID, "3001", ("trial", "citing"), 1, 2.341, "Melatonin and <b>falls</b> in owls.", 2025,
              "randomized controlled trial", (f"{3:012x}",), ("1004",), "2025-09-30"),
)  # fmt: skip
C3, C4, C5 = (f"{n:012x}" for n in (3, 4, 5))
RESULTS = "Melatonin lengthened sleep by 42 minutes (95% CI, 30 to 54; P < .001) vs. placebo."
VERDICTS = (
    ClaimVerdict(C3, CLEAN, QUESTION_ID, "says so", "sentence 4 says more, of the arm", "SUPPORT", 0.93, (), RESULTS,
                 "RESULTS, sentence 4", source_title="Melatonin for owls", source_sha256=SHA),
    ClaimVerdict(C3, CORRECTED, QUESTION_ID, "says otherwise", "the claim says 42 minutes, the source 24 minutes",
                 "CONTRADICT", 0.6, ("number_differs",), "Sleep grew by 24 minutes | <b>.", "sentence 1",
                 source_title="Owls: a review", source_sha256="cd" * 32),
    ClaimVerdict(C4, RETRACTED, QUESTION_ID, "not checked", "the record has no abstract"),
    ClaimVerdict(C5, SNAPSHOT, QUESTION_ID, "not checked", "only the snapshot's facts are at hand"),
    ClaimVerdict(f"{6:012x}", CLEAN, QUESTION_ID, "does not say", "no sentence was found to say it", "NOINFO", 0.7,
                 source_title="Melatonin for owls", source_sha256=SHA),
)  # fmt: skip
NUMBERS = {
    (C3, CORRECTED): (
        ClaimNumber(C3, CORRECTED, 1, "duration", "42 minutes", "24 minutes", "different", "Sleep grew."),
    )
}
FINDINGS = (
    new_finding(QUESTION_ID, "integrity", "fail", "critical", "Retracted 2021-10. Remove the citation or the claim.",
                claim_id=C4, reference_id=RETRACTED, quote="This article has been retracted.", location="pmid:2001"),
    new_finding(QUESTION_ID, "integrity", "fail", "warning", "An expression of concern stands. Read it before you rely "
                "on the trial.", claim_id=C4, reference_id=CONCERN),
    new_finding(QUESTION_ID, "integrity", "fail", "info", "An erratum was published. See whether it touches the claim.",
                claim_id=C3, reference_id=CORRECTED),
    new_finding(QUESTION_ID, "record_exists", "fail", "critical", "PubMed has no such record. Correct the PMID.",
                claim_id=C5, reference_id=MISSING),
    new_finding(QUESTION_ID, "integrity", "unknown", "warning", "No live source answered. Run again when it does.",
                claim_id=C5, reference_id=SNAPSHOT),
    new_finding(QUESTION_ID, "integrity", "unknown", "warning", "No live source answered. Run again when it does.",
                claim_id=C5, reference_id=MISSING),
    new_finding("another-question", "integrity", "fail", "critical", "Not ours."),
)  # fmt: skip
CHANGES = (
    Change(
        "000000000001", "2025-09-30", QUESTION_ID, C4, RETRACTED, "integrity:retracted", "no_notice_found", "retracted"
    ),
    Change("000000000002", "2025-08-01", QUESTION_ID, "", CLEAN, "record:title", "Old_title", "Melatonin | owls"),
    Change("000000000003", "2025-01-01", QUESTION_ID, "", CLEAN, "record:year", "2019", "2020"),
    Change("000000000004", "2025-09-30", "another-question", "", CLEAN, "record:year", "2019", "2020"),
)


APPROVAL = Review(QUESTION_ID, 1, "2025-07-01", "approve", "Dr. Minerva", "", "cd" * 32, ("f" * 12,), "it is known")
LOG = Standing(
    reviews=(APPROVAL,),
    approval=APPROVAL,
    moved=(replace(CHANGES[0], refreshed_date=""),),
    accepted=(
        Acceptance("f" * 12, "A trial was retracted. Remove it.", "Dr. Minerva", "2025-07-01", "it is known", False),
    ),
)
LAPSED = "approved by Dr. Minerva on 2025-07-01, but the evidence moved since: integrity: retracted (pmid:1001)"


@pytest.fixture
def report() -> ReportInput:
    """The invented question with everything it rests on."""
    evidence = QuestionEvidence(
        question=Question(QUESTION_ID, "What helps *owls* sleep?", "approved", audience="clinician"),
        claims=CLAIMS,
        citations={
            f"{n:012x}": tuple(Citation(f"{n:012x}", i, r, r) for i, r in enumerate(ids, 1)) for n, ids in CITED.items()
        },
        references={r.reference_id: r for r in REFERENCES},
        notices=NOTICES,
        facts=FACTS,
        articles=ARTICLES,
        authors=AUTHORS,
        abstracts=ABSTRACTS,
        verdicts=VERDICTS,
        numbers=NUMBERS,
        supersessions=SUPERSESSIONS,
        searches=SEARCHES,
        candidates=CANDIDATES,
    )
    return ReportInput(
        evidence=evidence,
        findings=FINDINGS,
        status=QuestionStatus(
            QUESTION_ID, "under review", "update needed", f"{LAPSED}; critical findings: integrity",
            "2025-09-30", SHA, "2025-09-30", "Dr. Minerva", "2025-07-01",
        ),
        counts=(
            CheckCount(QUESTION_ID, "integrity", 2, 3, 2),
            CheckCount(QUESTION_ID, "record_exists", 6, 1, 0),
            CheckCount("another-question", "integrity", 9, 9, 9),
        ),
        changes=CHANGES,
        source_states=(
            SourceState("pubmed", "down", "2025-10-02", "2025-09-30", 5),
            SourceState("snapshot", "answered", "2025-06-01", "2025-06-01", 1),
        ),
        snapshot_date="2025-06-01",
        standing=LOG,
        status_reason=LAPSED,
    )  # fmt: skip
