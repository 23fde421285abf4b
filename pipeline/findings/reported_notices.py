"""Whether a claim itself reports what happened to its paper: "the trial was retracted in 2021".

Such a claim is right to cite the paper. It must say so of a publication (a trial, a review, "it") and as a fact:
"unless retracted", "was not retracted", "no retraction", "another trial was retracted" and "a review that excluded
retracted trials" report nothing about the cited paper, and "the eyelid was retracted" is not about a paper. In doubt
the answer is no, so that the finding keeps its severity.
"""

import re

from pipeline.findings.citing import cited_once
from pipeline.language.text.number_words import PLURAL_WORDS
from pipeline.schema.claim_tables import Claim
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence

_NOUN = (
    r"(?:stud(?:y|ies)|trials?|papers?|articles?|reviews?|meta-analys[ei]s|analys[ei]s|reports?|publications?|preprints?"
    r"|manuscripts?|guidelines?|works?|letters?|RCTs?|it|they|which|both)"
)
_LATER = (
    r"(?:,|since|later|subsequently|then|now|also|formally|officially|fully|partially|partly|eventually|finally"
    r"|recently|already|afterwards?|ultimately|itself|in\s+part)"
)
_BE = r"(?:was|were|is|are|has\s+been|have\s+been|had\s+been|been|being|got)"
_WHO = (
    r"(?:journals?|editors?|publishers?|authors?|lancet|cochrane|nejm|jama|bmj|elsevier|wiley|springer|hindawi|sage"
    r"|investigators|they)"
)
# words between a noun and its verb (_GAP): they contain no clause and no other subject (_SUBJECT)
_SUBJECT = (
    r"(?:the|a|an|this|that|these|those|and|but|or|patients?|participants?|subjects?|people|adults|children|women|men"
    r"|doses?|drugs?|treatments?|consent)"
)
_GAP = rf"(?:(?!{_SUBJECT}\b)[^\s.;:]+\s+|(?:of|by|in|from|with|on|for|at)\s+(?:the|an?)\s+){{0,9}}?"
_NAMING = r"(?:(?!(?:in|of|from|during|by|with|for|at|on|the|an?|this)\b)\S+\s+){0,4}?"
_FIRST = r"(?:^|[.;:]\s+)(?:the|this|that|an?|one|its|his|her)\s+(?:\S+\s+){0,3}?"
_DONE = {
    "retracted": r"retracted",
    "withdrawn": r"withdrawn",
    "concern": (
        r"(?:under|subject\s+to|flagged\s+with|marked\s+with|given)\s+(?:an?\s+)?(?:editorial\s+)?"
        r"expressions?\s+of\s+concern"
    ),
    "corrected": r"corrected",
}
_ACT = {"retracted": r"retracted", "withdrawn": r"(?:withdrew|withdrawn)", "corrected": r"corrected"}
_EVENT = {
    "retracted": r"retractions?(?:\s+notices?)?",
    "withdrawn": r"withdrawals?(?:\s+notices?)?",
    "concern": r"expressions?\s+of\s+concern",
    "corrected": r"(?:erratum|errata|corrigend(?:um|a)|corrections?(?:\s+notices?)?)",
}
# a stem that every wording contains: most claims have none and skip the patterns
_STEM = {"retracted": "retract", "withdrawn": "withdr", "concern": "concern", "corrected": "correct|errat|corrig"}
# words that show that another publication is meant, or that it did not happen
_NOT_SO = re.compile(
    r"\b(?:not|no|never|none|neither|nor|unless|until|if|whether|without|unlike|another|others?|except|exclud\w*|omit\w*"
    r"|remov\w*|exclusion|would|could|may|might|should|must|can|cannot|false|untrue|wrong(?:ly)?|myth|alleg\w*|rumou?r\w*"
    r"|call(?:s|ed)?|request\w*|demand\w*|consider\w*|den(?:y|ied|ies)|refus\w*|reject\w*|ask\w*|threat\w*|propos\w*"
    r"|pending|hypothetical\w*|included|of\s+(?:which|them|these|those|its)|hardly|barely|lest)\b|n['’]t\b",
    re.I,
)
# "the retracted trial" reports the retraction even in a denial, unless another trial than the cited one is meant
_OTHER = re.compile(
    r"\b(?:unlike|another|others?|without|except|exclud\w*|omit\w*|remov\w*|exclusion|if|unless|whether|no|none|neither"
    r"|never|included|any|differ\w*|contrast\w*|rather)\b"
    r"|\b(?:not|than|non-?)(?:\s+(?:an?|the|this|from\s+(?:an?|the)))?\s*$",
    re.I,
)
_UNDONE = re.compile(
    r"\b(?:(?:was|were|has|have|is|did)\s+(?:not|never)|requested|considered|rejected|refused|reversed|lifted|reinstated|denied|sought|pending|unfounded"
    r"|proposed|averted|withdrawn\s+again|false|untrue)\b",
    re.I,
)
_BOUNDARY = re.compile(r"[.;:!?]\s|\s(?:although|though|because|since|while|whereas|but)\s|,\s+(?:and|but)\s", re.I)
_PREPOSITION = re.compile(r"\b(?:in|during|within|of|from|with|for|to|by|among|across)\s+(?:\S+\s+){0,4}$", re.I)
_PLURAL = re.compile(
    rf"\b(?:both|all|{PLURAL_WORDS}|several|stud(?:ies)|trials|papers|articles|reviews|reports|they)\b", re.I
)
_READ = 5_000  # characters; no claim is longer, and the limit bounds the work of the patterns after each noun
_WINDOW = 60  # characters before a match, and after an event, that are searched for a denial


