"""Text folded for comparison: no accents, no punctuation, one case."""

import re
import unicodedata

# Letters that Unicode does not decompose (NFKD), and Greek letters that titles spell out.
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "æ": "ae", "Æ": "AE"}
    | {
        "œ": "oe",
        "Œ": "OE",
        "ı": "i",
        "α": " alpha ",
        "β": " beta ",
        "γ": " gamma ",
        "δ": " delta ",
        "μ": "u",
        "µ": "u",
    }
)
# "Räkel" is written "Raekel" where a keyboard has no umlaut.
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")


def folded(text: str, spell_umlauts: bool = False) -> str:
    """`"Räkel-O’Brien"` to `"rakel obrien"`; with `spell_umlauts` to `"raekel obrien"`. Digits and "%" stay."""
    composed = unicodedata.normalize("NFC", text)
    spelled = composed.translate(_UMLAUTS) if spell_umlauts else composed
    plain = unicodedata.normalize("NFKD", spelled.translate(_LETTERS))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w%.]|_|(?<![0-9])\.|\.(?![0-9])", " ", _APOSTROPHES.sub("", bare)).casefold().split())
