"""Stored bytes that are not what was stored: named, never read as clean, asked for again."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline import cli
from pipeline.stores.bodies import sha256_of
from pipeline.stores.raw import Exchange, RawStore, Sighting
from tests.conftest import Root, StandIn
from tests.stages.label_questions import INVENTED, invented

pytestmark = pytest.mark.real
RETRACTED, SOUND, CITING = "900000101", "900000102", "900000103"
DOI = "10.1000/owls.101"
OPENFDA, DAILYMED = INVENTED % 0x101, INVENTED % 0x102
RECORD = (
    '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{0}</PMID>'
    '<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>2015</Year></PubDate>'
    "</JournalIssue><Title>Journal of Owls</Title></Journal><ArticleTitle>Owlitis in owls {0}.</ArticleTitle>"
    '<PublicationTypeList><PublicationType UI="D016449">Randomized Controlled Trial</PublicationType>'
    "</PublicationTypeList></Article>{1}</MedlineCitation><PubmedData><ArticleIdList>"
    '<ArticleId IdType="pubmed">{0}</ArticleId><ArticleId IdType="doi">10.1000/owls.{2}</ArticleId></ArticleIdList>'
    "{3}</PubmedData></PubmedArticle>"
)
RETRACTION = (
    '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Owls. 2026;1(1):2</RefSource>'
    "</CommentsCorrections></CommentsCorrectionsList>"
)
CITES = (
    '<ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">{}</ArticleId></ArticleIdList></Reference>'
    "</ReferenceList>"
)
WORK = {"message": {"DOI": DOI, "title": ["Owlitis in owls"], "type": "journal-article"}}
SPL = f"""<document xmlns="urn:hl7-org:v3"><effectiveTime value="20200131"/><setId root="{DAILYMED}"/>
<versionNumber value="7"/><component><structuredBody>
<component><section><code code="48780-1"/><subject><manufacturedProduct><manufacturedProduct><name>Owlorin</name>
<asEntityWithGeneric><genericMedicine><name>owlamine</name></genericMedicine></asEntityWithGeneric>
</manufacturedProduct></manufacturedProduct></subject></section></component>
<component><section><code code="34068-7"/><title>DOSAGE AND ADMINISTRATION</title><text><paragraph>Severe owlitis calls
for 3 mg of Owlorin twice a day.</paragraph></text></section></component>
</structuredBody></component></document>"""
QUESTION = f"""---
question: What helps in owlitis?
status: draft
condition: owlitis
drugs: [examplumab]
---

## From the FDA Drug Label

- Owlex is given as 5 mg once a week [@setid:{OPENFDA}].
- Severe owlitis calls for 3 mg twice a day [@setid:{DAILYMED}].

## From the Research

