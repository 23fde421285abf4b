"""The main job on the labels of 200 drugs. Measures the number of requests against the bound of one name search and one
version history per drug; a run with nothing new and a run with one changed label, each against the first run; and the
size of the stored files.

The labels are copies, under invented names, of the real labels in the shared folder: each has openFDA's shape and
length and a DailyMed document. They are made in memory.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

from stand_in import control, environ_for, run, shared_folder, stand_in

from pipeline.schema.sources import DAILYMED, OPENFDA

N_DRUGS = 200
KINDS = {"openfda": "label.json", "histories": "history.json", "documents": ".xml"}


def main() -> None:
    """Print the figures."""
    shared = shared_folder()
    with stand_in(shared) as url, tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        environ = environ_for(url, *OPENFDA.addresses, *DAILYMED.addresses)
        made = [post(url, shared, number) for number in range(N_DRUGS)]
        control(url, "reset", [])
        write_questions(root, made)
        first, peak, said = run(root, "refresh", environ=environ)
        log = control(url, "log")
        print(said.strip())
        asked = {kind: sum(part in r["path"] for r in log) for kind, part in KINDS.items()}
        print(f"{N_DRUGS} drugs: {len(log)} requests, {asked}; bound {2 * N_DRUGS} (a name and a history each)")
        print(f"429s {sum(r['status'] == 429 for r in log)}; first to last {log[-1]['t'] - log[0]['t']:.1f} s")
        control(url, "reset", [])
        again, again_peak, _ = run(root, "refresh", environ=environ)
        n_requests = len(control(url, "log"))
        print(f"first refresh {first:.1f} s, peak {peak:.0f} MB")
        print(f"nothing new {again:.2f} s, {n_requests} requests, peak {again_peak:.0f} MB, ratio {again / first:.3f}")
        control(url, "label", made[0] | {"boxed_warning": ["WARNING: INVENTED The drug can cause an invented harm."]})
        control(url, "reset", [])
        moved, _, said = run(root, "refresh", "--max-age", "0", environ=environ)
        print(said.strip())
        print(f"all asked again, one changed {moved:.1f} s, {len(control(url, 'log'))} requests, {moved / first:.2f}")
        for path in sorted((root / "data").rglob("*")):
            if path.is_file() and ("label" in path.name or path.suffix == ".sqlite"):
                print(f"{path.relative_to(root)} {path.stat().st_size / 1e6:.1f} MB")


def post(url: str, shared: Path, number: int) -> dict[str, Any]:
    """Post one label, copied from a real one, and its document to the stand-in. Returns the label."""
    sources = sorted((shared / "data" / "labels" / "openfda").glob("*.json"))
    label: dict[str, Any] = json.loads(sources[number % len(sources)].read_text())
    old, set_id = label["set_id"], f"00000000-0000-4000-8000-{number:012x}"
    spl = next(t for p in (shared / "data/labels/spl").glob("*.xml") if f'"{old}"' in (t := p.read_text()))
    name = f"benchmab{number:03d}x"
    label |= {"set_id": set_id, "id": set_id}
    label["openfda"] = {"brand_name": [f"Brand{number:03d}"], "generic_name": [name], "substance_name": [name]}
    control(url, "label", label)
    control(url, "spl", spl.replace(old, set_id))
    return label


def write_questions(root: Path, labels: list[dict[str, Any]]) -> None:
    """Write one question per drug, with five claims that cite its label."""
    (root / "questions").mkdir(parents=True)
    for number, label in enumerate(labels):
        drug = label["openfda"]["generic_name"][0]
        doses = ("40 mg every other week", "10 to 80 mg once daily", "3 mg to 5 mg twice a day", "80 mg", "0.5 mg")
        claims = "\n".join(f"- The dose for case {i} is {d} [@setid:{label['set_id']}]." for i, d in enumerate(doses))
        head = f"---\nquestion: What is the dose of {drug}?\nstatus: draft\ndrugs: [{drug}]\n---\n\n"
        text = f"{head}## From the FDA Drug Label\n\n{claims}\n"
        (root / "questions" / f"drug-{number:03d}.md").write_text(text)


if __name__ == "__main__":
    main()
