"""Patterns for written values, at least one for each kind; pipeline.language.numbers.measures reads with them.

The named group `low` is the value, or the first of two, and `high` the second; `from` and `until` are those of "between
5 and 10"; `below`, `above` and `older` mark a bound.
"""

import re

from pipeline.language.numbers.units import UNIT
from pipeline.language.numbers.written_numbers import DIGITS, NUMBER
from pipeline.language.text.number_words import TIMES, WORDS

BELOW = (
    r"< or =|<=?|≤|below|under|less than|fewer than|lower than|at most|up to|no more than|not more than|maximum(?: of)?"
)
ABOVE = (
    r"> or =|>=?|≥|above|over|more than|greater than|higher than|exceeding|at least|no less than|not less than"
    r"|minimum(?: of)?"
)
BOUND = rf"(?:(?P<below>{BELOW})|(?P<above>{ABOVE}))\s?"
AFTER = r"(?:\s?(?P<older>(?:years?\s+)?(?:or|and)\s+(?:older|over|above|more|greater|longer|higher)|\+))"
VALUE = rf"(?P<low>{NUMBER})"
TO = r"(?:\s?-\s?|-?\s+to\s+|\s+through\s+)"
# "5 to 10", "between 5 and 10"
RANGE = (
    rf"(?:(?<=between )(?P<from>{NUMBER})(?:\s?%)?\s+and\s+(?P<until>{NUMBER})"
    rf"|(?P<low>{NUMBER})(?:\s?%)?(?:{TO}(?P<high>{NUMBER}))?)"
)
FLAGS = re.IGNORECASE
TAKEN = "\0"  # stands where a value has been read
NO_NUMBER = re.compile(r"[0-9]{31,}")  # a sequence or a damaged text: no number has so many digits

