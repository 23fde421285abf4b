"""Small cases of what real reports and real files showed, each with what must come out of it."""

import copy
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipeline.language.text.conclusions import conclusion
from pipeline.schema.paper_tables import ArticleAbstract
from pipeline.sources.papers.pubmed_answer import split
from tests.conftest import Root
from tests.standin import Library

pytestmark = pytest.mark.real
RECORD = re.compile(r"<(Pubmed(?:Book)?Article)[ >].*?</\1>", re.S)
LIPITOR = "c6e131fe-e7df-4876-83f7-9156fc4e8228"
KEY = "SEKRET123"
Rows = list[dict[str, str]]
Asked = Callable[..., Root]
Told = dict[str, tuple[str, str]]  # result and severity, by the last digits of a paper's id


@pytest.fixture(scope="session")
def nothing(library: Library) -> Callable[[], Any]:
    """A stand-in's corpus without a record."""

    def emptied() -> Any:
        corpus = library.labels()
        for name in ("labels", "spl"):
            setattr(corpus, name, {})
        return corpus

    return emptied


@pytest.fixture(scope="module")
def asked(
    shared: Path, library: Library, nothing: Callable[[], Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asked]:
    """The root of a case, refreshed once: its question, with its records and works in a stand-in of its own."""
    with ExitStack() as stack:

        @cache
        def refreshed(name: str, *more_works: str) -> Root:
            case = shared / "cases" / "pubmed" / name
            standin = stack.enter_context(library.serving(nothing()))
            for record in RECORD.finditer(case.with_suffix(".xml").read_text()):
                standin.control("record", record[0])
            works = [case.with_suffix(".json").read_text()] if case.with_suffix(".json").exists() else []
            for work in (*works, *more_works):
                standin.control("work", work)
            live = Root(tmp_path_factory.mktemp("root"), standin.environ)
            (live.path / "questions").mkdir()
            (live.path / "questions" / "q.md").write_bytes(case.with_suffix(".md").read_bytes())
            live.refresh()
            return live

        yield refreshed


def statuses(root: Root) -> dict[str, str]:
    """The last digits of each cited paper's id, with what became of it."""
    return {r["reference_id"][-3:]: r["integrity_status"] for r in root.rows("cited_references")}


def findings(root: Root, check: str) -> Rows:
    return [r for r in root.rows("findings") if r["check_code"] == check]


def told(root: Root, check: str) -> Told:
    """What a check says of each paper."""
    return {r["reference_id"][-3:]: (r["result"], r["severity"]) for r in findings(root, check)}


@pytest.mark.parametrize(
    ("name", "statuses_of", "check", "told_of", "words"),
    [
        (
            "crossref_unknown_word",
            {"402": "unknown"},
            "retracted",
            {"402": ("unknown", "warning")},
            "Crossref names a notice of an unknown kind, “Retracted”",
        ),
        (
            "crossref_unknown_word",
            {"402": "unknown"},
            "integrity_sources",
            {"402": ("unknown", "info")},
            "Crossref names a notice of an unknown kind, “Retracted”",
        ),
        (
            "inplace_retraction_kind",
            {"201": "retracted"},
            "retracted",
            {"201": ("fail", "critical")},
            "is retracted: retraction doi:10.5555/x.1 (2016-05-04) and retraction pmid:",
        ),
        (
            "title_retracted_no_type",
            {"101": "unknown", "102": "unknown", "103": "withdrawn", "104": "unknown"},
            "retracted",
            {"101": ("unknown", "warning"), "102": ("unknown", "warning")}
            | {"103": ("fail", "critical"), "104": ("unknown", "warning")},
            "title",
        ),
        (
            "title_retracted_no_type",
            {"101": "unknown", "102": "unknown", "103": "withdrawn", "104": "unknown"},
            "notice_cited",
            {"101": ("unknown", "warning"), "102": ("unknown", "warning")}
            | {"103": ("unknown", "info"), "104": ("unknown", "warning")},
            "its title reads “",
        ),
        (
            "cochrane_withdrawn_update",
            {"201": "no_notice_found", "202": "withdrawn"},
            "superseded",
            {"201": ("fail", "warning")},
            "it has been withdrawn by Cochrane; its newest version is the withdrawal, pmid:90000202",
        ),
        (
            "cochrane_withdrawn_update",
            {"201": "no_notice_found", "202": "withdrawn"},
            "retracted",
            {"202": ("fail", "critical")},
            "has been withdrawn: its title says so",
        ),
        (
            "shared_doi_two_papers",
            {"d.1": "unknown"},
            "record_found",
            {"d.1": ("fail", "critical")},
            "belongs to 2 PubMed records: pmid:90002001 (",
        ),
    ],
)
def test_what_became_of_the_cited(
    asked: Asked, *, name: str, statuses_of: dict[str, str], check: str, told_of: Told, words: str
) -> None:
    root = asked(name)
    assert statuses(root) == statuses_of
    assert told(root, check) == told_of
    assert all(words in r["message"] for r in findings(root, check))


def test_titles_that_say_retracted_are_quoted(asked: Asked) -> None:
    root = asked("title_retracted_no_type")
    titles = {r["reference_id"]: r["title"] for r in root.rows("cited_references")}
    quoted = {r["reference_id"]: r["evidence_quote"] for r in findings(root, "retracted")}
    assert quoted == titles


def test_a_withdrawal_is_nowhere_recommended(asked: Asked) -> None:
    report = asked("cochrane_withdrawn_update").report("q")
    assert "then cite it" not in report
    assert "nothing found against it" not in report


def test_of_a_shared_doi_each_record_and_the_retraction_are_told(asked: Asked) -> None:
    root = asked("shared_doi_two_papers")
    (finding,) = findings(root, "record_found")
    assert re.search(r"pmid:90002001 \([^)]*retracted\) and pmid:90002002 \(", finding["message"])
    assert "cite one of them" in finding["message"]
    messages = "\n".join(r["message"] for r in root.rows("findings"))
    assert "no PubMed record has it" not in messages
    assert "PubMed has no record" not in messages


def test_in_place_is_no_republication(asked: Asked) -> None:
    root = asked("inplace_retraction_kind")
    assert {r["kind"] for r in root.rows("reference_notices")} == {"retraction"}


def test_crossref_is_asked_wherever_the_record_keeps_its_doi(asked: Asked, shared: Path) -> None:
    work = (shared / "cases" / "pubmed" / "eloc_doi_not_asked.json").read_text()
    root = asked("eloc_doi_not_asked", work.replace("eloc.2", "eloc.1"))
    assert statuses(root) == {"601": "retracted", "602": "retracted"}
    assert told(root, "retracted") == {"601": ("fail", "critical"), "602": ("fail", "critical")}
    assert {r["source"] for r in root.rows("reference_notices")} == {"crossref"}


def test_a_chapter_has_the_year_of_its_contribution_and_of_its_revision(asked: Asked) -> None:
    root = asked("book_contribution_date")
    (row,) = root.rows("cited_references")
    assert row["year"] == "2006"
    (line,) = [x for x in root.report("q").splitlines() if x.startswith("1. <span")]
    assert "2006" in line
    assert findings(root, "stated_year") == []
    question = root.path / "questions" / "q.md"
    for year, n_findings in (("2024", 0), ("1999", 1)):  # revised then; neither
        question.write_text(re.sub(r"A \d{4} review", f"A {year} review", question.read_text()))
        root.refresh()
        assert len(findings(root, "stated_year")) == n_findings, year


def test_a_withdrawn_record_is_no_candidate(asked: Asked) -> None:
    root = asked("candidate_withdrawn")
    assert [r["pmid"] for r in root.rows("candidates")] == ["92000204"]
    report = root.report("q")
    assert "Zolmitol lowered hip fractures in old adults compared with placebo." in report
    assert "All rights reserved" not in report
    assert not re.search("9200020[23]", report)


def test_a_line_of_copyright_is_no_conclusion(shared: Path) -> None:
    texts = json.loads((shared / "cases" / "pubmed" / "conclusion_boilerplate.json").read_text())
    ends = [conclusion([ArticleAbstract("1", 1, "", "", each["text"])], "") for each in texts]
    assert len(ends) == 8
    assert {end and end.text for end in ends} == {"Zolmitol lowered hip fractures compared with placebo."}


def test_an_undeclared_prefix_costs_no_record(shared: Path) -> None:
    body = (shared / "cases" / "pubmed" / "undeclared_mml_in_batch.xml").read_bytes()
    assert [pmid for pmid, _, _ in split(body)] == ["94000001", "94000002"]


def test_a_label_that_only_dailymed_has_is_asked_for_by_name(
    shared: Path, library: Library, nothing: Callable[[], Any], root: Root
) -> None:
    cases = shared / "cases" / "labels_and_claims"
    question = (cases / "label-only-in-dailymed-question.md").read_bytes()
    (root.path / "questions" / "q.md").write_bytes(question)
    with library.serving(nothing()) as standin:
        standin.control("spl", (cases / "label_only_in_dailymed.xml").read_text())
        live = Root(root.path, {**root.environ, **standin.environ})
        live.refresh()
        paths = {r["path"] for r in standin.log()}
    (finding,) = findings(live, "label_abstention")
    assert finding["result"] != "pass"
    assert "/dailymed/services/v2/spls.json" in paths


def test_square_bullets_are_items(shared: Path, library: Library, nothing: Callable[[], Any], root: Root) -> None:
    label = shared / "cases" / "labels_and_claims" / "otc_square_bullets.json"
    with library.serving(nothing()) as standin:
        standin.control("label", label.read_text())
        live = Root(root.path, {**root.environ, **standin.environ})
        live.ask("q", f"setid:{json.loads(label.read_text())['set_id']}", section="From the FDA Drug Label")
        live.refresh()
    texts = {r["section"]: r["text"] for r in live.rows("label_sections")}
    n_bullets = {name: text.count("■") + text.count("•") for name, text in texts.items()}
    assert sum(n_bullets.values()) > 20
    for name, text in texts.items():
        lines = [line for line in text.split("\n") if re.match(r"\s*[■•]", line)]
        assert len(lines) == n_bullets[name], name


class Faulty:
    """The faults of a case, mixed in before the stand-in's handler."""

    faults: list[dict[str, Any]]
    other: str

    def handle_request(self: Any, body: str) -> None:
        """Answer as the case wants it, else as the stand-in does."""
        path = self.path.split("?")[0]
        for fault in self.faults:
            if fault["match"] in path:
                to = {"SELF": self.path, "OTHER": self.other + self.path}
                headers = {k: to.get(v, v) for k, v in fault.get("headers", {}).items()}
                kind, text = fault.get("type", "text/xml"), fault.get("body", "")
                self.reply(fault.get("status", 200), kind, text.encode(), headers)
                return
        super().handle_request(body)  # type: ignore[misc]


class Listener(BaseHTTPRequestHandler):
    """Another host, which writes down what reaches it."""

    reached: list[str]

    def do_GET(self) -> None:
        self.reached.append(self.path + self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())
        self.send_error(500)

    do_POST = do_GET

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    handler = type("Handler", (Listener,), {"reached": []})
    server = ThreadingHTTPServer(("127.0.0.2", 0), handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.2:{server.server_address[1]}", handler.reached
    server.shutdown()
    server.server_close()


Steps = list[tuple[int, str, str, Root]]  # exit code, what was printed, the label's version, the root


@pytest.fixture
def steps(shared: Path, library: Library, root: Root) -> Iterator[Callable[[str], tuple[Steps, list[str]]]]:
    """Run a case's steps; with them what reached another host."""
    with elsewhere() as (other, reached):

        def run(name: str) -> tuple[Steps, list[str]]:
            case = json.loads((shared / "cases" / "faults" / name / "case.json").read_text())
            (root.path / "questions" / "a.md").write_text(case["question"])
            corpus = library.labels()
            corpus.spl = {}
            whole = library.whole().records
            corpus.records = {pmid: whole[pmid] for pmid in ("31479909", "25867538")}
            sound = dict(corpus.labels)
            corpus.labels[LIPITOR] = changed(sound[LIPITOR], case.get("label_set", {}))
            faults = type("Faults", (Faulty,), {"faults": list(case.get("override", [])), "other": other})
            done: Steps = []
            with library.serving(corpus, faults=faults) as standin:
                live = Root(root.path, {**root.environ, **standin.environ, **case.get("env", {})})
                for i, step in enumerate(case["steps"]):
                    if i == case.get("heal_after"):
                        faults.faults.clear()  # type: ignore[attr-defined]
                        corpus.labels.update(sound)
                    ended = live.run(*step)
                    (label,) = [r for r in live.rows("labels") if r["set_id"] == LIPITOR]
                    done.append((ended.returncode, ended.stdout + ended.stderr, label["version"], live))
            return done, reached

        yield run


def changed(label: Any, values: dict[str, Any]) -> Any:
    """A label with other values, by dotted field."""
    new = copy.deepcopy(label)
    for field, value in values.items():
        *into, last = field.split(".")
        (new[into[0]] if into else new)[last] = value
    return new


@pytest.mark.parametrize(
    ("name", "codes", "words"),
    [
        ("esearch-bad-id", (3,), "PubMed"),
        ("idconv-null", (3,), "10.9999/not.there.1"),
        ("label-escape", (0, 0, 0), ""),
        ("poison-label-version", (3, 0, 0), "expected a version number; found '99999999999999999999'"),
        ("redirect-key", (3,), "PubMed"),
        ("redirect-loop", (3, 0), "PubMed"),
    ],
)
def test_an_odd_answer_costs_no_more_than_itself(
    steps: Callable[[str], tuple[Steps, list[str]]], name: str, codes: tuple[int, ...], words: str
) -> None:
    done, reached = steps(name)
    printed = "".join(text for _, text, _, _ in done)
    root = done[-1][-1]
    assert tuple(code for code, *_ in done) == codes, printed
    assert words in done[0][1] + root.report("a")
    assert [c for c in printed if ord(c) < 32 and c not in "\n\t"] == []
    assert reached == []
    written = b"".join(p.read_bytes() for p in root.path.rglob("*") if p.is_file())
    assert KEY.encode() not in printed.encode() + written
    versions = [version for _, _, version, _ in done]
    assert versions == (["", "11", "11"] if name == "poison-label-version" else ["11"] * len(done))
    assert "boxed" in root.report("a")
    assert "The last good copy is shown" not in printed  # there was none
