"""Find the one sentence in which an abstract concludes; an editor reads it first when a paper is new.

If NLM or the section's own label calls a section conclusions, the sentence comes from there: the one that shares most
with the question, the first among equals. Without such a section, it is the last sentence that announces a conclusion,
else the last sentence. Lines of copyright, registration or funding (`boilerplate.py`) never count. The sentence tells
the editor where to look; it is not a verdict.
"""

import re
from collections.abc import Sequence

from pipeline.language.text.boilerplate import is_boilerplate
from pipeline.language.text.passages import AbstractSentence, shared
from pipeline.language.text.sentences import sentences
from pipeline.schema.paper_tables import ArticleAbstract

_SECTION = re.compile(r"conclusion|interpretation|implication|recommendation", re.I)
_ANNOUNCES = re.compile(
    r"^(?:in\s+(?:conclusion|summary)|(?:we|the authors)\s+(?:conclude|recommend|suggest)|taken together|overall,"
    r"|(?:these|our|the)\s+(?:findings|results|data)\s+(?:\w+\s+){0,2}(?:suggest|indicate|support|show|demonstrate)"
    r"|(?:this|the present)\s+(?:\w+\s+){0,2}(?:study|trial|review|analysis)\s+(?:\w+\s+){0,2}"
    r"(?:suggest|indicate|support|show|demonstrate|found))",
    re.I,
)


def conclusion(abstracts: Sequence[ArticleAbstract], about: str) -> AbstractSentence | None:
    """The concluding sentence of an abstract, with its section and place; None if no sentence qualifies."""
    numbered: list[tuple[ArticleAbstract, int, str]] = []
    for section in abstracts:
        for text in sentences(section.text):
            numbered.append((section, len(numbered) + 1, text))
    usable = [n for n in numbered if not is_boilerplate(n[2])]
    if not usable:
        return None
    own = [n for n in usable if _SECTION.search(f"{n[0].nlm_category} {n[0].label}")]
    if own:
        section, number, text = max(own, key=lambda n: (shared(about, n[2]), -n[1]))
    else:
        announced = [n for n in usable if _ANNOUNCES.search(n[2])]
        section, number, text = (announced or usable)[-1]
    return AbstractSentence(text, section.label, number, round(shared(about, text), 3))
