"""Questions about real labels, and labels of invented drugs, for the tests that refresh them over real sockets."""

import json
from pathlib import Path
from typing import Any

from tests.conftest import Root

HUMIRA = "608d4f0d-b19f-46d3-749a-7159aa5f933d"
LIPITOR = "c6e131fe-e7df-4876-83f7-9156fc4e8228"
HALOPERIDOL = "0027b8a3-73bf-4005-a7e3-b035f451a861"
INVENTED = "00000000-0000-4000-8000-00000000%04x"


def write(root: Root, name: str, claims: str, *, question: str = "What is it for?", **front: str) -> None:
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    section = f"\n## From the FDA Drug Label\n\n{claims}\n" if claims else "\n## From the Research\n\n- Nothing yet.\n"
    text = f"---\nquestion: {question}\nstatus: draft\n{lines}---\n{section}"
    (root.path / "questions" / f"{name}.md").write_text(text)


def real_label(shared: Path, set_id: str) -> dict[str, Any]:
    return dict(json.loads((shared / "data" / "labels" / "openfda" / f"{set_id}.json").read_text()))


def invented(number: int, brand: str, generic: str = "examplumab", **fields: Any) -> dict[str, Any]:
    """A small label of an invented drug, of openFDA's shape."""
    set_id = INVENTED % number
    openfda = {"brand_name": [brand], "generic_name": [generic], "application_number": ["BLA999999"]}
    return {
        "id": set_id,
        "set_id": set_id,
        "version": "3",
        "effective_time": "20250102",
        "indications_and_usage": [f"1 INDICATIONS AND USAGE {brand} is indicated for the treatment of owl sickness."],
        "dosage_and_administration": [
            f"2 DOSAGE AND ADMINISTRATION 2.1 Owls The recommended dose of {brand} is 5 mg once a week."
        ],
        "openfda": openfda,
    } | fields


def ask_three(root: Root) -> None:
    write(
        root,
        "adalimumab",
        f"- Adults with rheumatoid arthritis are given 40 mg of Humira every other week [@setid:{HUMIRA}].\n"
        f"- Humira carries a boxed warning of serious infections and malignancy [@setid:{HUMIRA}].\n"
        f"- In plaque psoriasis an initial dose of 80 mg is followed by 40 mg every other week [@setid:{HUMIRA}].",
        question="How is adalimumab dosed in rheumatoid arthritis?",
        condition="rheumatoid arthritis",
        drugs="[adalimumab]",
    )
    write(
        root,
        "atorvastatin",
        f"- The dose of Lipitor ranges from 10 to 80 mg once daily [@setid:{LIPITOR}].\n"
        f"- Active liver disease is a contraindication to Lipitor [@setid:{LIPITOR}].",
        question="What dose of atorvastatin lowers cholesterol in hyperlipidemia?",
        condition="hyperlipidemia",
        drugs="[atorvastatin]",
    )
    write(
        root,
        "haloperidol",
        f"- Severe symptoms call for 3 mg to 5 mg two or three times a day [@setid:{HALOPERIDOL}].\n"
        f"- Haloperidol controls tics in Tourette's disorder [@setid:{HALOPERIDOL}].",
        question="What is the dose of haloperidol in psychotic disorders?",
        condition="psychotic disorders",
        drugs="[haloperidol]",
    )


def choice(root: Root, name: str) -> dict[str, str]:
    (row,) = [r for r in root.rows("label_choices") if r["question_id"] == name]
    return row
