"""Every reader of text, each as a function of one text of any shape: what tests/test_linear_time.py holds to time.

A name is `room.file.function`. What several readers share is read through the one that calls it all.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from lxml import etree

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
    number_words,
    routes,
    stated_years,
    units,
)
from pipeline.language.numbers import features as number_features
from pipeline.language.text import (
    abbreviations,
    boilerplate,
    conclusions,
    fold,
    headings,
    json_text,
    passages,
    quantities,
    ranking_words,
    sentence_changes,
    sentences,
    source_text,
    stated_ids,
    terms,
    title_notices,
    titles,
    tokens,
)
from pipeline.schema.tables import ArticleAbstract, Label, LabelSection, Question
from pipeline.sources import mistakes as question_mistakes
from pipeline.sources import snapshot
from pipeline.sources.handwritten import adjudications as adjudications_file
from pipeline.sources.handwritten import corrections as corrections_file
from pipeline.sources.handwritten import dismissed as dismissed_file
from pipeline.sources.handwritten import review_log, written_csv
from pipeline.sources.labels import dailymed, dailymed_answers, dailymed_fractions, dailymed_sections, dailymed_text
from pipeline.sources.labels import openfda as fda_labels
from pipeline.sources.labels import openfda_fields as fda_labels_fields
from pipeline.sources.labels import openfda_text as fda_labels_text
from pipeline.sources.papers import (
    crossref,
    entrez_answer,
    pubmed,
    pubmed_answer,
    pubmed_record,
    pubmed_text,
    retraction_watch,
)
from pipeline.sources.questions import citation_keys, front_matter, front_matter_fixes, key_offers, reference_text
from pipeline.sources.questions import file as question_file
from pipeline.sources.questions import fixes as question_fixes
from pipeline.sources.questions import notes as question_notes
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
    "language.claims.directions.cues": lambda t: _drained(directions.cues(t)),
    "language.claims.directions.direction_of": directions.direction_of,
    "language.claims.effects.effect": lambda t: effects.effect(
        t, tokens.stem_set("hip fractures"), arms.arms_of("examplumab", "placebo", SOURCE)
    ),
    "language.text.fold.folded": lambda t: (fold.folded(t), fold.folded(t, spell_umlauts=True)),
    "language.numbers.frequencies.frequencies": lambda t: _drained(frequencies.frequencies(t)),
    "language.text.headings.capitals_end": lambda t: headings.capitals_end(t.split()),
    "language.text.headings.title_end": lambda t: headings.title_end(t.split()),
    "language.text.json_text.an_object": _refused(lambda t: json_text.an_object(t.encode(), "an object")),
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
    "language.labels.sentences.indexed_sentences": lambda t: _drained(label_sentences.indexed_sentences([_section(t)])),
    "language.labels.sentences.is_heading": label_sentences.is_heading,
    "language.labels.values.clean_day": label_values.clean_day,
    "language.labels.values.clean_name": label_values.clean_name,
    "language.labels.values.clean_text": label_values.clean_text,
    "language.labels.values.clean_version": label_values.clean_version,
    "language.numbers.measures.measures": measures.measures,
    "language.numbers.features.words": number_features.words,
    "language.numbers.number_words.plain": number_words.plain,
    "language.numbers.number_words.number_of": _refused(number_words.number_of),
    "language.numbers.number_words.decimals_of": number_words.decimals_of,
    "language.text.passages.closest_text": lambda t: passages.closest_text(t, [t, CLAIM]),
    "language.claims.polarity.polarity": polarity.polarity,
    "language.text.quantities.quantities": quantities.quantities,
    "language.text.quantities.plain_number": quantities.plain_number,
    "language.text.ranking_words.words": lambda t: ranking_words.terms(ranking_words.words(ranking_words.masked(t))),
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
    "language.text.terms.stem": terms.stem,
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
    # ---- sources
    "sources.handwritten.adjudications.parse": lambda t: adjudications_file.parse(
        "a", documents.csv(adjudications_file.HEADER, t)
    ),
    "sources.questions.citation_keys.scan": citation_keys.scan,
    "sources.questions.citation_keys.bare_references": lambda t: _drained(citation_keys.bare_references(t)),
    "sources.questions.citation_keys.named_keys": citation_keys.named_keys,
    "sources.handwritten.corrections.parse": lambda t: corrections_file.parse(
        "a", documents.csv(corrections_file.HEADER, t)
    ),
    "sources.papers.crossref.can_be_filtered": _refused(lambda t: crossref.can_be_filtered(f"10.1000/{t}")),
    "sources.papers.crossref.parse": lambda t: crossref.parse(documents.work(t)),
    "sources.papers.crossref.read_work": lambda t: crossref.read_work(documents.one_work(t)),
    "sources.papers.crossref.read_works": lambda t: crossref.read_works(documents.works(t)),
    "sources.labels.dailymed.parse": lambda t: dailymed.parse(documents.spl(t)),
    "sources.labels.dailymed.parse (underlined)": lambda t: dailymed.parse(documents.underlined(t)),
    "sources.labels.dailymed_answers.read_names": _refused(
        lambda t: dailymed_answers.read_names(documents.names_page(t))
    ),
    "sources.labels.dailymed_answers.read_not_held": _refused(
        lambda t: dailymed_answers.read_not_held(t[:4_000].encode())
    ),
    "sources.labels.dailymed_answers.read_history": _refused(
        lambda t: dailymed_answers.read_history(documents.history(t))
    ),
    "sources.labels.dailymed_fractions.is_numerator": lambda t: dailymed_fractions.is_numerator(t, t),
    "sources.labels.dailymed_fractions.joined": lambda t: dailymed_fractions.joined(documents.numerators(t)),
    "sources.labels.dailymed_fractions.joined_rows": lambda t: dailymed_fractions.joined_rows(
        [[line] for line in documents.numerators(t)]
    ),
    "sources.labels.dailymed_fractions.unmarked": lambda t: dailymed_fractions.unmarked(t.replace(" ", "\x01")),
    "sources.labels.dailymed_sections.split_title": dailymed_sections.split_title,
    "sources.labels.dailymed_text.lines_of": lambda t: dailymed_text.lines_of(etree.fromstring(documents.spl(t))),
    "sources.handwritten.dismissed.parse": lambda t: dismissed_file.parse(
        "a", documents.csv(dismissed_file.HEADER, t), ["a"]
    ),
    "sources.handwritten.dismissed.strangers": lambda t: dismissed_file.strangers(
        "a",
        documents.csv(
            dismissed_file.HEADER, "\n".join(f'a,{i + 1},"{t[:9]}",A,2026-01-01' for i in range(len(t) // 40))
        ),
        {"a": ["7"]},
    ),
    "sources.labels.openfda.doubt": lambda t: fda_labels.doubt(documents.openfda(t)),
    "sources.labels.openfda.name_query": fda_labels.name_query,
    "sources.labels.openfda.parse": lambda t: fda_labels.parse(documents.openfda(t)),
    "sources.labels.openfda.read_page": lambda t: fda_labels.read_page(documents.openfda_page(t)),
    "sources.labels.openfda_fields.each_once": lambda t: fda_labels_fields.each_once(
        {"spl_unclassified_section": [t, t[:-9]], "warnings": [t]}
    ),
    "sources.labels.openfda_text.split_text": lambda t: fda_labels_text.split_text(
        t, "warnings", known=[t[: len(t) // 2]]
    ),
    "sources.questions.front_matter.read": lambda t: front_matter.read(documents.front(t)),
    "sources.questions.front_matter_fixes.likely_causes": lambda t: front_matter_fixes.likely_causes(
        f"question:{t}\n{t}"
    ),
    "sources.questions.key_offers.bracketed": key_offers.bracketed,
    "sources.questions.key_offers.likely": key_offers.likely,
    "sources.questions.key_offers.named": lambda t: _drained(key_offers.named(t)),
    "sources.papers.entrez_answer.read": _refused(lambda t: entrez_answer.read(documents.found(t), "eSearchResult")),
    "sources.papers.pubmed.read_search": _refused(lambda t: pubmed.read_search(t.encode())),
    "sources.papers.pubmed.read_found": _refused(lambda t: pubmed.read_found(documents.found(t), 20)),
    "sources.papers.pubmed.read_link_set": lambda t: pubmed.read_link_set(documents.link_set(t)),
    "sources.papers.pubmed.read_link_sets": lambda t: pubmed.read_link_sets(documents.links(t), ["1"]),
    "sources.papers.pubmed.names_others": lambda t: pubmed.names_others(documents.record(t)),
    "sources.papers.pubmed.read_conversions": _refused(lambda t: pubmed.read_conversions(t.encode())),
    "sources.papers.pubmed_answer.split": lambda t: pubmed_answer.split(documents.answer(t)),
    "sources.papers.pubmed_answer.split (many records)": lambda t: pubmed_answer.split(documents.many_records(t)),
    "sources.papers.pubmed_answer.split (damaged)": _refused(lambda t: pubmed_answer.split(t.encode())),
    "sources.papers.pubmed_answer.split (unclosed)": _refused(
        lambda t: pubmed_answer.split(
            b"<PubmedArticleSet><![CDATA[" + b"<PubmedArticle </PubmedArticle <?<!--" * (len(t) // 40)
        )
    ),
    "sources.papers.pubmed_answer.deleted_pmids": _refused(lambda t: pubmed_answer.deleted_pmids(t.encode())),
    "sources.papers.pubmed_record.parse": lambda t: pubmed_record.parse(documents.record(t)),
    "sources.papers.pubmed_record.parse (markup)": lambda t: pubmed_record.parse(documents.marked_up(t)),
    "sources.papers.pubmed_record.parse (formula)": lambda t: pubmed_record.parse(documents.formula(t)),
    "sources.papers.pubmed_text.tidy": pubmed_text.tidy,
    "sources.papers.pubmed_text.version_of": pubmed_text.version_of,
    "sources.papers.pubmed_text.with_mathml": lambda t: pubmed_text.with_mathml(b"<mml:math" + t.encode()),
    "sources.questions.file.parse": lambda t: question_file.parse("questions/a.md", documents.question(t)),
    "sources.questions.file.parse (a paragraph)": lambda t: question_file.parse(
        "questions/a.md", documents.paragraphs(t)
    ),
    "sources.questions.fixes.footnote_flaws": lambda t: _drained(
        question_fixes.footnote_flaws(t.replace("[@", "[^"), "\u16eb", {}, is_flawed=False)
    ),
    "sources.questions.fixes.footnotes": lambda t: question_fixes.footnotes([f"[^{t}", f"[^1]: {t}"]),
    "sources.questions.fixes.html_mend": lambda t: question_fixes.html_mend(t.split("\n"), is_item=True),
    "sources.questions.fixes.table_mend": lambda t: question_fixes.table_mend([t, t, t]),
    "sources.questions.fixes.without_tags": question_fixes.without_tags,
    "sources.mistakes.expected": lambda t: question_mistakes.expected(t, t, t),
    "sources.mistakes.shown": question_mistakes.shown,
    "sources.mistakes.nearest": lambda t: question_mistakes.nearest(t, ["pmid", "doi"]),
    "sources.questions.notes.is_abstention": question_notes.is_abstention,
    "sources.questions.reference_text.split": reference_text.split,
    "sources.papers.retraction_watch.rows_of": _refused(
        lambda t: retraction_watch.rows_of(documents.csv(retraction_watch.NEEDED, t), ["10.1/a"], ["1"])
    ),
    "sources.papers.retraction_watch.parse": _refused(
        lambda t: retraction_watch.parse(json.dumps(dict.fromkeys(retraction_watch.NEEDED, t)).encode())
    ),
    "sources.handwritten.review_log.parse": lambda t: review_log.parse("a", documents.csv(review_log.HEADER, t)),
    "sources.snapshot.parse": _refused(lambda t: snapshot.parse(t.encode())),
    "sources.handwritten.written_csv.read": lambda t: _drained(
        written_csv.read(documents.csv(["a", "b"], t), ["a", "b"])
    ),
    "sources.handwritten.written_csv.one_line": written_csv.one_line,
    # ---- summaries
    "summaries.markdown.escape": markdown.escape,
    "summaries.markdown.shorten": lambda t: markdown.shorten(t, 100),
}

_CALLED = "called by a listed reader on all of the text"
_VALUES = "takes what a listed reader made of the text, not a text"
_WRITES = "writes a text, and reads none"
EXEMPT: dict[str, str] = {
    "findings.judgement.claim_findings": _WRITES,
    "language.labels.copies.bare": f"{_CALLED}: differing_copies",
    "language.labels.copies.numbers_of": f"{_CALLED}: differing_copies",
    "language.text.title_notices.unmarked": f"{_CALLED}: compare_titles",
    "sources.labels.dailymed.doubt": f"{_CALLED}: dailymed.parse",
    "sources.labels.dailymed_answers.name_params": _WRITES,
    "sources.labels.dailymed_answers.read_no_search": "reads no byte of the body",
    "sources.labels.dailymed_fractions.is_denominator": f"{_CALLED}: joined",
    "sources.labels.dailymed_fractions.over": f"{_CALLED}: joined",
    "sources.questions.front_matter_fixes.place_of": f"{_CALLED}: likely_causes",
    "sources.questions.front_matter_fixes.yaml_mistakes": f"{_CALLED}: front_matter.read",
    "sources.questions.key_offers.joined": _WRITES,
    "sources.papers.pubmed_dates.last_year_of": f"{_CALLED}: pubmed_record.parse",
    "sources.questions.fixes.html_line": f"{_CALLED}: without_tags",
    "sources.questions.fixes.is_only_footnote": f"{_CALLED}: question_file.parse",
    "sources.mistakes.save_as_utf_8": "looks at the first bytes and at one byte",
    "sources.questions.passage.read_passage": f"{_CALLED}: question_file.parse",
    "language.claims.arms.without": _VALUES,
    "findings.citing.record_words": _WRITES,
    "language.numbers.claimed_numbers.held": f"{_CALLED}: claimed_numbers",
    "language.claims.closest.closest": f"{_CALLED}: support",
    "language.claims.closest.share": _VALUES,
    "language.claims.comparison_features.comparison_values": f"{_CALLED}: support",
    "language.text.headings.bare": f"{_CALLED}: capitals_end",
    "language.text.headings.is_capitals": f"{_CALLED}: capitals_end",
    "language.text.json_text.whole": f"{_CALLED}: elements",
    "findings.judgement.finding": _WRITES,
    "findings.judgement.nothing_against": _WRITES,
    "findings.judgement.paper_findings": _WRITES,
    "language.labels.names.has_form": _VALUES,
    "language.numbers.features.nearness": f"{_CALLED}: claimed_numbers",
    "language.numbers.features.ranked": f"{_CALLED}: claimed_numbers",
    "language.numbers.features.share": _VALUES,
    "language.text.learnt.learnt": "takes names of files of the package, not a text",
    "language.text.passages.shared": f"{_CALLED}: closest_text",
    "language.text.ranking_words.masked": f"{_CALLED}: words",
    "language.text.ranking_words.terms": f"{_CALLED}: words",
    "findings.integrity_words.notices_of": _VALUES,
    "language.claims.statement_features.statement_values": f"{_CALLED}: support",
    "language.claims.support_model.probabilities": _VALUES,
    "language.claims.support_model.rarity": _VALUES,
    "language.text.terms.numbers": f"{_CALLED}: terms",
    "language.text.terms.stems": f"{_CALLED}: terms",
    "language.text.tokens.tokens": f"{_CALLED}: stem_set",
    "language.claims.verifying.is_contradiction": _VALUES,
    "language.claims.verifying.is_other_article": f"{_CALLED}: verify",
    "language.claims.verifying.is_support": _VALUES,
    "sources.questions.citation_keys.masked": f"{_CALLED}: scan",
    "sources.papers.crossref.filter_of": _WRITES,
    "sources.papers.crossref.read_not_found": "compares whole bodies",
    "sources.papers.crossref.work_path": _WRITES,
    "sources.labels.dailymed.boxed_warning": f"{_CALLED}: dailymed.parse",
    "sources.labels.dailymed.header": f"{_CALLED}: dailymed.parse",
    "sources.labels.dailymed.read_spl": f"{_CALLED}: dailymed.parse",
    "sources.labels.dailymed.spl_reader": _WRITES,
    "sources.labels.dailymed_sections.read_sections": f"{_CALLED}: dailymed.parse",
    "sources.labels.dailymed_text.local_name": "reads one tag",
    "sources.labels.dailymed_text.table_lines": f"{_CALLED}: dailymed.parse",
    "sources.labels.openfda.application_query": _WRITES,
    "sources.labels.openfda.description_query": _WRITES,
    "sources.labels.openfda.header": f"{_CALLED}: fda_labels.parse",
    "sources.labels.openfda.read_not_found": f"{_CALLED}: the JSON that read_page reads too",
    "sources.labels.openfda.set_ids_query": _WRITES,
    "sources.labels.openfda_fields.read_fields": f"{_CALLED}: fda_labels.parse",
    "sources.labels.openfda_text.cut_text": f"{_CALLED}: split_text",
    "sources.labels.openfda_text.read_part": f"{_CALLED}: split_text",
    "sources.labels.openfda_text.with_lines": f"{_CALLED}: split_text",
    "sources.papers.pubmed.id_query": _WRITES,
    "sources.papers.pubmed_dates.date_of": f"{_CALLED}: pubmed_record.parse",
    "sources.papers.pubmed_dates.year_of": "reads the first four characters",
    "sources.papers.pubmed_text.text_of": f"{_CALLED}: pubmed_record.parse",
    "sources.questions.file.claim_id": "hashes the text",
    "sources.questions.file.is_question_path": "reads a file's name",
    "sources.handwritten.written_csv.is_day": "reads one value of ten characters",
    "sources.handwritten.written_csv.line": _WRITES,
    "sources.handwritten.written_csv.nearest": "compares one value with the words of a closed list",
}
