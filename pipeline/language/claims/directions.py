"""Recognise words for the direction of an effect: more, less, no difference; and words that judge it: better, worse.

"Significant" tells how sure the text is, not a direction. A negation before a cue turns it into "no difference",
because in trials "did not increase" says that no increase was shown, not that there was a decrease.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UP = (
    r"increas\w*|higher|highest|greater|greatest|more(?! than)|elevat\w+|rais(?:e|ed|es|ing)|rose|rise[ns]?"
    r"|rising|longer|longest|"
    r"prolong\w*|larger|enhanc\w+|gain(?:ed|s)?|augment\w*|doubled|exceed\w*|faster|quicker|earlier|upregulat\w+|"
    r"accelerat\w+|heavier|went up|lengthen\w*|boost\w*|stimulat\w+|potentiat\w+|better preserved|grew|additional"
)
_DOWN = (
    r"decreas\w*|lower(?:ed|s|ing)?|lowest|reduc\w+|less|fewer|smaller|shorter|shorten\w*|declin\w+|fell"
    r"|fall(?:s|en)?|drop(?:ped|s)?|"
    r"diminish\w*|suppress\w+|attenuat\w+|slower|inhibit\w*|prevent(?:ed|s)|minimi[sz]ed|downregulat\w+"
    r"|lessen\w*|blunted|"
    r"halved|later|weaker|lighter|went down|cut(?:s)?|loss|abolish\w+|protect(?:ed|s) against|alleviat\w+"
    r"|reliev\w+|eliminat\w+"
)
_GOOD = (
    r"improv\w+|better|superior\w*|benefi\w+|favou?r(?:s|ed|able|ing)?|effective|ameliorat\w+|succe\w+"
    r"|recover\w*|outperform\w*|advantage\w*"
)
_BAD = r"worse\w*|inferior|deteriorat\w+|poorer|impair\w*|aggravat\w+|harm\w*|unfavou?rabl\w+"
_NULL = (
    r"no(?:t)? (?:statistically |clinically |any |a |an |the |other |major |overall |between-group |such "
    r"|clear |more |be |have |been |"
    r"find |show |observe |seen |found |detect |reach |achieve )*(?:significan\w*|differ\w*|effects?|impact"
    r"|change[sd]?|benefit\w*|influence|"
    r"associat\w+|advantage|improv\w+|increas\w*|reduc\w*|decreas\w*|superior\w*|affect\w*|alter\w*|evidence"
    r"|better|more effective|higher|lower|"
    r"greater|efficacious|effective|confer|result in|lead to)|nonsignifican\w*|non-significan\w*|n\.s\."
    r"|insignificant|similar\w*|comparable|"
    r"equivalen\w+|equally|as effective as|no less|unchanged|unaffected|unaltered|not differ\w*|did(?: not"
    r"|n't) (?:significantly )?\w+|"
    r"neither|failed to|fails to|without (?:any )?(?:significant )?(?:difference|effect|change)\w*|identical"
    r"|same (?:in|between|for)|the same|"
    r"non-?inferior\w*|were not|was not|no [\w\s-]{0,30}?differences?|lack of|nor |does not|do not|cannot"
    r"|could not|statistically equal|no difference|no (?:evidence|suggestion|indication|sign) of (?:an? )?\w+|"
    r"comparably|equal\b"
)
_CUES = re.compile(
    rf"(?P<null>\b(?:{_NULL}))|(?P<up>\b(?:{_UP})\b)|(?P<down>\b(?:{_DOWN})\b)|(?P<good>\b(?:{_GOOD})\b)"
    rf"|(?P<bad>\b(?:{_BAD})\b)",
    re.I,
)
_NEGATED = re.compile(r"\b(?:no|not|nor|neither|without|failed to|n't)\b[\w\s-]{0,25}$", re.I)
_NEGATED_LENGTH = 40  # no match of _NEGATED is longer


@dataclass(frozen=True)
class Cue:
    """A word of direction, and where it stands. `direction` is 1 for more or better, -1 for less or worse, 0 for no
    difference; `is_judged` is True for better or worse.
    """

    direction: int
    is_judged: bool
    start: int
    end: int


def cues(text: str) -> Iterator[Cue]:
    """The words of direction in `text`, in order."""
    for match in _CUES.finditer(text):
        kind = match.lastgroup
        start = match.start()
        is_negated = kind != "null" and _NEGATED.search(text, max(0, start - _NEGATED_LENGTH), start) is not None
        direction = 0 if kind == "null" or is_negated else 1 if kind in ("up", "good") else -1
        yield Cue(direction, kind in ("good", "bad"), start, match.end())


def direction_of(text: str) -> Cue | None:
    """The cue that decides a short text: "no difference" if there is one, else the first; None without any."""
    all_cues = list(cues(text))
    return next((c for c in all_cues if c.direction == 0), all_cues[0] if all_cues else None)
