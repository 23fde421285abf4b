"""One run of text: its words, its keys, and where what is wrong stands. Each mistake: test_question_file_mistakes."""

from pipeline.sources.questions.passage import read_passage


def test_words_keys_and_places() -> None:
    read = read_passage("It *helps*\n([@pmid:1; @pmid:2]), PMID 3.", ((4, 3), (5, 1)), {}, takes_bare=False)
    assert read.text == "It helps, PMID 3."
    assert [(read.place(k.offset), k.key) for k in read.keys] == [((5, 3), "pmid:1"), ((5, 12), "pmid:2")]
    assert [(read.place(f.offset), f.message[-13:]) for f in read.flaws] == [((5, 23), "ean [@pmid:3]")]


def test_a_bare_id_is_fine_in_a_list_of_references() -> None:
    assert read_passage("Doe J. PMID 3.", ((1, 1),), {}, takes_bare=True).flaws == ()


def test_what_is_too_long_is_cut_and_told() -> None:
    read = read_passage("word " * 7000, ((1, 3),), {}, takes_bare=False)
    assert [(f.offset, f.message[:33]) for f in read.flaws] == [(30_000, "expected at most 30,000 character")]
