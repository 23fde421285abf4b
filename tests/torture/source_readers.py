"""The readers of what the sources answer and of what people write: a part of `readers.READERS`."""

import json

from lxml import etree

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
from tests.torture import documents
from tests.torture.reader import Reader, drained, refused

SOURCE_READERS: dict[str, Reader] = {
    "sources.handwritten.adjudications.parse": lambda t: adjudications_file.parse(
        "a", documents.csv(adjudications_file.HEADER, t)
    ),
    "sources.questions.citation_keys.scan": citation_keys.scan,
    "sources.questions.citation_keys.bare_references": lambda t: drained(citation_keys.bare_references(t)),
    "sources.questions.citation_keys.named_keys": citation_keys.named_keys,
    "sources.handwritten.corrections.parse": lambda t: corrections_file.parse(
        "a", documents.csv(corrections_file.HEADER, t)
    ),
    "sources.papers.crossref.can_be_filtered": refused(lambda t: crossref.can_be_filtered(f"10.1000/{t}")),
    "sources.papers.crossref.parse": lambda t: crossref.parse(documents.work(t)),
    "sources.papers.crossref.read_work": lambda t: crossref.read_work(documents.one_work(t)),
    "sources.papers.crossref.read_works": lambda t: crossref.read_works(documents.works(t)),
    "sources.labels.dailymed.parse": lambda t: dailymed.parse(documents.spl(t)),
    "sources.labels.dailymed.parse (underlined)": lambda t: dailymed.parse(documents.underlined(t)),
    "sources.labels.dailymed_answers.read_names": refused(
        lambda t: dailymed_answers.read_names(documents.names_page(t))
    ),
    "sources.labels.dailymed_answers.read_not_held": refused(
        lambda t: dailymed_answers.read_not_held(t[:4_000].encode())
    ),
    "sources.labels.dailymed_answers.read_history": refused(
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
    "sources.questions.key_offers.named": lambda t: drained(key_offers.named(t)),
    "sources.papers.entrez_answer.read": refused(lambda t: entrez_answer.read(documents.found(t), "eSearchResult")),
    "sources.papers.pubmed.read_search": refused(lambda t: pubmed.read_search(t.encode())),
    "sources.papers.pubmed.read_found": refused(lambda t: pubmed.read_found(documents.found(t), 20)),
    "sources.papers.pubmed.read_link_set": lambda t: pubmed.read_link_set(documents.link_set(t)),
    "sources.papers.pubmed.read_link_sets": lambda t: pubmed.read_link_sets(documents.links(t), ["1"]),
    "sources.papers.pubmed.names_others": lambda t: pubmed.names_others(documents.record(t)),
    "sources.papers.pubmed.read_conversions": refused(lambda t: pubmed.read_conversions(t.encode())),
    "sources.papers.pubmed_answer.split": lambda t: pubmed_answer.split(documents.answer(t)),
    "sources.papers.pubmed_answer.split (many records)": lambda t: pubmed_answer.split(documents.many_records(t)),
    "sources.papers.pubmed_answer.split (damaged)": refused(lambda t: pubmed_answer.split(t.encode())),
    "sources.papers.pubmed_answer.split (unclosed)": refused(
        lambda t: pubmed_answer.split(
            b"<PubmedArticleSet><![CDATA[" + b"<PubmedArticle </PubmedArticle <?<!--" * (len(t) // 40)
        )
    ),
    "sources.papers.pubmed_answer.deleted_pmids": refused(lambda t: pubmed_answer.deleted_pmids(t.encode())),
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
    "sources.questions.fixes.footnote_flaws": lambda t: drained(
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
    "sources.papers.retraction_watch.rows_of": refused(
        lambda t: retraction_watch.rows_of(documents.csv(retraction_watch.NEEDED, t), ["10.1/a"], ["1"])
    ),
    "sources.papers.retraction_watch.odd_rows": refused(
        lambda t: retraction_watch.odd_rows(documents.csv(retraction_watch.NEEDED, f"{t}\n1,2,3,4,5,6,7"))
    ),
    "sources.papers.retraction_watch.parse": refused(
        lambda t: retraction_watch.parse(json.dumps(dict.fromkeys(retraction_watch.NEEDED, t)).encode())
    ),
    "sources.handwritten.review_log.parse": lambda t: review_log.parse("a", documents.csv(review_log.HEADER, t)),
    "sources.snapshot.parse": refused(lambda t: snapshot.parse(t.encode())),
    "sources.handwritten.written_csv.read": lambda t: drained(
        written_csv.read("a", documents.csv(["a", "b"], t), ["a", "b"])
    ),
    "sources.handwritten.written_csv.good_rows": lambda t: written_csv.good_rows(
        "a", documents.csv(["a", "b"], t), ["a", "b"], lambda _: None
    ),
    "sources.mistakes.decoded": lambda t: question_mistakes.decoded("a", t.encode()),
    "sources.handwritten.written_csv.one_line": written_csv.one_line,
}
