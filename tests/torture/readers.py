"""Every reader of text, each as a function of one text of any shape: what tests/test_linear_time.py holds to time.

A name is `room.file.function`. What several readers share is read through the one that calls it all.
"""

import json

from pipeline.findings import reported_notices
from pipeline.language.claims import arms, directions, effects, polarity, support_features, topics, verifying
from pipeline.language.claims import parts as claim_parts
from pipeline.language.claims.support_model import rarity
from pipeline.language.labels import boxed_warning
from pipeline.language.labels import copies as label_copies
from pipeline.language.labels import names as label_names
from pipeline.language.labels import passages as label_passages
from pipeline.language.labels import places as label_places
from pipeline.language.labels import sentences as label_sentences
from pipeline.language.labels import values as label_values
from pipeline.language.numbers import (
    aligned_values,
    claimed_numbers,
    frequencies,
    measures,
    routes,
    stated_years,
    units,
    written_numbers,
)
from pipeline.language.numbers import features as number_features
from pipeline.language.text import (
    abbreviations,
    boilerplate,
    conclusions,
    fold,
    headings,
    json_text,
    number_words,
    passages,
    quantities,
    sentence_changes,
    sentences,
    source_text,
    stated_ids,
    stem,
    terms,
    title_notices,
    titles,
    tokens,
)
from pipeline.schema.label_tables import Label, LabelSection
from pipeline.schema.paper_tables import ArticleAbstract
from pipeline.schema.question_tables import Question
from pipeline.summaries import markdown
from tests.torture.documents import SET_ID
from tests.torture.reader import Reader, drained, refused
from tests.torture.source_readers import SOURCE_READERS

CLAIM = "Examplumab reduced hip fractures by 41% compared with placebo in 2015."
ABSTRACT = (
    "Examplumab (EXA) 5 mg daily was compared with placebo. Hip fractures were reduced by 41% (HR 0.59, 95% CI 0.42 to"
    " 0.83) with examplumab versus placebo. There was no significant difference between the groups in pain."
)
SOURCE = source_text.source_text("Examplumab and hip fractures", [("RESULTS", "RESULTS", ABSTRACT)], [2015])


def _source(text: str) -> source_text.SourceText:
    return source_text.source_text("Examplumab and hip fractures", [("RESULTS", "RESULTS", text)], [2015])


def _section(text: str) -> LabelSection:
    return LabelSection(SET_ID, "dosage_and_administration", 1, "34068-7", "2", "Dosage", text)


def _index(text: str) -> label_passages.LabelIndex:
    return label_passages.LabelIndex([_section(text)], ["Examplis"])


def _label(name: str) -> Label:
    return Label(set_id=SET_ID, brand_name=(name,), generic_name=("examplumab",), source="openfda")


def _copies(number: int) -> source_text.SourceText:
    """Copies of one sentence by turns under two titles, no two with the same number."""
    parts = [(str(i % 2), "", f"Give examplumab in a dose of {i // 2} mg.") for i in range(number)]
    return source_text.source_text("", parts, [])


