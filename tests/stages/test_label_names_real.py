"""Where openFDA has no label of a drug, DailyMed is asked by its name, over real sockets."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import Root, StandIn
from tests.stages.label_questions import INVENTED, choice, write

pytestmark = pytest.mark.real

ABSTAINS = "The FDA drug label does not answer the question."
SPL = """<document xmlns="urn:hl7-org:v3"><setId root="{set_id}"/><versionNumber value="2"/>
<effectiveTime value="20250102"/><component><structuredBody><component><section><code code="48780-1"/><subject>
<manufacturedProduct><manufacturedProduct><name>{brand}</name><asEntityWithGeneric><genericMedicine>
<name>examplinil</name></genericMedicine></asEntityWithGeneric><ingredient classCode="ACTIB"><ingredientSubstance>
<name>EXAMPLINIL</name></ingredientSubstance></ingredient></manufacturedProduct></manufacturedProduct></subject>
</section></component><component><section><code code="34068-7"/><title>Directions</title><text>
<paragraph>Apply half a capful to the scalp 2 times a day.</paragraph></text></section></component>
</structuredBody></component></document>"""


@dataclass
class DailyMedByName:
    """A DailyMed that lists labels by name, one on a page, and serves their documents."""

    listed: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    is_down: bool = False

    def answer(self, path: str) -> tuple[int, str]:
        parts = urlsplit(path)
        self.asked.append(path)
        if parts.path.endswith("/spls.json"):
            query = {k: v[0] for k, v in parse_qs(parts.query).items()}
            if self.is_down and query:
                return 503, ""
            found, page = self.listed.get(query.get("drug_name", ""), []), int(query.get("page", "1"))
            rows = [{"setid": s, "title": "X", "spl_version": 2} for s in found[page - 1 : page]]
            about = {"total_elements": len(found), "total_pages": len(found), "current_page": page}
            return 200, json.dumps({"data": rows, "metadata": about})
        set_id = parts.path.rpartition("/")[2].removesuffix(".xml")
        is_held = any(set_id in found for found in self.listed.values())
        return (200, SPL.format(set_id=set_id, brand="Owlgaine")) if is_held else (404, "<error>not found</error>")


@pytest.fixture
def by_name() -> Iterator[tuple[DailyMedByName, str]]:
    dailymed = DailyMedByName()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = dailymed.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield dailymed, f"http://127.0.0.1:{server.server_address[1]}/v2"
        server.shutdown()


def abstention(root: Root) -> dict[str, str]:
    (finding,) = [f for f in root.rows("findings") if f["check_code"] == "label_abstention"]
    return finding


def ask(root: Root, url: str) -> Root:
    asking = Root(root.path, {**root.environ, "DAILYMED_BASE_URL": url})
    write(asking, "scalp", ABSTAINS, question="How often is examplinil applied to the scalp?", drugs="[examplinil]")
    return asking


def test_a_label_that_openfda_leaves_out_is_found_and_answers(
    label_root: Root, by_name: tuple[DailyMedByName, str]
) -> None:
    dailymed, url = by_name
    root = ask(label_root, url)
    dailymed.listed["examplinil"] = [INVENTED % 1]
    root.refresh()
    row = choice(root, "scalp")
    assert (row["set_id"], row["outcome"], row["answer"]) == (INVENTED % 1, "used", "answers")
    assert "DailyMed finds it by the name examplinil" in row["reason"]
    finding = abstention(root)
    assert (finding["result"], finding["severity"]) == ("fail", "warning")
    assert "Apply half a capful to the scalp 2 times a day." in finding["evidence_quote"]
    dailymed.asked.clear()
    root.refresh()
    assert dailymed.asked == []
    dailymed.listed["examplinil"] = [INVENTED % 1, INVENTED % 2]  # a copy of another company: a person chooses
    root.refresh("--max-age", "0")
    assert choice(root, "scalp")["outcome"] == "several"
    assert abstention(root)["result"] == "unknown"


def test_only_both_sources_settle_that_there_is_no_label(label_root: Root, by_name: tuple[DailyMedByName, str]) -> None:
    root = ask(label_root, by_name[1])
    root.refresh()
    assert choice(root, "scalp")["outcome"] == "no label found"
    assert not [f for f in root.rows("findings") if f["check_code"] == "label_abstention"]  # a pass is only counted
    assert "no label found: openFDA answered that it holds none" in root.report("scalp")


def test_without_dailymeds_answer_it_is_not_known(
    label_root: Root, label_standin: StandIn, by_name: tuple[DailyMedByName, str]
) -> None:
    root = ask(label_root, f"{label_standin.url}/dailymed/services/v2")  # it offers no search by name
    root.refresh()
    assert choice(root, "scalp")["outcome"] == "not asked of DailyMed"
    assert abstention(root)["result"] == "unknown"
    assert "DailyMed was not asked by name" in root.report("scalp")
    label_standin.control("reset", [])
    root.refresh()
    assert label_standin.log() == []
    dailymed, url = by_name
    dailymed.is_down = True
    ask(label_root, url).refresh("--max-age", "0", code=3)
    assert choice(root, "scalp")["outcome"] == "not reached"
    assert abstention(root)["result"] == "unknown"
