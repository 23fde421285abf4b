"""What titles say: spellings of publishers and of PubMed, traps that are titles of sound papers, real titles."""

import gzip
import re
from pathlib import Path

import pytest

from pipeline.language.text.title_notices import title_notice, unmarked

MARKED = {
    "withdrawn": (
        "WITHDRAWN: Owls for sleep", "Withdrawn: Owls for sleep", "[Withdrawn] Owls for sleep", "WITHDRAWN Owls",
        "Withdrawn by the authors: Owls",
        "WITHDRAWN—Owls for sleep", "WITHDRAWN ARTICLE: Owls", "Article withdrawn: Owls", "WITHDRAWN. Owls for sleep",
        "This preprint has been withdrawn: Owls", "Owls for sleep [Withdrawn]", "Owls for sleep (WITHDRAWN).",
    ),
    "retracted": (
        "RETRACTED: Owls and mice", "Retracted: Owls and mice", "RETRACTED ARTICLE: Owls", "RETRACTED CHAPTER: Owls",
        "[Retracted] Owls and mice", "[RETRACTED ARTICLE] Owls", "(Retracted) Owls", "*RETRACTED* Owls",
        "RETRACTED Owls and mice", "RETRACTED ARTICLE Owls and mice", "Retracted—Owls", "Retracted - Owls",
        "Retracted. Owls and mice", "RETRACTED AND REPUBLISHED: Owls", "Partially retracted: Owls",
        "RETRACTED (2014): Owls", "RETRACTED, 12 March 2014: Owls", "Retracted : Owls", "RETRACTED：Owls",
        "[Retracted: Owls in China].", "Article retracted: Owls", "This article has been retracted: Owls",
        "Owls and mice [Retracted]", "Owls and mice [retracted].", "Owls (Retracted)", "Owls. [Retracted article]",
        "Owls (Retracted article. See vol. 340, pg. 1, 2018)", "Owls (retracted in 2019)", "Owls - RETRACTED",
        "Owls. [Retraction in Katz PP. Am J Owls. 2000 Sep; 162(3):788; PMID: 900000000]", "Owls: RETRACTED",
    ),
    "removed": ("REMOVED: Owls", "TEMPORARY REMOVAL: Owls", "Temporarily removed: Owls", "[Removed] Owls"),
    "notice": (
        "Article retraction: Owls", "RETRACTIONS.", "Retraction: Owls",
        "Retraction. Owls and mice", "Retraction.", "Retraction to: Owls", 'Retraction of "Owls"',
        'Retraction notice to "Owls" [J Owl 12 (2015) 101-9].', "Retraction Notice: Owls", "Retraction Note to: Owls",
        "Retraction statement: Owls", "Statement of Retraction: Owls", "Notice of retraction for owls",
        "Notice of Retraction and Replacement. Owls", "Editorial retraction: Owls", "Retraction—Owls and mice",
        "Retraction-Owls and mice", "Retraction for Smith et al., Owls", "Retraction and replacement: Owls",
        "Withdrawal: Owls", 'Withdrawal notice to "Owls"', "Withdrawal Statement: Owls", 'Removal notice to "Owls"',
        "Partial retraction: Owls", 'Partial retraction of "Owls"', "Notice of redundant publication: Owls",
        "Owls and mice [Retraction]", "Owls (Retraction of vol 5, pg 33, 2014)", "Owls and mice: Retraction",
    ),
    "concern": (
        "Expression of concern: Owls", "Expression of Concern to: Owls", "Editorial Expression of Concern: Owls",
        "Expression of concern-Owls", 'Expression of concern for "Owls"', "Notice of concern: Owls",
    ),
    "correction": (
        "Correction: Owls", "Correction to: Owls", 'Correction to "Owls"', "Author Correction: Owls", "Correction.",
        "Corrigendum: Owls", 'Corrigendum to "Owls"', "Erratum: Owls", "Erratum to: Owls", "Erratum",
        "Correction for Smith et al., Owls", "Publisher Correction: Owls",
    ),
}  # fmt: skip
SOUND = (
    "Withdrawal therapy improves headache", "Correction of arterial structure", "Retracted tympanic membranes in owls",
    "Retracted nipple: a case report", "Retraction of the nipple in adults", "Retraction pocket: surgery or not?",
    "Retraction-Related Injury of the lung", "Withdrawal-Induced Hyperalgesia", "Withdrawn cocaine users: a trial",
    "Withdrawal symptoms: a review", 'Withdrawal of "old" drugs', "Removal of the central line: a trial",
    "Removed kidney stones: a study", "Corrections to the owl meta-analysis.", "Correction for many tests: a guide",
    "Correction to normal sodium in hyponatraemia", "Corrected QT intervals", "Concerns about safety",
    "Retracted publications in oncology: a bibliometric study", "Retracted articles: who cites them?",
    "Retraction notices in medicine: a cross-sectional study", "Response to withdrawal (withdrawn patients)",
    "Effect of owls [corrected] in adults", "Why participants were withdrawn.", "Republished: owls", "Reprint of: Owls",
    "WITHDRAWN COCAINE USERS AND RATS", "Owls after catheter removal (removed on day 3)", "Eyelid retraction.",
    "Nicotine withdrawal (retracted foreskin)", "Social withdrawal: mechanisms", "Duplicate publication: an editorial",
    "Removal: a technique", "Expression of concerned genes", "", "Owls",
)  # fmt: skip