READERS: dict[str, Reader] = {
    # ---- language
    "language.text.abbreviations.definitions": abbreviations.definitions,
    "language.text.abbreviations.spelled_out": lambda t: abbreviations.spelled_out(t, {"A": "abba", "mg": "milligram"}),
    "language.numbers.aligned_values.aligned": lambda t: aligned_values.aligned(t, _source(t), rarity),
    "language.claims.arms.arms_of": lambda t: arms.arms_of(t, t, _source(t)),
    "language.text.boilerplate.is_boilerplate": boilerplate.is_boilerplate,
    "language.labels.boxed_warning.is_tamper_notice": boxed_warning.is_tamper_notice,
    "language.labels.boxed_warning.boxed_sentence": lambda t: boxed_warning.boxed_sentence(t.split("\n")),
    "language.claims.parts.claim_parts": claim_parts.claim_parts,
    "language.claims.parts.whole": claim_parts.whole,
    "language.numbers.claimed_numbers.claimed_numbers": lambda t: claimed_numbers.claimed_numbers(
        CLAIM, _source(t), rarity
    ),
    "language.numbers.claimed_numbers.study_years": lambda t: claimed_numbers.study_years(t, SOURCE),
    "language.text.conclusions.conclusion": lambda t: conclusions.conclusion(
        [ArticleAbstract("1", 1, "", "", t)], CLAIM
    ),
    "language.claims.directions.cues": lambda t: drained(directions.cues(t)),
    "language.claims.directions.direction_of": directions.direction_of,
    "language.claims.effects.effect": lambda t: effects.effect(
        t, tokens.stem_set("hip fractures"), arms.arms_of("examplumab", "placebo", SOURCE)
    ),
    "language.text.fold.folded": lambda t: (fold.folded(t), fold.folded(t, spell_umlauts=True)),
    "language.numbers.frequencies.frequencies": lambda t: drained(frequencies.frequencies(t)),
    "language.text.headings.capitals_end": lambda t: headings.capitals_end(t.split()),
    "language.text.headings.title_end": lambda t: headings.title_end(t.split()),
    "language.text.json_text.an_object": refused(lambda t: json_text.an_object(t.encode(), "an object")),
    "language.text.json_text.elements": lambda t: json_text.elements(json.dumps(list(t)), 0),
    "language.text.json_text.keys": lambda t: json_text.keys(json.dumps({str(i): c for i, c in enumerate(t)})),
    "language.text.json_text.place": lambda t: json_text.place(
        json.dumps({str(i): c for i, c in enumerate(t)}), 0, "0"
    ),
    "language.labels.copies.differing_copies": lambda t: label_copies.differing_copies(_source(t)),
    "language.labels.copies.differing_copies (many)": lambda t: label_copies.differing_copies(_copies(len(t) // 50)),
    "language.labels.copies.differs_in_numbers": lambda t: label_copies.differs_in_numbers(t, t[:-9]),
    "language.labels.names.core_name": label_names.core_name,
    "language.labels.names.drug_key": label_names.drug_key,
    "language.labels.names.brands_named": lambda t: label_names.brands_named(
        t, ["Examplis", "a", "aaa", "Examplis XR"]
    ),
    "language.labels.names.forms_named": label_names.forms_named,
    "language.labels.names.leads_to": lambda t: label_names.leads_to(t, _label(t)),
    "language.labels.names.leads_to (a longer name)": lambda t: label_names.leads_to(t[: len(t) // 2], _label(t)),
    "language.labels.names.leads_to_suffixed": lambda t: label_names.leads_to_suffixed(t, _label(f"{t}-abcd")),
    "language.labels.passages.LabelIndex": lambda t: _index(t).closest(CLAIM),
    "language.labels.passages.sections_asked": lambda t: label_passages.sections_asked(Question("a", t, "draft")),
    "language.labels.places.sections_of_claim": label_places.sections_of_claim,
    "language.labels.places.sections_of_question": label_places.sections_of_question,
    "language.labels.places.kin_of_question": label_places.kin_of_question,
    "language.labels.places.subjects_of_question": label_places.subjects_of_question,
    "language.labels.sentences.label_sentences": lambda t: label_sentences.label_sentences([_section(t)]),
    "language.labels.sentences.indexed_sentences": lambda t: drained(label_sentences.indexed_sentences([_section(t)])),
    "language.labels.sentences.is_heading": label_sentences.is_heading,
    "language.labels.values.clean_day": label_values.clean_day,
    "language.labels.values.clean_name": label_values.clean_name,
    "language.labels.values.clean_text": label_values.clean_text,
    "language.labels.values.clean_version": label_values.clean_version,
    "language.numbers.measures.measures": measures.measures,
    "language.numbers.features.words": number_features.words,
    "language.text.number_words.in_digits": number_words.in_digits,
    "language.text.number_words.value_of": number_words.value_of,
    "language.numbers.written_numbers.plain": written_numbers.plain,
    "language.numbers.written_numbers.number_of": refused(written_numbers.number_of),
    "language.numbers.written_numbers.decimals_of": written_numbers.decimals_of,
    "language.text.passages.closest_text": lambda t: passages.closest_text(t, [t, CLAIM]),
    "language.claims.polarity.polarity": polarity.polarity,
    "language.text.quantities.quantities": quantities.quantities,
    "language.text.quantities.plain_number": quantities.plain_number,
    "language.text.tokens.ranking_words": lambda t: tokens.with_pairs(tokens.ranking_words(tokens.masked(t))),
    "language.text.tokens.written_words": tokens.written_words,
    "language.text.tokens.stems": tokens.stems,
    "findings.reported_notices.reported_notice": lambda t: [
        reported_notices.reported_notice(f"{t} the trial was retracted", status)
        for status in reported_notices._PATTERNS
    ],
    "language.numbers.routes.dose_routes": lambda t: routes.dose_routes(f"5 mg oral {t}"),
    "language.text.sentence_changes.sentence_changes": lambda t: sentence_changes.sentence_changes([CLAIM], [t]),
    "language.text.sentence_changes.sentence_changes (many)": lambda t: sentence_changes.sentence_changes(
        [f"Sentence {i} of the old label says {i * i} and {t[:9]}." for i in range(len(t) // 100)],
        [f"Sentence {i} of a new label said {i * i} or {t[:9]}" for i in range(len(t) // 100)],
    ),
    "language.text.sentence_changes.changed_numbers": lambda t: sentence_changes.changed_numbers(t, CLAIM),
    "language.text.sentences.sentences": sentences.sentences,
    "language.text.source_text.source_text": lambda t: _source(t).full_text,
    "language.text.stated_ids.stated_ids": stated_ids.stated_ids,
    "language.numbers.stated_years.stated_years": stated_years.stated_years,
    "language.numbers.stated_years.publication_years": lambda t: stated_years.publication_years(2015, None, t),
    "language.claims.support_features.support": lambda t: support_features.support(t, SOURCE, rarity),
    "language.text.terms.terms": terms.terms,
    "language.text.stem.stem": stem.stem,
    "language.text.titles.compare_titles": lambda t: titles.compare_titles(t, CLAIM),
    "language.text.title_notices.title_notice": lambda t: title_notices.title_notice(f"Retracted {t}"),
    "language.text.titles.contains_title": lambda t: titles.contains_title(t, CLAIM),
    "language.text.titles.contains_title (a long title)": lambda t: titles.contains_title(t, t[: len(t) // 2] + " z"),
    "language.text.titles.same_family_name": lambda t: titles.same_family_name(t, "Smith"),
    "language.text.tokens.stem_set": tokens.stem_set,
    "language.claims.topics.Topics": lambda t: topics.Topics({"1": _source(t), "2": SOURCE}).fit(CLAIM, "1"),
    "language.numbers.units.unit_of": units.unit_of,
    "language.claims.verifying.verify (claim)": lambda t: verifying.verify(t, SOURCE),
    "language.claims.verifying.verify (source)": lambda t: verifying.verify(CLAIM, _source(t)),
    **SOURCE_READERS,
    # ---- summaries
    "summaries.markdown.escape": markdown.escape,
    "summaries.markdown.shorten": lambda t: markdown.shorten(t, 100),
}
