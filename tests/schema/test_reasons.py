"""The closed list of reasons: each is used by a check, and every check's judgement has one of the list."""

import re
from pathlib import Path

from pipeline import checks
from pipeline.schema.reasons import CODES, REASONS
from pipeline.schema.vocabulary import RESULTS


def test_each_reason_has_a_result_and_a_sentence() -> None:
    for code, reason in REASONS.items():
        assert re.fullmatch(r"[a-z_]+", code)
        assert reason.result in RESULTS
        assert reason.sentence.endswith(".") and reason.sentence[0].isupper()
    assert len({r.sentence for r in REASONS.values()}) == len(CODES)


def test_each_reason_is_given_by_a_check() -> None:
    texts = [p.read_text(encoding="utf-8") for p in Path(checks.__file__).parent.glob("*.py")]
    given = {code for text in texts for code in re.findall(r'"([a-z_]+)"', text)} | {"withdrawn"}  # of the status
    assert set(CODES) <= given


def test_each_check_judges_by_the_list() -> None:
    for path in Path(checks.__file__).parent.glob("*.py"):
        first = re.findall(r'Judgement\(\s*"([a-z_ ]+)"', path.read_text(encoding="utf-8"))
        assert set(first) <= set(CODES), path