- Owls got better [@pmid:{RETRACTED}].
- They slept more [@pmid:{SOUND}].
"""
Run = Callable[..., SimpleNamespace]


@pytest.fixture
def run(live_root: Root, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command in this process: its exit code and everything it printed."""

    def command(*arguments: str) -> SimpleNamespace:
        capsys.readouterr()
        code = cli.main([*arguments, "--root", str(live_root.path)], live_root.environ)
        printed = capsys.readouterr()
        return SimpleNamespace(code=code, told=printed.out + printed.err)

    return command


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first test leaves its refreshed root, for the others to copy."""
    return tmp_path_factory.mktemp("built") / "root"


@pytest.fixture
def owls(live_root: Root, standin: StandIn, run: Run, built: Path) -> Root:
    """A root that was refreshed once: papers, a Crossref work, a label of each source, searches, citing articles."""
    if built.exists():
        shutil.copytree(built, live_root.path, dirs_exist_ok=True)
        return live_root
    standin.control("record", RECORD.format(RETRACTED, RETRACTION, 101, ""))
    standin.control("record", RECORD.format(SOUND, "", 102, ""))
    standin.control("record", RECORD.format(CITING, "", 103, CITES.format(SOUND)))
    standin.control("work", WORK)
    standin.control("label", invented(0x101, "Owlex"))
    standin.control("spl", SPL)
    (live_root.path / "questions" / "owls.md").write_text(QUESTION)
    done = run("refresh")
    assert done.code == 0, done.told
    shutil.copytree(live_root.path, built)
    return live_root


def store(root: Root) -> Path:
    return root.path / "data" / "raw" / "raw.sqlite"


def one(root: Root, query: str, *values: str) -> str:
    with closing(sqlite3.connect(store(root))) as db:
        return str(db.execute(query, values).fetchone()[0])


def write(root: Root, query: str, *values: object) -> None:
    with closing(sqlite3.connect(store(root))) as db, db:
        db.execute(query, values)


def body_of(root: Root, prefix: str) -> tuple[str, str]:
    """A key that begins with `prefix` and whose body counts today, and the SHA-256 of the body."""
    query = "SELECT record_id, sha256 FROM sightings WHERE record_id LIKE ? AND sha256 NOT NULL ORDER BY sighting_id"
    with closing(sqlite3.connect(store(root))) as db:
        found = db.execute(query, (f"{prefix}%",)).fetchone()
    assert found, f"nothing was stored for {prefix}"
    return found


def flip(root: Root, sha: str) -> None:
    """One bit in the middle of a stored body."""
    with closing(sqlite3.connect(store(root))) as db, db:
        (body,) = db.execute("SELECT body FROM bodies WHERE sha256 = ?", (sha,)).fetchone()
        at = len(body) // 2
        damaged = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
        db.execute("UPDATE bodies SET body = ? WHERE sha256 = ?", (damaged, sha))


def delete(root: Root, sha: str) -> None:
    write(root, "DELETE FROM bodies WHERE sha256 = ?", sha)


def empty(root: Root, sha: str) -> None:
    write(root, "UPDATE bodies SET body = x'' WHERE sha256 = ?", sha)


HARMS = (flip, empty, delete)
KINDS = (f"pmid:{RETRACTED}", f"crossref:{DOI}", f"setid:{OPENFDA}", f"spl:{DAILYMED}", "search:", f"citing:{SOUND}")


def tables(root: Root) -> dict[str, bytes]:
    folders = (root.path / "data" / "processed", root.path / "reports")
    found = {str(p): p.read_bytes() for f in folders for p in sorted(f.iterdir()) if p.suffix in (".csv", ".md")}
    return {name: data for name, data in found.items() if not name.endswith(("index.md", "source_states.csv"))}


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_bytes_are_named_never_clean_and_asked_for_again(owls: Root, run: Run, kind: str) -> None:
    whole = tables(owls)
    key, sha = body_of(owls, kind)
    for harm in HARMS:
        harm(owls, sha)
        done = run("refresh", "--offline")  # the stamps are those of sound bytes, then of damaged ones
        assert (done.code, f"{key}: expected the bytes that were stored of it" in done.told) == (3, True), done.told
    by_id = {r["reference_id"]: r for r in owls.rows("cited_references")}
    assert by_id[f"pmid:{RETRACTED}"]["integrity_status"] == "retracted"
    assert by_id.get(key, {"record_status": "not_fetched"})["record_status"] == "not_fetched"
    assert "retracted" in {f["check_code"] for f in owls.rows("findings") if f["severity"] == "critical"}
    if kind.startswith("crossref"):
        rows = [s for s in owls.rows("reference_sources") if s["reference_id"] == f"pmid:{RETRACTED}"]
        assert {s["source"]: s["outcome"] for s in rows}["crossref"] == "failed"
    if kind.startswith(("search", "citing")):
        assert "" in {s["n_found"] for s in owls.rows("searches")}

    healed = run("refresh")
    assert (healed.code, f"{key}: expected" in healed.told) == (0, True), healed.told
    assert one(owls, "SELECT COUNT(*) FROM bodies WHERE sha256 = ?", sha) == "1"
    assert tables(owls) == whole
    assert [c["kind"] for c in owls.rows("changes", "history")] == ["question_added"]


def test_a_source_that_is_down_cannot_heal_and_is_said(owls: Root, run: Run, standin: StandIn) -> None:
    key, sha = body_of(owls, f"pmid:{RETRACTED}")
    flip(owls, sha)
    standin.control("faults", [{"match": "efetch", "kind": "error200"}])
    owls.environ["EUTILS_BASE_URL"] = "http://127.0.0.1:9"
    done = run("refresh")
    assert (done.code, f"{key}: expected" in done.told) == (3, True)
    (row,) = [r for r in owls.rows("cited_references") if r["reference_id"] == key]
    assert (row["record_status"], row["integrity_status"]) == ("not_fetched", "retracted")
    assert "the history shows it as retracted" in row["resolution"]


def test_a_damaged_label_leaves_no_other_label_of_the_drug_to_be_chosen(owls: Root, run: Run, standin: StandIn) -> None:
    standin.control("label", invented(0x103, "Owlor"))
    text = QUESTION.replace(f" [@setid:{OPENFDA}]", "").replace("- Owlex is given", "- Owlex or Owlor is given")
    (owls.path / "questions" / "owls.md").write_text(text)
    assert run("refresh", "--max-age", "0").code in (0, 1)
    (before,) = [c for c in owls.rows("label_choices") if c["drug"] == "examplumab"]
    assert before["outcome"] == "several"
    _, sha = body_of(owls, f"setid:{INVENTED % 0x103}")
    flip(owls, sha)
    assert run("refresh", "--offline").code in (1, 3)
    (after,) = [c for c in owls.rows("label_choices") if c["drug"] == "examplumab"]
    assert (after["outcome"], after["set_id"]) == ("not reached", "")
    assert "is damaged" in after["reason"]


def test_an_answer_whose_outcome_is_garbled_is_no_answer(owls: Root, run: Run) -> None:
    write(owls, "UPDATE sightings SET outcome = 'fouod' WHERE record_id = ?", f"pmid:{SOUND}")
    done = run("refresh", "--offline")
    assert (done.code, f"pmid:{SOUND}: expected" in done.told) == (3, True)
    (row,) = [r for r in owls.rows("cited_references") if r["pmid"] == SOUND]
    assert (row["record_status"], row["integrity_status"]) == ("not_fetched", "unknown")
    assert run("refresh").code == 0


def test_a_damaged_record_is_not_printed(owls: Root, run: Run) -> None:
    key, sha = body_of(owls, f"pmid:{RETRACTED}")
    flip(owls, sha)
    done = run("raw", key)
    assert (done.code, "doctor --repair" in done.told, "<PubmedArticle" in done.told) == (1, True, False)


@pytest.mark.parametrize(
    ("table", "path"), [("inputs", "questions/owls.md"), ("kept", "data/history/refreshes.csv")], ids=["input", "kept"]
)
def test_a_past_day_is_not_rebuilt_from_damaged_files(
    owls: Root, run: Run, tmp_path_factory: pytest.TempPathFactory, table: str, path: str
) -> None:
    out = tmp_path_factory.mktemp("then") / "out"
    sha = one(owls, f"SELECT sha256 FROM {table} WHERE path = ?", path)
    day = one(owls, "SELECT substr(started_at, 1, 10) FROM runs")
    for harm in HARMS:
        harm(owls, sha)
        done = run("refresh", "--offline", "--as-of", day, "--out", str(out))
        assert (done.code, f"{path}: expected the bytes that were kept of it" in done.told) == (1, True), done.told


def test_a_clone_without_raw_keeps_what_the_history_knows(owls: Root, run: Run) -> None:
    with_doi = QUESTION.replace(f"@pmid:{RETRACTED}", f"@doi:{DOI}")
    (owls.path / "questions" / "owls.md").write_text(with_doi)
    assert run("refresh").code == 0
    for citation in (with_doi, QUESTION):
        shutil.rmtree(owls.path / "data" / "raw")
        (owls.path / "questions" / "owls.md").write_text(citation)
        first = run("refresh", "--offline")
        assert (first.code, first.told.count("holds no answer of any source")) == (0, 1)
        (row,) = [r for r in owls.rows("cited_references") if RETRACTED in r["pmid"] or r["doi"] == DOI]
        assert (row["record_status"], row["integrity_status"]) == ("not_fetched", "retracted")
        (found,) = [f for f in owls.rows("findings") if f["check_code"] == "retracted" and f["result"] == "fail"]
        assert (found["severity"], "known from the history of" in found["message"]) == ("critical", True)
        assert "holds no answer" not in run("refresh", "--offline").told
        assert "retracted" in owls.report("owls")
    assert run("refresh").code == 0
    kinds = {c["kind"] for c in owls.rows("changes", "history")}
    assert kinds == {"question_added"}


def test_the_doctor_names_every_damaged_body_and_heals_what_can_be_had(owls: Root, run: Run, standin: StandIn) -> None:
    whole = tables(owls)
    keys = []
    for kind in (*KINDS, "inputs"):
        key, sha = body_of(owls, kind) if kind != "inputs" else ("questions/owls.md", "")
        flip(owls, sha or one(owls, "SELECT sha256 FROM inputs WHERE path = ?", key))
        keys.append(key)
    found = run("doctor")
    assert (found.code, [k for k in keys if k not in found.told]) == (1, [])
    offline = run("doctor", "--repair", "--offline")
    assert offline.code == 3, offline.told
    healed = run("doctor", "--repair")
    assert (healed.code, healed.told.splitlines()[-1].startswith("doctor: everything")) == (0, True), healed.told
    assert tables(owls) == whole
    assert run("doctor").code == 0


def test_the_doctor_gives_up_what_nothing_asks_for_and_days_that_cannot_come_back(owls: Root, run: Run) -> None:
    key = "search:000000000000"
    with RawStore(store(owls)) as raw:
        number = raw.start_run("2026-10-01T08:00:00Z", "live")
        for body in (b"<eSearchResult>an earlier day</eSearchResult>", b"<eSearchResult>the last day</eSearchResult>"):
            exchange = Exchange("pubmed", "esearch", "", "2026-10-01T08:00:00Z", "answered", 200, 1, (key,))
            raw.add(number, exchange, [Sighting(key, "found", body)])
            flip(owls, sha256_of(body))
    assert f"{key}: expected the bytes that were stored of it" in run("doctor").told
    assert run("refresh", "--offline").code == 0  # nothing shown rests on it
    done = run("doctor", "--repair")
    assert (done.code, "1 damaged answer that nothing asks for now counts as never asked" in done.told) == (0, True), (
        done.told
    )
    assert "2 damaged bodies of earlier days set aside" in done.told
    assert one(owls, "SELECT COUNT(*) FROM damaged_bodies") == "2"
    assert run("doctor").told.count("it was set aside") == 2
