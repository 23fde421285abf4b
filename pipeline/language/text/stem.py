"""The stem of a word, which unites its forms.

The English Snowball stemmer (https://snowballstem.org/algorithms/english/stemmer.html) unites the forms of a word. It
separates some medical words that mean one thing (psychosis and psychotic, pregnancy and pregnant) and knows only
American spelling, so the endings below are united first. Synonyms stay separate ("kidney" is not "renal"). The
exceptions are the words by which the FDA itself names its sections (21 CFR 201.57): nursing or lactation, pediatric,
geriatric; and the words for a disease: disorder, syndrome, illness.
"""

import re
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
# the first match counts; applied to folded text
_ENDINGS = (
    (re.compile(r"(?<=[a-z]{3})o(?:tic|ses)$"), "osis"),  # psychotic, thrombotic
    (re.compile(r"(?<=[a-z]{3})itic$"), "itis"),  # arthritic
    (re.compile(r"(?<=[a-z]{2})a?emi(?:as?|c)$"), "emia"),  # anaemia, hyperglycemic
    (re.compile(r"(?<=[a-z]{4})([ae])n(?:cy|cies|ts?)$"), r"\1nt"),  # pregnancy, malignant, deficiencies
    (re.compile(r"^(?:breastfe(?:d|eding|eds?)|lactation|lactating|nursing)$"), "nursing"),
    (re.compile(r"^(?:children|child|paediatrics?|pediatrics)$"), "pediatric"),
    (re.compile(r"^elderly$"), "geriatric"),
    (re.compile(r"^(?:disorder|syndrome|illness)(?:e?s)?$"), "disease"),  # Tourette's disorder, Tourette syndrome
)


@lru_cache(maxsize=65536)  # a label has 20,000 words, but only 3,000 distinct ones
def stem(word: str) -> str:
    """The stem of one folded word."""
    for ending, one in _ENDINGS:
        word, count = ending.subn(one, word)
        if count:
            break
    return str(_STEMMER.stemWord(word))
