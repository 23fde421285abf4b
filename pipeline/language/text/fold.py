"""Text folded for comparison: no accents, no punctuation, one case."""

import re
import unicodedata

from pipeline.schema.normal_form import normal_form

# Letters that Unicode does not decompose (NFKD), and Greek letters that titles spell out; all in lower case.
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"α": " alpha ", "β": " beta ", "γ": " gamma ", "δ": " delta ", "μ": "u", "µ": "u"}
)
# "Räkel" is written "Raekel" where a keyboard has no umlaut.
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_MARKS = re.compile(r"[™℠]")  # NFKD spells them as letters: "Vicks™" is Vicks, not Vickstm


def folded(text: str, spell_umlauts: bool = False) -> str:
    """Fold `"Räkel-O’Brien"` to `"rakel obrien"`, with `spell_umlauts` to `"raekel obrien"`. Digits, decimal points and
    "%" stay.
    """
    lower = normal_form("NFC", _APOSTROPHES.sub("", _MARKS.sub(" ", text))).casefold()
    spelled = lower.translate(_UMLAUTS) if spell_umlauts else lower
    plain = normal_form("NFKD", spelled)
    bare = "".join(c for c in plain if not unicodedata.combining(c)).casefold().translate(_LETTERS)
    return " ".join(re.sub(r"[^\w%.]|_|(?<![0-9])\.|\.(?![0-9])", " ", _APOSTROPHES.sub("", bare)).split())
