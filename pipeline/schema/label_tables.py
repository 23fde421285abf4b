"""The tables of the drug labels: labels, their sections, the choice for each question, and the closest sentences."""

from pipeline.schema import vocabulary
from pipeline.schema.dates import DATE_PATTERN
from pipeline.schema.identifiers import CLAIM_ID_PATTERN, QUESTION_ID_PATTERN, SET_ID_PATTERN, SHA256_PATTERN
from pipeline.schema.table import Table, column


class Label(Table, name="labels", title="FDA drug labels that are cited or were found for the drugs of the questions"):
    set_id: str = column("SPL set id, which is the same for all versions of a label", key=True, pattern=SET_ID_PATTERN)
    version: int | None = column("Version number within its set id", minimum=1, default=None)
    effective_date: str = column("Effective date of the version", pattern=DATE_PATTERN, default="")
    brand_name: tuple[str, ...] = column("Brand (proprietary) names in the label", default=())
    generic_name: tuple[str, ...] = column("Generic names in the label", default=())
    application_number: tuple[str, ...] = column("NDA, ANDA or BLA numbers", default=())
    manufacturer: str = column("Labeler", default="")
    source: str = column("Source of the copy that is shown", enum=vocabulary.LABEL_SOURCES, default="")
    substances: tuple[str, ...] = column("Active ingredients", default=())
    dosage_forms: tuple[str, ...] = column("Dosage forms in upper case, if the source gives them", default=())
    routes: tuple[str, ...] = column("Routes of administration in upper case, if the source gives them", default=())
    is_original_packager: bool | None = column("Whether openFDA marks it as the original packager's", default=None)
    names_source: str = column(
        "Source of the names, if the copy that is shown has none", enum=vocabulary.LABEL_SOURCES, default=""
    )
    boxed_warning: str = column("For a label in use, one sentence of its boxed warning, if any", default="")
    newest_version: int | None = column("Newest version listed by DailyMed, if known", minimum=1, default=None)
    newest_date: str = column("Date when DailyMed published the newest version", pattern=DATE_PATTERN, default="")
    retrieved_date: str = column("Date when the shown version was first seen", pattern=DATE_PATTERN, default="")
    stale_since_date: str = column("Date since when new requests have failed", pattern=DATE_PATTERN, default="")
    is_in_use: bool = column(
        "Whether a claim cites the label or a drug of a question leads to it; only then are its sections stored",
        default=False,
    )
    found_by: tuple[str, ...] = column("Keys that led to the label: setid:..., appl:..., drug:...", default=())
    label_sha256: str = column("SHA-256 of the label's bytes in the raw store", pattern=SHA256_PATTERN, default="")


class LabelSection(Table, name="label_sections", title="Sections of the labels in use, current version"):
    set_id: str = column("Label", key=True, pattern=SET_ID_PATTERN)
    section: str = column("Section, by openFDA's field name; a subsection has its parent's name", key=True)
    position: int = column("Place within the section, from 1", key=True, minimum=1)
    loinc_code: str = column("LOINC code of the subsection if it has one of its own, else of the section", default="")
    number: str = column("Number as printed, such as 2.1; empty in labels without numbers", default="")
    title: str = column("Title as printed, without its number", default="")
    text: str = column("Text, one line per paragraph, list item or table row (cells joined by ` | `)", default="")
    text_sha256: str = column("SHA-256 of the text", pattern=SHA256_PATTERN, default="")


class LabelChoice(
    Table, name="label_choices", title="The label for each drug of each question, and whether it answers the question"
):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    drug: str = column("Drug as named in the front matter, or the cited label if no drug leads to it", key=True)
    position: int = column("Number of the label in use for this drug, from 1", key=True, minimum=1)
    set_id: str = column("Label in use; empty if there is none", pattern=SET_ID_PATTERN, default="")
    outcome: str = column("Outcome of the search", required=True, enum=vocabulary.LABEL_OUTCOMES, default="not asked")
    reason: str = column("Reason for the choice, in words", default="")
    candidates: tuple[str, ...] = column("Set ids of all labels found for the drug", default=())
    answer: str = column("Whether the label in use answers the question", enum=vocabulary.LABEL_ANSWERS, default="")
    sections_asked: tuple[str, ...] = column("Sections that were searched for an answer", default=())
    since_date: str = column("Date since when the source has not answered", pattern=DATE_PATTERN, default="")


class LabelPassage(Table, name="label_passages", title="Label sentences closest to claims and questions; no verdict"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    set_id: str = column("Label", key=True, pattern=SET_ID_PATTERN)
    position: int = column("Place among the question's passages from this label, from 1", key=True, minimum=1)
    claim_id: str = column("Claim; empty if the passage is for the question", pattern=CLAIM_ID_PATTERN, default="")
    section: str = column("Section, by openFDA's field name", default="")
    number: str = column("Number of the subsection as printed", default="")
    title: str = column("Title of the subsection as printed", default="")
    sentence_number: int = column("Number of the sentence in its subsection, from 1", minimum=1, default=1)
    sentence: str = column("Sentence, word for word", required=True, default="")
    share: float | None = column("Weighted share of the claim's words that the sentence has, 0 to 1", default=None)
