"""Every reader of text, each as a function of one text of any shape: what tests/test_linear_time.py holds to time.

A name is `room.file.function`. What several readers share is read through the one that calls it all.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from lxml import etree

from pipeline.language import (
    abbreviations,
    aligned_values,
    arms,
    boilerplate,
    boxed_warning,
    claim_parts,
    claimed_numbers,
    conclusions,
    directions,
    effects,
    fold,
    frequencies,
    headings,
    json_text,
    label_copies,
    label_names,
    label_passages,
    label_places,
    label_sentences,
    label_values,
    measures,
    number_features,
    number_words,
    passages,
    polarity,
    quantities,
    ranking_words,
    reported_notices,
    routes,
    sentence_changes,
    sentences,
    source_text,
    stated_ids,
    stated_years,
    support_features,
    terms,
    title_notices,
    titles,
    tokens,
    topics,
    units,
    verifying,
)
from pipeline.language.support_model import rarity
from pipeline.schema.tables import ArticleAbstract, Label, LabelSection, Question
from pipeline.sources import (
    adjudications_file,
    citation_keys,
    corrections_file,
    crossref,
    dailymed,
    dailymed_answers,
    dailymed_fractions,
    dailymed_sections,
    dailymed_text,
    dismissed_file,
    fda_labels,
    fda_labels_fields,
    fda_labels_text,
    front_matter,
    front_matter_fixes,
    key_offers,
    pubmed,
    pubmed_answer,
    pubmed_record,
    pubmed_text,
    question_file,
    question_fixes,
    question_mistakes,
    question_notes,
    reference_text,
    retraction_watch,
    review_log,
    snapshot,
    written_csv,
)
from pipeline.summaries import markdown
from tests.torture import documents
from tests.torture.documents import SET_ID

Reader = Callable[[str], object]
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


def _refused(reader: Reader) -> Reader:
    """A reader that may refuse a text with a documented error, which takes time too."""

    def read(text: str) -> object:
        try:
            return reader(text)
        except Exception as error:  # noqa: BLE001 - the fuzzing of parsers says which errors are documented
            return error

    return read


def _drained(found: Iterable[Any]) -> list[Any]:
    return list(found)


READERS: dict[str, Reader] = {
    # ---- language
    "language.abbreviations.definitions": abbreviations.definitions,
    "language.abbreviations.spelled_out": lambda t: abbreviations.spelled_out(t, {"A": "abba", "mg": "milligram"}),
    "language.aligned_values.aligned": lambda t: aligned_values.aligned(t, _source(t), rarity),
    "language.arms.arms_of": lambda t: arms.arms_of(t, t, _source(t)),
    "language.boilerplate.is_boilerplate": boilerplate.is_boilerplate,
    "language.boxed_warning.is_tamper_notice": boxed_warning.is_tamper_notice,
    "language.boxed_warning.boxed_sentence": lambda t: boxed_warning.boxed_sentence(t.split("\n")),
    "language.claim_parts.claim_parts": claim_parts.claim_parts,
    "language.claim_parts.whole": claim_parts.whole,
    "language.claimed_numbers.claimed_numbers": lambda t: claimed_numbers.claimed_numbers(CLAIM, _source(t), rarity),
    "language.claimed_numbers.study_years": lambda t: claimed_numbers.study_years(t, SOURCE),
    "language.conclusions.conclusion": lambda t: conclusions.conclusion([ArticleAbstract("1", 1, "", "", t)], CLAIM),
    "language.directions.cues": lambda t: _drained(directions.cues(t)),
    "language.directions.direction_of": directions.direction_of,
    "language.effects.effect": lambda t: effects.effect(
        t, tokens.stem_set("hip fractures"), arms.arms_of("examplumab", "placebo", SOURCE)
    ),
    "language.fold.folded": lambda t: (fold.folded(t), fold.folded(t, spell_umlauts=True)),
    "language.frequencies.frequencies": lambda t: _drained(frequencies.frequencies(t)),
    "language.headings.capitals_end": lambda t: headings.capitals_end(t.split()),
    "language.headings.title_end": lambda t: headings.title_end(t.split()),
    "language.json_text.an_object": _refused(lambda t: json_text.an_object(t.encode(), "an object")),
    "language.json_text.elements": lambda t: json_text.elements(json.dumps(list(t)), 0),
    "language.json_text.keys": lambda t: json_text.keys(json.dumps({str(i): c for i, c in enumerate(t)})),
    "language.json_text.place": lambda t: json_text.place(json.dumps({str(i): c for i, c in enumerate(t)}), 0, "0"),
    "language.label_copies.differing_copies": lambda t: label_copies.differing_copies(_source(t)),
    "language.label_copies.differing_copies (many)": lambda t: label_copies.differing_copies(_copies(len(t) // 50)),
    "language.label_copies.differs_in_numbers": lambda t: label_copies.differs_in_numbers(t, t[:-9]),
    "language.label_names.core_name": label_names.core_name,
    "language.label_names.drug_key": label_names.drug_key,
    "language.label_names.brands_named": lambda t: label_names.brands_named(t, ["Examplis", "a", "aaa", "Examplis XR"]),
    "language.label_names.forms_named": label_names.forms_named,
    "language.label_names.leads_to": lambda t: label_names.leads_to(t, _label(t)),
    "language.label_names.leads_to (a longer name)": lambda t: label_names.leads_to(t[: len(t) // 2], _label(t)),
    "language.label_names.leads_to_suffixed": lambda t: label_names.leads_to_suffixed(t, _label(f"{t}-abcd")),
    "language.label_passages.LabelIndex": lambda t: _index(t).closest(CLAIM),
    "language.label_passages.sections_asked": lambda t: label_passages.sections_asked(Question("a", t, "draft")),
    "language.label_places.sections_of_claim": label_places.sections_of_claim,
    "language.label_places.sections_of_question": label_places.sections_of_question,
    "language.label_places.kin_of_question": label_places.kin_of_question,
    "language.label_places.subjects_of_question": label_places.subjects_of_question,
    "language.label_sentences.label_sentences": lambda t: label_sentences.label_sentences([_section(t)]),
    "language.label_sentences.indexed_sentences": lambda t: _drained(label_sentences.indexed_sentences([_section(t)])),
    "language.label_sentences.is_heading": label_sentences.is_heading,
    "language.label_values.clean_day": label_values.clean_day,
    "language.label_values.clean_name": label_values.clean_name,
    "language.label_values.clean_text": label_values.clean_text,
    "language.label_values.clean_version": label_values.clean_version,
    "language.measures.measures": measures.measures,
    "language.number_features.words": number_features.words,
    "language.number_words.plain": number_words.plain,
    "language.number_words.number_of": _refused(number_words.number_of),
    "language.number_words.decimals_of": number_words.decimals_of,
    "language.passages.closest_text": lambda t: passages.closest_text(t, [t, CLAIM]),
    "language.polarity.polarity": polarity.polarity,
    "language.quantities.quantities": quantities.quantities,
    "language.quantities.plain_number": quantities.plain_number,
    "language.ranking_words.words": lambda t: ranking_words.terms(ranking_words.words(ranking_words.masked(t))),
    "language.reported_notices.reported_notice": lambda t: [
        reported_notices.reported_notice(f"{t} the trial was retracted", status)
        for status in reported_notices._PATTERNS
    ],
    "language.routes.dose_routes": lambda t: routes.dose_routes(f"5 mg oral {t}"),
    "language.sentence_changes.sentence_changes": lambda t: sentence_changes.sentence_changes([CLAIM], [t]),
    "language.sentence_changes.sentence_changes (many)": lambda t: sentence_changes.sentence_changes(
        [f"Sentence {i} of the old label says {i * i} and {t[:9]}." for i in range(len(t) // 100)],
        [f"Sentence {i} of a new label said {i * i} or {t[:9]}" for i in range(len(t) // 100)],
    ),
    "language.sentence_changes.changed_numbers": lambda t: sentence_changes.changed_numbers(t, CLAIM),
    "language.sentences.sentences": sentences.sentences,
    "language.source_text.source_text": lambda t: _source(t).full_text,
    "language.stated_ids.stated_ids": stated_ids.stated_ids,
    "language.stated_years.stated_years": stated_years.stated_years,
    "language.stated_years.publication_years": lambda t: stated_years.publication_years(2015, None, t),
    "language.support_features.support": lambda t: support_features.support(t, SOURCE, rarity),
    "language.terms.terms": terms.terms,
    "language.terms.stem": terms.stem,
    "language.titles.compare_titles": lambda t: titles.compare_titles(t, CLAIM),
    "language.title_notices.title_notice": lambda t: title_notices.title_notice(f"Retracted {t}"),
    "language.titles.contains_title": lambda t: titles.contains_title(t, CLAIM),
    "language.titles.contains_title (a long title)": lambda t: titles.contains_title(t, t[: len(t) // 2] + " z"),
    "language.titles.same_family_name": lambda t: titles.same_family_name(t, "Smith"),
    "language.tokens.stem_set": tokens.stem_set,
    "language.topics.Topics": lambda t: topics.Topics({"1": _source(t), "2": SOURCE}).fit(CLAIM, "1"),
    "language.units.unit_of": units.unit_of,
    "language.verifying.verify (claim)": lambda t: verifying.verify(t, SOURCE),
    "language.verifying.verify (source)": lambda t: verifying.verify(CLAIM, _source(t)),
    # ---- sources
    "sources.adjudications_file.parse": lambda t: adjudications_file.parse(
        "a", documents.csv(adjudications_file.HEADER, t)
    ),
    "sources.citation_keys.scan": citation_keys.scan,
    "sources.citation_keys.bare_references": lambda t: _drained(citation_keys.bare_references(t)),
    "sources.citation_keys.named_keys": citation_keys.named_keys,
    "sources.corrections_file.parse": lambda t: corrections_file.parse("a", documents.csv(corrections_file.HEADER, t)),
    "sources.crossref.can_be_filtered": _refused(lambda t: crossref.can_be_filtered(f"10.1000/{t}")),
    "sources.crossref.parse": lambda t: crossref.parse(documents.work(t)),
    "sources.crossref.read_work": lambda t: crossref.read_work(documents.one_work(t)),
    "sources.crossref.read_works": lambda t: crossref.read_works(documents.works(t)),
    "sources.dailymed.parse": lambda t: dailymed.parse(documents.spl(t)),
    "sources.dailymed.parse (underlined)": lambda t: dailymed.parse(documents.underlined(t)),
    "sources.dailymed_answers.read_names": _refused(lambda t: dailymed_answers.read_names(documents.names_page(t))),
    "sources.dailymed_answers.read_not_held": _refused(lambda t: dailymed_answers.read_not_held(t[:4_000].encode())),
    "sources.dailymed_answers.read_history": _refused(lambda t: dailymed_answers.read_history(documents.history(t))),
    "sources.dailymed_fractions.is_numerator": lambda t: dailymed_fractions.is_numerator(t, t),
    "sources.dailymed_fractions.joined": lambda t: dailymed_fractions.joined(documents.numerators(t)),
    "sources.dailymed_fractions.joined_rows": lambda t: dailymed_fractions.joined_rows(
        [[line] for line in documents.numerators(t)]
    ),
    "sources.dailymed_fractions.unmarked": lambda t: dailymed_fractions.unmarked(t.replace(" ", "\x01")),
    "sources.dailymed_sections.split_title": dailymed_sections.split_title,
    "sources.dailymed_text.lines_of": lambda t: dailymed_text.lines_of(etree.fromstring(documents.spl(t))),
    "sources.dismissed_file.parse": lambda t: dismissed_file.parse("a", documents.csv(dismissed_file.HEADER, t), ["a"]),
    "sources.dismissed_file.strangers": lambda t: dismissed_file.strangers(
        "a",
        documents.csv(
            dismissed_file.HEADER, "\n".join(f'a,{i + 1},"{t[:9]}",A,2026-01-01' for i in range(len(t) // 40))
        ),
        {"a": ["7"]},
    ),
    "sources.fda_labels.doubt": lambda t: fda_labels.doubt(documents.openfda(t)),
    "sources.fda_labels.name_query": fda_labels.name_query,
    "sources.fda_labels.parse": lambda t: fda_labels.parse(documents.openfda(t)),
    "sources.fda_labels.read_page": lambda t: fda_labels.read_page(documents.openfda_page(t)),
    "sources.fda_labels_fields.each_once": lambda t: fda_labels_fields.each_once(
        {"spl_unclassified_section": [t, t[:-9]], "warnings": [t]}
    ),
    "sources.fda_labels_text.split_text": lambda t: fda_labels_text.split_text(t, "warnings", known=[t[: len(t) // 2]]),
    "sources.front_matter.read": lambda t: front_matter.read(documents.front(t)),
    "sources.front_matter_fixes.likely_causes": lambda t: front_matter_fixes.likely_causes(f"question:{t}\n{t}"),
    "sources.key_offers.bracketed": key_offers.bracketed,
    "sources.key_offers.likely": key_offers.likely,
    "sources.key_offers.named": lambda t: _drained(key_offers.named(t)),
    "sources.pubmed.read_search": _refused(lambda t: pubmed.read_search(t.encode())),
    "sources.pubmed.read_found": _refused(lambda t: pubmed.read_found(documents.found(t), 20)),
    "sources.pubmed.read_link_sets": lambda t: pubmed.read_link_sets(documents.links(t), ["1"]),
    "sources.pubmed.names_others": lambda t: pubmed.names_others(documents.record(t)),
    "sources.pubmed.read_conversions": _refused(lambda t: pubmed.read_conversions(t.encode())),
    "sources.pubmed_answer.split": lambda t: pubmed_answer.split(documents.answer(t)),
    "sources.pubmed_answer.split (many records)": lambda t: pubmed_answer.split(documents.many_records(t)),
    "sources.pubmed_answer.split (damaged)": _refused(lambda t: pubmed_answer.split(t.encode())),
    "sources.pubmed_answer.split (unclosed)": _refused(
        lambda t: pubmed_answer.split(
            b"<PubmedArticleSet><![CDATA[" + b"<PubmedArticle </PubmedArticle <?<!--" * (len(t) // 40)
        )
    ),
    "sources.pubmed_answer.deleted_pmids": _refused(lambda t: pubmed_answer.deleted_pmids(t.encode())),
    "sources.pubmed_record.parse": lambda t: pubmed_record.parse(documents.record(t)),
    "sources.pubmed_record.parse (markup)": lambda t: pubmed_record.parse(documents.marked_up(t)),
    "sources.pubmed_record.parse (formula)": lambda t: pubmed_record.parse(documents.formula(t)),
    "sources.pubmed_text.tidy": pubmed_text.tidy,
    "sources.pubmed_text.version_of": pubmed_text.version_of,
    "sources.pubmed_text.with_mathml": lambda t: pubmed_text.with_mathml(b"<mml:math" + t.encode()),
    "sources.question_file.parse": lambda t: question_file.parse("questions/a.md", documents.question(t)),
    "sources.question_file.parse (a paragraph)": lambda t: question_file.parse(
        "questions/a.md", documents.paragraphs(t)
    ),
    "sources.question_fixes.footnote_flaws": lambda t: _drained(
        question_fixes.footnote_flaws(t.replace("[@", "[^"), "\u16eb", {}, is_flawed=False)
    ),
    "sources.question_fixes.footnotes": lambda t: question_fixes.footnotes([f"[^{t}", f"[^1]: {t}"]),
    "sources.question_fixes.html_mend": lambda t: question_fixes.html_mend(t.split("\n"), is_item=True),
    "sources.question_fixes.table_mend": lambda t: question_fixes.table_mend([t, t, t]),
    "sources.question_fixes.without_tags": question_fixes.without_tags,
    "sources.question_mistakes.expected": lambda t: question_mistakes.expected(t, t, t),
    "sources.question_mistakes.shown": question_mistakes.shown,
    "sources.question_mistakes.nearest": lambda t: question_mistakes.nearest(t, ["pmid", "doi"]),
    "sources.question_notes.is_abstention": question_notes.is_abstention,
    "sources.reference_text.split": reference_text.split,
    "sources.retraction_watch.rows_of": _refused(
        lambda t: retraction_watch.rows_of(documents.csv(retraction_watch.NEEDED, t), ["10.1/a"], ["1"])
    ),
    "sources.retraction_watch.parse": _refused(
        lambda t: retraction_watch.parse(json.dumps(dict.fromkeys(retraction_watch.NEEDED, t)).encode())
    ),
    "sources.review_log.parse": lambda t: review_log.parse("a", documents.csv(review_log.HEADER, t)),
    "sources.snapshot.parse": _refused(lambda t: snapshot.parse(t.encode())),
    "sources.written_csv.read": lambda t: _drained(written_csv.read(documents.csv(["a", "b"], t), ["a", "b"])),
    "sources.written_csv.one_line": written_csv.one_line,
    # ---- summaries
    "summaries.markdown.escape": markdown.escape,
    "summaries.markdown.shorten": lambda t: markdown.shorten(t, 100),
}

_CALLED = "called by a listed reader on all of the text"
_VALUES = "takes what a listed reader made of the text, not a text"
_WRITES = "writes a text, and reads none"
EXEMPT: dict[str, str] = {
    "language.judging.claim_findings": _WRITES,
    "language.label_copies.bare": f"{_CALLED}: differing_copies",
    "language.label_copies.numbers_of": f"{_CALLED}: differing_copies",
    "language.title_notices.unmarked": f"{_CALLED}: compare_titles",
    "sources.dailymed.doubt": f"{_CALLED}: dailymed.parse",
    "sources.dailymed_answers.name_params": _WRITES,
    "sources.dailymed_answers.read_no_search": "reads no byte of the body",
    "sources.dailymed_fractions.is_denominator": f"{_CALLED}: joined",
    "sources.dailymed_fractions.over": f"{_CALLED}: joined",
    "sources.front_matter_fixes.place_of": f"{_CALLED}: likely_causes",
    "sources.front_matter_fixes.yaml_mistakes": f"{_CALLED}: front_matter.read",
    "sources.key_offers.joined": _WRITES,
    "sources.pubmed_dates.last_year_of": f"{_CALLED}: pubmed_record.parse",
    "sources.question_fixes.html_line": f"{_CALLED}: without_tags",
    "sources.question_fixes.is_only_footnote": f"{_CALLED}: question_file.parse",
    "sources.question_mistakes.save_as_utf_8": "looks at the first bytes and at one byte",
    "sources.question_passage.read_passage": f"{_CALLED}: question_file.parse",
    "language.arms.without": _VALUES,
    "language.citing.record_words": _WRITES,
    "language.claimed_numbers.held": f"{_CALLED}: claimed_numbers",
    "language.closest.closest": f"{_CALLED}: support",
    "language.closest.share": _VALUES,
    "language.comparison_features.comparison_values": f"{_CALLED}: support",
    "language.headings.bare": f"{_CALLED}: capitals_end",
    "language.headings.is_capitals": f"{_CALLED}: capitals_end",
    "language.json_text.whole": f"{_CALLED}: elements",
    "language.judging.finding": _WRITES,
    "language.judging.nothing_against": _WRITES,
    "language.judging.paper_findings": _WRITES,
    "language.label_names.has_form": _VALUES,
    "language.number_features.nearness": f"{_CALLED}: claimed_numbers",
    "language.number_features.ranked": f"{_CALLED}: claimed_numbers",
    "language.number_features.share": _VALUES,
    "language.passages.shared": f"{_CALLED}: closest_text",
    "language.ranking_words.masked": f"{_CALLED}: words",
    "language.ranking_words.terms": f"{_CALLED}: words",
    "language.standing.notices_of": _VALUES,
    "language.statement_features.statement_values": f"{_CALLED}: support",
    "language.support_model.probabilities": _VALUES,
    "language.support_model.rarity": _VALUES,
    "language.terms.numbers": f"{_CALLED}: terms",
    "language.terms.stems": f"{_CALLED}: terms",
    "language.tokens.tokens": f"{_CALLED}: stem_set",
    "language.verifying.is_contradiction": _VALUES,
    "language.verifying.is_other_article": f"{_CALLED}: verify",
    "language.verifying.is_support": _VALUES,
    "sources.citation_keys.masked": f"{_CALLED}: scan",
    "sources.crossref.filter_of": _WRITES,
    "sources.crossref.read_not_found": "compares whole bodies",
    "sources.crossref.work_path": _WRITES,
    "sources.dailymed.boxed_warning": f"{_CALLED}: dailymed.parse",
    "sources.dailymed.header": f"{_CALLED}: dailymed.parse",
    "sources.dailymed.read_spl": f"{_CALLED}: dailymed.parse",
    "sources.dailymed.spl_reader": _WRITES,
    "sources.dailymed_sections.read_sections": f"{_CALLED}: dailymed.parse",
    "sources.dailymed_text.local_name": "reads one tag",
    "sources.dailymed_text.table_lines": f"{_CALLED}: dailymed.parse",
    "sources.fda_labels.application_query": _WRITES,
    "sources.fda_labels.description_query": _WRITES,
    "sources.fda_labels.header": f"{_CALLED}: fda_labels.parse",
    "sources.fda_labels.read_not_found": f"{_CALLED}: the JSON that read_page reads too",
    "sources.fda_labels.set_ids_query": _WRITES,
    "sources.fda_labels_fields.read_fields": f"{_CALLED}: fda_labels.parse",
    "sources.fda_labels_text.cut_text": f"{_CALLED}: split_text",
    "sources.fda_labels_text.read_part": f"{_CALLED}: split_text",
    "sources.fda_labels_text.with_lines": f"{_CALLED}: split_text",
    "sources.pubmed.id_query": _WRITES,
    "sources.pubmed.read_links": f"{_CALLED}: read_link_sets",
    "sources.pubmed_dates.date_of": f"{_CALLED}: pubmed_record.parse",
    "sources.pubmed_dates.year_of": "reads the first four characters",
    "sources.pubmed_text.text_of": f"{_CALLED}: pubmed_record.parse",
    "sources.question_file.claim_id": "hashes the text",
    "sources.question_file.is_question_path": "reads a file's name",
    "sources.written_csv.is_day": "reads one value of ten characters",
    "sources.written_csv.line": _WRITES,
    "sources.written_csv.nearest": "compares one value with the words of a closed list",
}
