from pipeline.language.claims.topics import Topics
from pipeline.language.text.source_text import source_text

TEXTS = {
    "pmid:1": source_text("Colchicine for gout flares", [("", "", "Low-dose colchicine relieved gout flares early.")]),
    "pmid:2": source_text("Zoledronic acid after hip fracture", [("", "", "Yearly infusions lowered new fractures.")]),
    "pmid:3": source_text(
        "Statins after infarction", [("", "", "Intensive statins protected more than moderate ones.")]
    ),
}
CLAIM = "Low-dose colchicine relieves gout flares within a day."


def test_the_article_a_claim_is_about_fits_best() -> None:
    topics = Topics(TEXTS)
    assert topics.fit(CLAIM, "pmid:1") == 1.0
    other = topics.fit(CLAIM, "pmid:2")
    assert other is not None and other < 0.3


def test_without_another_article_nothing_can_be_told() -> None:
    assert Topics({"pmid:1": TEXTS["pmid:1"]}).fit(CLAIM, "pmid:1") is None
    assert Topics(TEXTS).fit(CLAIM, "pmid:9") is None
    assert Topics({}).fit(CLAIM, "pmid:1") is None


def test_words_that_no_article_has_tell_nothing() -> None:
    assert Topics(TEXTS).fit("Xylophones hum.", "pmid:1") == 1.0