@pytest.mark.parametrize(("says", "title"), [(says, title) for says, titles in MARKED.items() for title in titles])
def test_a_mark_is_read(says: str, title: str) -> None:
    found = title_notice(title)
    assert found is not None and found.says == says
    assert found.words and found.words in title.replace("：", ":")


@pytest.mark.parametrize("title", SOUND)
def test_a_sound_title_says_nothing(title: str) -> None:
    assert title_notice(title) is None


def test_whether_the_mark_stands_first() -> None:
    first, last = title_notice("WITHDRAWN: Owls"), title_notice("Owls [Withdrawn]")
    assert first is not None and last is not None
    assert (first.is_first, first.words, last.is_first) == (True, "WITHDRAWN", False)


@pytest.mark.parametrize(
    "marked",
    [
        "Corrigendum: {}", 'Corrigendum to "{}"', "Corrigendum to: {}", "[Retracted] {}", "RETRACTED: {}",
        "Reprint of: {}", 'Reprint of "{}"', "{} [Retracted]", 'Retraction notice to "{}" [J Owl 12 (2015) 101-9]',
        "Retraction Note to: {}", "WITHDRAWN: {}", "Correction to: {}", "Republished: {}", "Erratum for: {}",
        "Expression of concern-{}", "Retraction: Retracted: {}", "TEMPORARY REMOVAL: {}", "Addendum: {}",
    ],
)  # fmt: skip
def test_the_title_without_its_marks(marked: str) -> None:
    assert unmarked(marked.format("Owls and mice in Norway")) == "Owls and mice in Norway"


def test_nothing_but_a_mark_is_kept_whole() -> None:
    assert unmarked("Retraction.") == "Retraction."
    assert unmarked("Withdrawal therapy") == "Withdrawal therapy"


@pytest.mark.real
def test_no_false_alarm_on_the_real_titles(shared: Path) -> None:
    """14,526 records: of those that are neither retracted nor errata, one corrected and republished article is marked,
    and `evidence/papers/integrity.py` knows it by its type; of the retracted ones three say it in their titles.
    """
    flagged: dict[str, set[str]] = {}
    total = 0
    for path in sorted((shared / "data").glob("p*/**/*.xml*")):
        if not {"pubmed", "records"} & set(path.parts) or path.parent.name == "xml":
            continue
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for body in re.findall(rb"<(PubmedArticle|PubmedBookArticle)[ >](.*?)</\1>", data, re.S):
            title = re.search(rb"<ArticleTitle[^>]*>(.*?)</ArticleTitle>", body[1], re.S)
            text = re.sub(r"<[^>]+>", "", title[1].decode()) if title else ""
            total += 1
            if found := title_notice(text):
                pmid = re.search(rb"<PMID[^>]*>([0-9]+)", body[1])
                assert pmid is not None
                flagged.setdefault(found.says, set()).add(pmid[1].decode())
    assert total > 14_000
    assert flagged == {
        "retracted": {"9500320", "34796244", "9032197"},
        "correction": {"11748851", "31449458", "31449483", "31449485", "38962805"},
    }
