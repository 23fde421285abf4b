import unicodedata

from pipeline.schema.normal_form import normal_form


def test_ordinary_text_is_in_the_normal_form_of_unicode() -> None:
    for text in ("plain", "Ra\u0308kel", "½ mg", "e\u0301\u0316 " + "a\u0301" * 40, "体重は五十キログラムでした。" * 5):
        assert normal_form("NFC", text) == unicodedata.normalize("NFC", text)
        assert normal_form("NFKD", text) == unicodedata.normalize("NFKD", text)


def test_marks_beyond_those_of_any_language_are_left_out() -> None:
    assert normal_form("NFKD", "e" + "\u0301\u0316" * 50 + "x") == "e" + "\u0316" * 15 + "\u0301" * 15 + "x"
