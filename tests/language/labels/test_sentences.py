from pipeline.language.labels.sentences import LabelSentence, indexed_sentences, is_heading, label_sentences
from pipeline.schema.label_tables import LabelSection

SET_ID = "00000000-0000-0000-0000-000000000001"


def row(section: str, number: str, title: str, text: str, position: int = 1) -> LabelSection:
    return LabelSection(SET_ID, section, position, "", number, title, text)


def test_a_sentence_never_runs_across_lines() -> None:
    found = label_sentences([row("warnings", "5.1", "Moult", "Feathers fall. Owls\nshould be warned\nof it.")])
    assert [(s.sentence_number, s.text) for s in found] == [
        (1, "Feathers fall."),
        (2, "Owls"),
        (3, "should be warned"),
        (4, "of it."),
    ]
    assert found[0] == LabelSentence("warnings", "5.1", "Moult", 1, "Feathers fall.")


def test_a_title_alone_is_the_sentence_unless_its_parts_say_more() -> None:
    rows = [
        row("contraindications", "4", "CONTRAINDICATIONS", ""),
        row("contraindications", "4.1", "Feather loss of any cause", "", 2),
        row("use_in_specific_populations", "8.1", "Nestlings", ""),
        row("use_in_specific_populations", "8.1", "", "Nestlings were not studied.", 2),
    ]
    assert [s.text for s in label_sentences(rows)] == ["Feather loss of any cause", "Nestlings were not studied."]


def test_what_announces_a_line() -> None:
    text = "Examplumab is indicated for:\ngout\nmoult in owls\nWeight | Dose\n1 kg | 2 mg\n2 kg | 4 mg\nNo more."
    found = {s.sentence.text: s for s in indexed_sentences([row("indications_and_usage", "1", "INDICATIONS", text)])}
    assert {"indic", "examplumab"} <= found["gout"].announced
    assert {"weight", "dose"} <= found["2 kg | 4 mg"].announced
    assert "weight" not in found["No more."].announced
    assert found["gout"].own == {"gout"}
    assert found["gout"].titled == {"indic"}
    assert found["gout"].named == {"indic", "usag"}
    assert "indic" in found["gout"].under


def test_a_risk_factor_is_not_what_a_sentence_is_about() -> None:
    text = "Examplumab is for owls with risk factors for moult such as draught or hunger."
    (found,) = indexed_sentences([row("indications_and_usage", "1", "", text)])
    assert {"draught", "hunger"} <= found.own
    assert not {"draught", "hunger"} & found.about
    assert "owl" in found.about


def test_headings() -> None:
    assert is_heading("Moult in Older Owls")
    assert is_heading("MOULT")
    assert not is_heading("Moult in older owls")
    assert is_heading("WARNING: MOULT See full prescribing information for complete boxed warning.")
    assert not is_heading("Moult.")
    assert not is_heading("Moult | Gout")
    assert not is_heading("")


def test_a_reference_to_another_section_says_nothing_of_its_own() -> None:
    row = LabelSection("x", "warnings", 1, text="Owls may moult [see Boxed Warning (5.1)] at night (see also GOUT).")
    (entry,) = indexed_sentences([row])
    assert not entry.own & {"box", "boxed", "gout"}
    assert "moult" in entry.own
