"""Split openFDA's flat text of one section, a single line, into its numbered parts: number, title and text.

Authority for the numbers and headings: 21 CFR 201.56(d) and 201.57 (https://www.ecfr.gov/current/title-21/section-201.56),
which fix "8.4 Pediatric Use" but leave the subsections of most sections to the company.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.language.text.headings import bare, capitals_end, is_capitals, title_end

_SECTION_NUMBER = re.compile(r"([0-9]{1,2})\.? (?=[A-Z])")
_PART_NUMBER = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.? (?=\S)")
_GAP_AT_MOST = 2  # how many numbers may be missing in a sequence; 8.2 was dropped from the format in 2014
_BEFORE_A_PART = '.!?)]”"•■□▪●◦‣:'
# The space before a bullet. Some marks are always bullets. Others may also mean "times" or "per", so they count only
# between two spaces and not between two numbers.
_BULLET = re.compile(r"(?: |(?<! ))(?=[■□◼◻▪▫◾◽‣⁃➤►▶❑❏])|(?<![0-9]) (?=[•●◦∙·⦁] )|(?<=[0-9]) (?=[•●◦∙·⦁] (?![0-9]))")
_DOUBLED_WORDS = 6  # the longest heading that `_doubled_end` looks for
# Headings of a field besides its name.
_HEADINGS = {
    "boxed_warning": ("BOXED WARNING",),
    "warnings_and_cautions": ("WARNINGS AND PRECAUTIONS",),
    "information_for_patients": ("PATIENT COUNSELING INFORMATION", "INFORMATION FOR PATIENTS"),
    "how_supplied": ("HOW SUPPLIED/STORAGE AND HANDLING", "HOW SUPPLIED / STORAGE AND HANDLING", "HOW SUPPLIED"),
    "carcinogenesis_and_mutagenesis_and_impairment_of_fertility": (
        "CARCINOGENESIS, MUTAGENESIS, AND IMPAIRMENT OF FERTILITY",
        "CARCINOGENESIS, MUTAGENESIS, IMPAIRMENT OF FERTILITY",
        "CARCINOGENESIS & MUTAGENESIS & IMPAIRMENT OF FERTILITY",
    ),
}
# Titles that the regulation fixes (201.57(c)(9), (13) and (14)), in any section. Titles of one word may begin a longer
# title elsewhere, so they are listed with the number of their section.
_FIXED_TITLES = (
    *("labor and delivery", "nursing mothers", "pediatric use", "geriatric use", "mechanism of action"),
    "females and males of reproductive potential",
    *_HEADINGS["carcinogenesis_and_mutagenesis_and_impairment_of_fertility"],
)
_FIXED_WORDS = {
    "8": ("pregnancy", "lactation"),
    "12": ("pharmacodynamics", "pharmacokinetics", "microbiology", "pharmacogenomics"),
}
# Words before a number that refers to another section or counts something, so that it does not begin a subsection.
_POINTERS = frozenset("see section sections table tables figure figures study studies in and or of to than by".split())


@dataclass(frozen=True)
class SectionPart:
    """A section's own text or one of its subsections. Number, title and text, in this order, are the source's words."""

    number: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        """The number, title and text joined by spaces."""
        return " ".join(filter(None, (self.number, self.title, self.text)))


def split_text(value: str, field: str, names: Collection[str] = (), known: Collection[str] = ()) -> list[SectionPart]:
    """The parts of a field's text in order; no word is lost or doubled.

    `names` are the label's brand and generic names. `known` are the texts of its other fields, which show for certain
    where a subsection begins.
    """
    pieces = cut_text(value, known)
    first_words = {name.split()[0].lower() for name in names if name.strip()}
    return [read_part(p, field, first_words, i < len(pieces) - 1) for i, p in enumerate(pieces)]


def cut_text(value: str, known: Collection[str] = ()) -> list[str]:
    """`value` with single spaces, cut where its numbered subsections begin."""
    text = " ".join(value.split())
    starts = [0, *_part_starts(text, known), len(text)]
    return [text[a:b].strip() for a, b in pairwise(starts) if text[a:b].strip()]


def read_part(piece: str, field: str, names: Collection[str] = (), is_followed: bool = False) -> SectionPart:
    """The number, title and text of one piece.

    If the title cannot be separated from the text, the title is empty. A heading in capitals that is followed by other
    parts (`is_followed`) is a title without text.
    """
    found = _PART_NUMBER.match(piece)
    if found:
        number = f"{found[1]}.{found[2]}"
        words = piece[found.end() :].split(" ")
        titles = (*_names_of(field), *_FIXED_TITLES, *_FIXED_WORDS.get(found[1], ()))
        end = _fixed_end(words, titles) or title_end(words, names)
        return _part(number if piece.startswith(f"{number} ") else f"{number}.", words, end)
    found = _SECTION_NUMBER.match(piece)
    words = piece[found.end() if found else 0 :].split(" ")
    doubled = 0 if found else _doubled_end(words)
    if doubled:
        return _part("", words, doubled)
    is_heading = bool(found) and all(map(is_capitals, words))
    if found and not is_capitals(words[0]):
        return SectionPart("", "", with_lines(piece))  # "5 Tablets are taken": the number is a quantity
    end = len(words) if is_heading and is_followed else _heading_end(words, field, names)
    return _part(piece[: found.end()].strip() if found else "", words, end)


def with_lines(text: str) -> str:
    """`text` with each bulleted item on its own line."""
    return _BULLET.sub("\n", text).strip("\n")


def _part(number: str, words: Sequence[str], title_words: int) -> SectionPart:
    return SectionPart(number.strip(), " ".join(words[:title_words]), with_lines(" ".join(words[title_words:])))


def _part_starts(text: str, known: Collection[str]) -> Iterator[int]:
    """The offsets where subsections begin.

    A subsection begins at the section's next number (up to two may be missing) if `_is_place` accepts the place, and
    wherever a numbered text in `known` begins.
    """
    if _PART_NUMBER.match(text):
        return  # a subsection itself
    found = _SECTION_NUMBER.match(text)
    section = found[1] if found else _section_of_first_part(text)
    if not section:
        return
    numbered = [k for k in known if k.startswith(f"{section}.")]
    last = 0
    for match in re.finditer(rf"(?<= ){section}\.([0-9]{{1,2}})\.? (?=\S)", text):
        number, start = int(match[1]), match.start()
        is_next = last < number <= last + 1 + _GAP_AT_MOST
        is_certain = number > last and any(text.startswith(k, start) for k in numbered)
        if is_certain or (is_next and _is_place(text, start, match.end())):
            last = number
            yield start


def _is_place(text: str, start: int, end: int) -> bool:
    """Whether a subsection may begin here; its number is at `start`, its first word at `end`.

    The first word must start with a capital letter. Before the number there must be the end of a sentence, a closing
    bracket or quotation mark, a colon, a bullet or the section's heading. Otherwise the text must begin with a title,
    and the last word before the number must not refer elsewhere, as "see" and "Table" do.
    """
    if not text[end].isupper():
        return False
    before = text[max(0, start - 200) : start].rstrip()
    if before[-1] in _BEFORE_A_PART or (start < 200 and _is_heading(before)):
        return True
    last_word = before.rsplit(" ", 1)[-1].lower()
    is_title = title_end(text[end : end + 400].split(" ")) >= 2
    return last_word[-1].isalpha() and last_word.lstrip("([") not in _POINTERS and is_title


def _section_of_first_part(text: str) -> str:
    """The section's number, taken from a first subsection such as "8.1" right after a heading in capitals, or None."""
    words = text.split(" ", 40)
    end = next((i for i, word in enumerate(words) if not is_capitals(word)), 0)
    found = re.fullmatch(r"([0-9]{1,2})\.1", words[end]) if end else None
    return found[1] if found else ""