NAMED = re.compile(
    r"\b(?:type|stage|phase|grade|group|groups|arm|table|figure|fig\.?|class|level|chapter|factor|section|version|part"
    r"|category|cohort|study|zones?|experiment|model|grades|stages|vitamin|step|tier|no\.|number|aim|question|item|dsm-?|icd-?|nct)\s?[0-9]+(?:\s?(?:-|to|and|or)\s?[0-9]+)?\b"
    r"|\b[A-Za-z]++(?:-[A-Za-z]*+)?[0-9][\w.-]*|\b[0-9]+:[0-9]+(?::[0-9]+)?\b|\b[0-9]+(?:st|nd|rd|th)\b|\b[0-9]-(?:[A-Za-z]{2,}-|[A-Z]{2})|#[0-9]+|(?:^|[\s(])[0-9]\)"
    r"|\b[0-9][A-Z][\w]*\b",
)
P_VALUE = re.compile(
    rf"\bp\s?(?:-?\s?values?)?\s?(?:[-(]?(?:for )?"
    r"(?:trend|interaction|heterogeneity|noninferiority|non-inferiority)\)?)?"
    rf"\s?(?:(?P<sign>[<>] or =|[=<>≤≥]{{1,2}})|was|of|is)\s?(?P<low>{DIGITS})",
    FLAGS,
)
INTERVAL = re.compile(
    r"(?:\b9[0-9](?:\.[0-9])?\s?%\s?(?:"
    r"CI|CrI|confidence(?: |-)?(?:interval|limits?)|credible(?: |-)?interval)s?|\bCI|\bCrI)\b(?:\s?\[CI\])?"
    rf"[^0-9.]{{0,14}}?(?P<low>-?\s?(?:{DIGITS}))\s?(?:%|{UNIT})?\s?(?:to|-|,|;|and|/)\s?(?P<high>-?(?:{DIGITS}))(?!\s?\w*\s?[0-9])?",
    FLAGS,
)
RATIO_NAMES = {
    "HR": r"(?:adjusted\s+)?hazards?\s+ratios?|(?-i:a?HRs?)",
    "OR": r"(?:adjusted\s+)?odds\s+ratios?|(?-i:a?ORs?)",
    "RR": r"(?:adjusted\s+)?(?:relative\s+risks?|risk\s+ratios?)|(?-i:a?RRs?)",
    "IRR": r"(?:incidence\s+)?rate\s+ratios?|(?-i:IRRs?)",
    "SMD": r"standardi[sz]ed\s+mean\s+differences?|(?-i:SMDs?)|effect\s+sizes?",
    "NNT": r"numbers?[\s-]+needed[\s-]+to[\s-]+(?:treat|harm)|(?-i:NNT|NNH)",
}
RATIO = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in RATIO_NAMES.items())})\b"
    rf"(?:\s?[\[(](?:a?(?:HR|OR|RR|IRR|SMD|NNT))[\])])?(?:\s+(?:for|of)(?:\s+(?!at\b)[A-Za-z][\w-]*){{0,5}}?(?=\s+(?:was|of|=|[0-9.])))?"
    rf"(?:\s?(?:[=:,;\[(]|of|was|were|is)\s?)*\s?(?P<low>-?(?:{DIGITS}))(?!\s?%)",
    FLAGS,
)
SPREAD = rf"(?:\s?(?:±|\+/-|\+-)\s?(?:{DIGITS}))?"
AGES = tuple(
    re.compile(p, FLAGS)
    for p in (
        rf"\bage[ds]?\s+(?:of\s+|was\s+|range[ds]?,?\s+)*(?:between\s+|from\s+)?(?:{BOUND})?{VALUE}(?:(?:{TO}|\s+and\s+)(?P<high>{NUMBER}))?{SPREAD}"
        rf"(?:\s+(?:years?|yrs?|y)\b)?{AFTER}?(?!\s?(?:%|months?|weeks?|days?|mg|patients))",
        rf"(?:{BOUND})?{VALUE}(?:{TO}(?P<high>{NUMBER}))?"
        rf"(?:\s+|-)(?:years?|yrs?|y)(?:\s+|-)(?:old|of age)\b{AFTER}?",
        rf"(?:{BOUND})?{VALUE}(?:{TO}(?P<high>{NUMBER}))?\s+(?:years?|yrs?)\s+(?:of\s+age\s+)?(?P<older>(?:or|and)\s+(?:older|over|above|younger))",
        rf"\b{VALUE}\s+(?P<older>(?:or|and)\s+(?:older|over)\b)",
        rf"[≥>]=?\s?{VALUE}\s?(?:years?|yrs?|y)\b(?P<older>)",
        rf"\b(?:mean|median|average)\s+age\b[^0-9.;%]{{0,40}}?{VALUE}{SPREAD}(?:\s?(?:years|yrs|y)\b)?",
    )
)
FRACTION = re.compile(
    rf"(?P<low>{DIGITS})\s?(?:/|\s+of\s+(?:the\s+)?)\s?(?P<high>{DIGITS})(?=\s?[\[(]\s?[0-9.]+\s?%|\s+(?!mg|m)\w|[;,.)])"
)
WITH_UNIT = re.compile(
    rf"(?:{BOUND})?(?<![\w.\0])(?<![A-Za-z]-){RANGE}{SPREAD}\s?-?(?!d\b)(?P<unit>{UNIT})(?![\w²]|-[0-9]){AFTER}?",
    FLAGS,
)
LISTED = re.compile(
    rf"(?<![\w.%-])(?P<low>{DIGITS}){SPREAD}(?=-?\s?(?:/|(?:,|or|and|,\s?and|,\s?or|vs\.?|versus|against)\s))", FLAGS
)
CELLS = re.compile(
    rf"(?P<low>{DIGITS}){SPREAD}(?:{TO}(?P<high>{DIGITS}))?\s?[×x*]\s?10\s?(?:\^|\(|<sup>)?\s?(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}|[0-9]{{1,2}})\)?\s?"
    r"(?:cells?|copies)?\s?(?:/|per\s)\s?(?P<volume>µl|ul|ml|dl|l|mm3|mm³)(?!\w)",
    FLAGS,
)
TIME_POINT = re.compile(
    rf"\b(?P<unit>day|week|month|year)s?\s+(?P<low>{DIGITS})(?!\s?(?:mg|%|[a-z]*patients)|\w)", FLAGS
)
YEAR = re.compile(
    r"(?<![\w.,/-])(?P<low>(?:19|20)[0-9]{2})(?:\s?(?:-|to|through|and|until)\s?(?P<high>(?:19|20)[0-9]{2}))?(?![\w%/]|,[0-9]|\.[0-9])"
)
TIME_AT_RISK = r"(?:person|patient|woman|women|participant)[-\s](?:years?|days?|months?)"
PEOPLE = (
    r"patients?|participants?|women|men|children|infants?|neonates?|newborns?|adults?|subjects?|people|persons?|individuals?|volunteers?"
    r"|adolescents|girls|boys|students?|residents?|nurses?|physicians|mothers|smokers|veterans|cases|controls|males?|females?|outpatients"
    r"|inpatients|recipients|survivors|mice|rats|members|babies|respondents|users|enrollees|workers|families|couples"
)
STUDIES = r"trials?|studies|study|rcts?|articles?|papers?|reports?|reviews?|meta-analyses"
THINGS = (
    r"centers?|centres?|hospitals?|sites?|countries|clinics|practices|schools|villages|deaths?|events?|births?|tablets?|sessions?|errata|erratum"
    r"|eyes?|teeth|tooth|knees|hips|pregnancies|fractures|episodes|procedures|operations|injections|infusions|doses|visits|weeks|words|steps"
    r"|lesions|samples|specimens|implants|restorations|points?|cycles|grafts|stents|items"
    r"|infections?|hospitali[sz]ations|genes|variants|cells"
)
NO_THING = r"(?:groups?|arms?|or|and|was|were|had|is|are|who|which|times|doses)\b"  # the number counts these
NOUNS = {
    "person-years": re.compile(TIME_AT_RISK, FLAGS),
    "people": re.compile(PEOPLE, FLAGS),
    "studies": re.compile(STUDIES, FLAGS),
}
COUNT = re.compile(
    rf"(?:(?:{BOUND})?(?<![\w.%-])(?P<low>{NUMBER})(?:\s?\(\0+\))?\s+(?:(?!{NO_THING})[a-zA-Z][\w'/-]*,?\s+){{0,4}}?(?P<noun>{TIME_AT_RISK}|{PEOPLE}|{STUDIES}|{THINGS})\b"
    rf"|\bn\s?=\s?(?P<n>{DIGITS})(?!\.[0-9]))",
    FLAGS,
)
BARE = re.compile(rf"(?:{BOUND})?(?<![\w.%:/^-])(?P<low>{DIGITS})(?:{SPREAD})(?![\w%:/^]|-[A-Za-z])", FLAGS)
COUNTS_ARMS = re.compile(r"\s+(?:[a-z]+\s+)?(?:groups|arms|regimens|treatments|drugs|times)\b", FLAGS)  # no result
HAS_VALUE = re.compile(
    rf"[0-9]|\b(?:{WORDS})\b|ly\b|\b(?:{'|'.join(TIMES)}|every|each|single|annual)\b",
    FLAGS,
)
