"""The reasons for findings: a closed list of codes, each with one sentence.

A finding is identified by its reason and by a hash of the facts behind it, never by the wording of its message.
"""

from typing import NamedTuple


class Reason(NamedTuple):
    """The result of a finding with this reason (pass, fail or unknown), and the reason in one sentence."""

    result: str
    sentence: str


def _of(result: str, **sentences: str) -> dict[str, Reason]:
    return {code: Reason(result, sentence) for code, sentence in sentences.items()}


REASONS: dict[str, Reason] = {
    # record_found
    **_of("pass", record_found="The source has the record."),
    **_of(
        "fail",
        id_shared="Several PubMed records have the id.",
        record_missing="The source has no record of the id.",
        record_deleted="The source has deleted the record.",
    ),
    **_of(
        "unknown",
        snapshot_only="Only the bundled snapshot has the record.",
        label_unsettled="It could not be settled which label is meant.",
        record_not_fetched="Nobody has answered for the record yet.",
    ),
    # retracted, notice_cited, concern, corrected
    **_of(
        "fail",
        retracted="The cited paper is retracted.",
        withdrawn="The cited paper has been withdrawn.",
        retraction_reported="The claim itself reports the retraction or withdrawal.",
        notice_cited="A notice is cited as if it were the paper.",
        notice_reported="The claim reports what the cited notice says.",
        concern="The cited paper is under an expression of concern.",
        concern_reported="The claim itself reports the concern.",
        corrected="The cited paper has been corrected.",
        correction_reported="The claim itself reports the correction.",
    ),
    **_of(
        "unknown",
        retraction_unknown="It is not known whether the cited paper is retracted.",
        notice_unknown="It is not known whether the cited record is a notice.",
        may_be_notice="The cited record may be the notice of the withdrawal.",
        concern_unknown="It is not known whether the cited paper is under concern.",
        correction_unknown="It is not known whether the cited paper has been corrected.",
    ),
    **_of(
        "pass",
        not_retracted="No retraction was found.",
        no_notice="The cited record is a paper.",
        no_concern="No expression of concern was found.",
        not_corrected="No correction was found.",
    ),
    # integrity_sources
    **_of("fail", sources_disagree="One source names a notice that another does not."),
    **_of(
        "unknown",
        integrity_open="A source left the integrity of the paper open.",
        sources_unanswered="A further source did not answer.",
    ),
    **_of("pass", sources_agree="The sources agree."),
    # superseded, new_evidence
    **_of(
        "fail",
        newer_version="The cited paper has, or may have, a newer version.",
        updated_in_part="The cited paper is updated in part.",
        newest_fallen="The newest version is retracted, withdrawn, a notice, or may be.",
        candidates_unread="New evidence waits to be read.",
    ),
    **_of(
        "unknown",
        newer_version_unknown="It is not known whether there is a newer version.",
        new_evidence_unknown="It is not known whether there is new evidence.",
    ),
    **_of(
        "pass", no_newer_version="No newer version was found.", nothing_new="The searches found nothing new to read."
    ),
    # author_reference
    **_of(
        "fail",
        other_paper_listed="The id belongs to another paper than its author wrote.",
        listed_otherwise="The record differs from what its author wrote.",
    ),
    **_of("unknown", listed_not_compared="The listed reference could not be compared."),
    **_of("pass", listed_paper="The record is the paper that its author wrote."),
    # claim_cited, section_source, stated_year, single_source, source_ring, weak_evidence
    **_of(
        "fail",
        nothing_cited="The claim cites nothing.",
        other_section="The source belongs in another section.",
        other_year="The claim states another year than the record has.",
        one_source="A whole section rests on one source.",
        ring_or_one_trial="The sources depend on each other.",
        weak_source="The source is a preprint, an animal study or a conference abstract.",
    ),
    **_of(
        "unknown",
        section_unknown="The record has not been read, so its section is not known.",
        no_paper_for_year="The claim cites no paper whose year could be compared.",
        year_unknown="No year is known of a cited paper.",
        may_be_one_source="Several ids may be one source.",
        ring_unknown="Some reference lists are missing.",
        strength_unknown="It is not known whether the source is a full report of a study of people.",
    ),
    **_of(
        "pass",
        abstains="An abstention needs no citation.",
        cited="The claim cites what it rests on.",
        right_section="The source belongs in its section.",
        year_agrees="The stated year is the record's.",
        several_sources="No section rests on one source.",
        independent_sources="The sources do not depend on each other.",
        full_report="The source is no preprint, animal study or conference abstract.",
    ),
    # labels
    **_of(
        "fail",
        other_brand="The claim names another brand than the cited label's.",
        label_changed="The label changed.",
        newer_label="A newer version of the label is listed.",
        label_answers="The label answers the question.",
    ),
    **_of(
        "unknown",
        brand_unknown="No source gives the names of the label.",
        change_unknown="It is not known what the new version of the label changed.",
        newest_label_unknown="It is not known whether the newest version of the label is shown.",
        silence_unknown="It is not known whether the label answers the question.",
        answer_unclear="The label mentions the drug's use without a plain answer.",
    ),
    **_of(
        "pass",
        same_brand="The claim names no other brand.",
        label_unchanged="No change of the label was seen.",
        newest_label="The newest version of the label is shown.",
        label_silent="No label at hand answers the question.",
    ),
    # claims against their sources
    **_of(
        "fail",
        contradicts="The source seems to say otherwise.",
        number_differs="A value of the claim differs from the source's.",
        other_article="The source seems to be about something else.",
        not_said="No sentence of the source was found to say it.",
        many_not_said="Many claims rest on the source, and half or more were not found in it.",
        other_answer_differs="The answer to another question gives another value.",
    ),
    **_of(
        "unknown",
        number_not_found="A value was not found in the text that was read.",
        support_unsure="The check is not sure whether the source says it.",
        support_unread="The source's text could not be read.",
        claims_unread="Too few of the claims could be checked against the source.",
        many_unsure="It is not known whether the source says most of the claims that rest on it.",
        condition_missing="Without a condition, no other answer can be compared.",
    ),
    **_of(
        "pass",
        not_contradicted="No sentence of the source was found to say the contrary.",
        numbers_agree="Every value of the claim stands in the source.",
        right_article="The source is about what the claim is about.",
        said="The source says so.",
        mostly_said="The source says most of the claims that rest on it.",
        other_answers_agree="No other answer gives another value.",
    ),
}
CODES = tuple(REASONS)