def _is_heading(before: str) -> bool:
    """Whether the text before is only the section's heading: a number and words in capitals."""
    return all(map(is_capitals, before.split(" ")[1:]))


def _heading_end(words: Sequence[str], field: str, names: Collection[str]) -> int:
    end = _fixed_end(words, _names_of(field)) or capitals_end(words, names)
    return 0 if any(word[-1] in ".!?;" for word in words[:end]) else end  # a sentence in capitals is no heading


def _doubled_end(words: Sequence[str]) -> int:
    """The number of first words that form a heading and are repeated right after it; 0 if there is none.

    Non-prescription labels repeat the section's title at the start of its text: "Directions Directions Take ...".
    """
    for n in range(min(_DOUBLED_WORDS, len(words) // 2), 0, -1):
        is_twice = [w.lower().rstrip(":") for w in words[:n]] == [w.lower().rstrip(":") for w in words[n : 2 * n]]
        if is_twice and words[0][:1].isupper() and words[n][:1].isupper():
            return n
    return 0


def _fixed_end(words: Sequence[str], titles: Sequence[str]) -> int:
    """The number of first words that form one of `titles`, if a text that can begin a sentence follows; else 0."""
    for title in titles:
        wanted = title.lower().split(" ")
        end = len(wanted)
        is_it = [word.lower().rstrip(":") for word in words[:end]] == wanted and words[0][0].isupper()
        if is_it and len(words) > end and words[end] not in ("OR", "AND", "&") and not bare(words[end])[:1].islower():
            return end
    return 0


def _names_of(field: str) -> tuple[str, ...]:
    return (*_HEADINGS.get(field, ()), field.replace("_", " "))
