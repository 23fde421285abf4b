"""Take a comparison apart: which arm differs from which other, in which outcome, and in what direction.

Wordings are tried from the most to the least certain. A claim that follows none has no arms, and its outcome is all its
words except those of direction. An uncertain part is better empty than wrong, because the arms tell who has more and
who has less.
"""

import re
from dataclasses import dataclass

from pipeline.language.claims.directions import cues, direction_of
from pipeline.language.text.tokens import folded_words

_CMP = (
    r"(?:(?:as |when )?compared (?:with|to)|versus|vs\.?|relative to|as against|in comparison (?:with|to)"
    r"|over|rather than)"
)
_VERB = (
    r"(?:(?:significantly|markedly|substantially|greatly|modestly|slightly|also|clearly) )?"
    r"(?:(?:did not|does not|do not|didn't) "
    r"(?:significantly |really )?(?:\w+)(?: the)?|had no (?:\w+ )?(?:effect|impact|influence) on|"
    r"made no (?:\w+ )?difference (?:to|in|for)|"
    r"(?:led|leads|lead) to (?:an? )?(?:\w+ )?(?:\w+) (?:in|of)|(?:caused|produced|resulted in|results in"
    r"|achieved|provided|"
    r"gave|showed|brought|was associated with|were associated with"
    r"|is associated with)(?: an?)?(?: (?:significantly|significant|"
    r"marked|greater|markedly))? (?:\w+)(?: in| of)?|"
    r"(?:increased|increases|increase|decreased|decreases|reduced|reduces|reduce|raised|raises|lowered|lowers"
    r"|improved|improves|worsened|"
    r"worsens|enhanced|enhances|shortened|shortens|prolonged|prolongs|cut|cuts|elevated|elevates|diminished"
    r"|boosted|boosts|"
    r"attenuated|suppressed|prevented|prevents|accelerated|delayed|slowed|augmented|promoted|inhibited"
    r"|lengthened|alleviated|relieved|"
    r"ameliorated|aggravated|lessened|halved|doubled|changed|altered|affected|influenced|favou?red|increasing"
    r"|decreasing))"
)
_WAS = (
    r"(?:was|were|is|are|went|rose|fell|declined|dropped|grew|remained|became|improved|increased|decreased"
    r"|worsened|differed)"
)
_WITH = r"(?:with|in|after|under|following|for|on|by|among|from|upon)"
_GIVEN = (
    r"(?:patients|participants|subjects|people|those|women|men|children|adults|individuals|the patients"
    r"|the participants|"
    r"volunteers|infants|rats|mice)(?: who (?:were |was )?(?:got|received|receiving|given|had|took|treated with"
    r"|used|underwent)| "
    r"(?:given|receiving|on|treated with|assigned to|randomi[sz]ed to|allocated to|taking|in|under|with|using))"
)
_PATTERNS = tuple(
    re.compile(p, re.I | re.S)
    for p in (
        rf"^(?:as )?compared (?:with|to) (?P<b>.+?), (?P<c>(?:an? |there was )?.+?) (?:of|in) (?P<o>.+) (?:was|were) "
        rf"(?:\w+ )?(?:seen|observed|found|noted|reported|recorded|achieved|obtained) {_WITH} (?P<a>.+)$",
        rf"^(?:as )?(?:compared|relative|in comparison) (?:with|to) (?P<b>.+?), (?P<a>.+?) (?P<c>{_VERB}) (?P<o>.+)$",
        rf"^(?:as )?(?:compared|relative|in comparison) (?:with|to) (?P<b>.+), (?P<a>.+?) (?P<c>{_VERB}) (?P<o>.+)$",
        rf"^(?:as )?(?:compared|relative|in comparison) (?:with|to) (?P<b>.+), (?P<o>.+?) (?P<c>(?:was|were"
        rf"|is) .+?) {_WITH} (?P<a>.+)$",
        r"^(?P<c>(?:there (?:was|were) )?no (?:\w+ ){0,3}differences?) (?:in|of|for|on"
        r"|regarding) (?P<o>.+?)(?: (?:was|were) "
        r"(?:seen|found|observed|noted|detected|reported))? between (?P<a>.+?) and (?P<b>.+)$",
        r"^(?P<c>no (?:\w+ ){0,3}differences?) between (?P<a>.+?) and (?P<b>.+?) (?:was|were) (?:\w+ )?(?:seen"
        r"|found|observed|noted|"
        r"detected|reported|recorded) (?:for|in|on|regarding) (?P<o>.+)$",
        r"^(?P<c>there (?:was|were) no (?:\w+ ){0,3}differences?) between (?P<a>.+?) and (?P<b>.+) (?:for|in|on"
        r"|regarding) (?P<o>.+)$",
        r"^(?P<o>.+?),? (?P<c>(?:did|does|do) not (?:\w+ )?differ|(?:was|were|is|are) (?:\w+ )?(?:similar"
        r"|comparable|the same|alike|"
        r"not (?:\w+ )?different|no different|unchanged|equivalent|equal)) (?:\w+ )?(?:between|in|for|with"
        r"|among|across) "
        r"(?:both )?(?P<a>.+?) (?:and|versus|vs\.?) (?P<b>.+)$",
        r"^(?:a|the|this|one|in a|in the) (?:\w+ )?(?:trial|study|comparison|rct) (?:of|comparing"
        r"|compared) (?P<a>.+?) "
        r"(?:versus|vs\.?|against|with|to) (?P<b>.+?),? (?:found|showed|reported"
        r"|observed)(?: that)? (?P<c>comparable|similar|equal|no difference in) "
        r"(?P<o>.+?)(?: in both (?:arms|groups))?$",
        rf"^(?:a|the|this|one) (?:\w+ )?(?:trial|study|comparison|rct) (?:of|comparing) (?P<a>.+?) (?:versus"
        rf"|vs\.?|against|with) "
        rf"(?P<b>.+?),? (?:found|showed|reported|observed)(?: that)? (?P<o>.+) (?P<c>(?:{_WAS})(?: .+?)?)"
        rf" {_WITH} (?P<w>.+)$",
        rf"^{_GIVEN} (?P<a>.+?) (?:and|or) (?:those|patients|participants|{_GIVEN})(?: (?:given|on|receiving|in"
        rf"|with))? (?P<b>.+) (?P<c>(?:had|have|showed|experienced|reached|achieved) (?:a )?"
        r"(?:similar|comparable|the same|equal|equivalent)) (?P<o>.+)$",
        rf"^{_GIVEN} (?P<a>.+?) (?P<c>(?:had|have|showed|experienced|reported|reached|achieved|needed|required"
        rf"|were|was|developed)(?: an?)?(?: (?:significantly|markedly|much))? "
        rf"(?:\w+)) (?P<o>.+?) (?:than|{_CMP}) (?:{_GIVEN}|in|with|those)?(?P<b>.+)$",
        rf"^(?:there was|there were|we found) (?P<c>an? .+?) (?:of|in) (?P<o>.+) (?:{_WITH}) (?P<a>.+?) (?:than"
        rf"|{_CMP}) (?:{_WITH} )?(?P<b>.+)$",
        rf"^(?P<a>.+?)(?<! was)(?<! were)(?<! is) (?P<c>{_VERB}) (?P<o>.+?),? (?:more than|less than|{_CMP}"
        rf"|than) (?P<b>.+)$",
        rf"^(?P<o>.+?):? (?P<c>(?:{_WAS}|significantly|markedly)(?: .+?)?) {_WITH} (?P<a>.+?) (?:than"
        rf"|{_CMP}) (?:{_WITH} )?(?P<b>.+)$",
        rf"^(?P<a>.+?) (?P<c>(?:had|has|have|showed|shows|gave|produced|resulted in|led to|provided|offered"
        rf"|achieved)(?: an?)? (?:\w+ )?"
        rf"(?:higher|lower|greater|less|fewer|more|better|worse|longer|shorter|larger|smaller|faster|slower"
        rf"|similar|reduced|increased|improved)) "
        rf"(?P<o>.+?) (?:than|{_CMP}|to) (?:{_WITH} )?(?P<b>.+)$",
        rf"^(?P<a>.+?) (?P<c>(?:was|were|is|are) (?:\w+ ){{0,2}}(?:\w+)) (?:than|to|{_CMP}) (?P<b>.+?) (?:for"
        rf"|in|at|on|with regard to|regarding) (?P<o>.+)$",
        rf"^(?P<a>.+?) (?P<c>{_VERB}) (?P<o>.+)$",
        rf"^(?P<o>.+?) (?P<c>(?:{_WAS})(?: .+?)?) {_WITH} (?P<a>.+)$",
    )
)
# The patterns above try every way to divide a claim, and several of their gaps may be of any length. A longer text is
# not one comparison but several sentences.
_LONGEST_COMPARISON = 1000  # characters
_TRIM = re.compile(r"^(?:the|a|an|treatment with|use of)\s+|\s+(?:group|arm|groups|arms)$", re.I)