def reported_by(evidence: QuestionEvidence, claim: Claim, reference: CitedReference, *statuses: str) -> str:
    """The words by which `claim` reports that `reference` has one of `statuses`; "" if it does not."""
    same = [r for r in cited_once(evidence, claim) if r.integrity_status == reference.integrity_status]
    return next((said for s in statuses if (said := reported_notice(claim.text, s, is_only=len(same) <= 1))), "")


def reported_notice(text: str, status: str, is_only: bool = True) -> str:
    """The words of `text` that report that its paper is `status` (retracted, withdrawn, concern, corrected), or "".

    `is_only` is True if no other cited paper has this status; otherwise only words in the plural report them all.
    """
    text = text[:_READ]
    for pattern in _PATTERNS.get(status, ()) if re.search(_STEM.get(status, ""), text, re.I) else ():
        for match in pattern.finditer(text):
            if _is_said(text, match) and (is_only or _PLURAL.search(match[0])):
                return match[0].strip(" ,([])")
    return ""


def _is_said(text: str, match: re.Match[str]) -> bool:
    before = _BOUNDARY.split(text[max(0, match.start() - _WINDOW) : match.start()])[-1]
    after = _BOUNDARY.split(text[match.end() : match.end() + _WINDOW])[0]
    if match.lastgroup == "marked":
        return not _OTHER.search(before) and not _OTHER.search(match[0])
    if _NOT_SO.search(f"{before} {match[0]}"):
        return False
    if match.lastgroup == "event":
        return not _UNDONE.search(after)
    return not (match.lastgroup == "subject" and _PREPOSITION.search(before))


def _made(status: str) -> tuple[re.Pattern[str], ...]:
    done, event = _DONE[status], _EVENT[status]
    made = [
        # "the 2020 trial by the Owl group was later retracted"
        rf"\b(?P<subject>{_NOUN})\b,?\s+{_GAP}(?:{_LATER}\s*)*{_BE}\s+(?:{_LATER}\s*)*{done}\b",
        # "the retraction of the trial", "its retraction notice", "the trial's expression of concern"
        rf"\b(?P<event>{event}\s+(?:of|for|on|about|against|to)\s+(?:the|this|that|its|both)\s+{_NAMING}{_NOUN})\b",
        rf"\b(?P<event>(?:its|their|{_NOUN}['’]s?)\s+(?:\w+\s+)?{event})\b",
        rf"\b(?P<event>{event}\s+(?:was|were|has\s+been|have\s+been)\s+(?:\w+\s+)?(?:issued|published|posted|made|attached))\b",
    ]
    if status == "concern":
        made.append(
            rf"\b(?P<event>(?:issued|published|posted|received|carries|has)\s+(?:an?\s+)?(?:editorial\s+)?{event})\b"
        )
    else:
        made += [
            # "a since-retracted trial", "this retracted study"
            rf"\b(?P<marked>(?:{_LATER}[\s-]+)*{done}\s+{_NAMING}{_NOUN})\b",
            # "the journal retracted the paper", "its authors withdrew it"
            rf"\b(?P<actor>{_WHO}\s+(?:{_LATER}\s+)*(?:have\s+|has\s+|had\s+)?{_ACT[status]}\s+(?:\S+\s+){{0,4}}?{_NOUN})\b",
            # "the trial, since retracted, found", "(retracted)", "[retracted in 2021]"
            rf"\b(?P<aside>{_NOUN}\b[^.;:,]{{0,60}},\s+(?:{_LATER}\s+)*{done}(?:\s+(?:in|by|on)\s[^,.;]*)?),",
            rf"[(\[](?P<bracket>(?:{_LATER}\s+)*{done}(?:\s+(?:in|on)\s+[^)\]]*)?)[)\]]",
            rf"\b(?P<bracket2>published\s+in\s+(?:\w+\s+)?[12][0-9]{{3}}(?:\s+and|,)\s+(?:{_LATER}\s+)*{done})\b",
        ]
    if status == "retracted":  # not for "withdrawn" and "corrected": such words can be about a drug or a dose
        made += [
            # "the only trial that showed a benefit was retracted", "the trial found a benefit but was later retracted"
            rf"\b(?P<subject>{_NOUN}\s+(?:that|which)\s+[^.;:,]{{1,80}}?\s{_BE}\s+(?:{_LATER}\s+)*{done})\b",
            rf"{_FIRST}(?P<first>{_NOUN}\b[^.;:]{{1,100}}?,?\s(?:but|and)\s+(?:{_LATER}\s+)*{_BE}\s+(?:{_LATER}\s+)*{done})\b",
        ]
    return tuple(re.compile(pattern, re.I) for pattern in made)


_PATTERNS = {status: _made(status) for status in _DONE}