@dataclass(frozen=True)
class ClaimParts:
    """`arm` differs from `other` in `outcome` by `direction`: 1 more, -1 less, 0 no difference, None if no word tells.

    `is_judged` is True if the word judges (improved, worse) instead of measuring. A part is empty if the claim does not
    state it.
    """

    arm: str
    other: str
    outcome: str
    direction: int | None
    is_judged: bool = False

    @property
    def compares(self) -> bool:
        """Whether both arms are known."""
        return bool(self.arm and self.other)


def claim_parts(claim: str) -> ClaimParts:
    """The parts of `claim`."""
    text = " ".join(claim.split()).rstrip(". ")
    for pattern in _PATTERNS if len(text) <= _LONGEST_COMPARISON else ():
        if match := pattern.match(text):
            groups = match.groupdict()
            said = direction_of(groups["c"])
            if said is None:
                continue
            arm, other = groups.get("a") or "", groups.get("b") or ""
            if groups.get("w") and _is_other(groups["w"], arm, other):
                arm, other = other, arm
            return ClaimParts(_trimmed(arm), _trimmed(other), groups["o"].strip(), said.direction, said.is_judged)
    return whole(text)


def whole(claim: str) -> ClaimParts:
    """`claim` as a statement, not taken apart: its outcome is all its words except those of direction."""
    text = " ".join(claim.split()).rstrip(". ")
    said, own_cues = direction_of(text), list(cues(text))
    ends, starts = [0, *(c.end for c in own_cues)], [*(c.start for c in own_cues), len(text)]
    spoken_of = " ".join(text[a:b].strip() for a, b in zip(ends, starts, strict=True)).strip()
    return ClaimParts("", "", spoken_of, said.direction if said else None, said.is_judged if said else False)


def _is_other(named: str, arm: str, other: str) -> bool:
    """Whether the arm named last is `other`: it shares more words with `other` than with `arm`."""
    words = set(folded_words(named))
    return len(words & set(folded_words(other))) > len(words & set(folded_words(arm)))


def _trimmed(arm: str) -> str:
    return _TRIM.sub("", _TRIM.sub("", arm.strip(" ,;:")))
