"""Every kind of mistake in a question file, told with its exact place."""

import pytest

from pipeline.sources.questions.file import mistake_line
from tests.sources.applied_fixes import has_offer, mended
from tests.sources.questions.test_file import HEAD, parsed, research

MISTAKES = {
    "unknown key": (
        "---\nquestion: Q\nstatus: draft\n‸drug: [a]\n---\n## From the Research\n",
        "one of the keys question, status, population, condition, drugs, specialty, audience, found 'drug', "
        "did you mean drugs",
    ),
    "missing key": (
        "‸---\nquestion: Q\n---\n## From the Research\n",
        "the key `status`, found none: add a line `status: draft`",
    ),
    "key twice": (
        "---\nquestion: Q\nstatus: draft\n‸status: draft\n---\n## From the Research\n",
        "each key once, found status again: delete one",
    ),
    "unknown status": (
        "---\nquestion: Q\nstatus: ‸Aproved\n---\n## From the Research\n",
        "one of draft, submitted, under review, approved, retired, found 'Aproved', did you mean approved",
    ),
    "unknown audience": (
        "---\nquestion: Q\nstatus: draft\naudience: ‸patients\n---\n## From the Research\n",
        "one of clinician, patient, found 'patients', did you mean patient",
    ),
    "empty status": (
        "---\nquestion: Q\nstatus:‸\n---\n## From the Research\n",
        "one of draft, submitted, under review, approved, retired, found nothing",
    ),
    "empty question": ('---\nquestion: ‸" "\nstatus: draft\n---\n## From the Research\n', "text, found nothing"),
    "number for text": (
        "---\nquestion: ‸2015\nstatus: draft\n---\n## From the Research\n",
        "text, found the number '2015', did you mean \"2015\" in quotes",
    ),
    "truth value for text": (
        "---\nquestion: Q\nstatus: draft\ncondition: ‸no\n---\n## From the Research\n",
        "text, found the bool 'no', did you mean \"no\" in quotes",
    ),
    "list for text": (
        "---\nquestion: Q\nstatus: draft\ncondition: ‸[a, b]\n---\n## From the Research\n",
        "text, found a list",
    ),
    "text for list": (
        "---\nquestion: Q\nstatus: draft\ndrugs: ‸zoledronic acid, denosumab\n---\n## From the Research\n",
        "a list, found the text 'zoledronic acid, denosumab', did you mean drugs: [zoledronic acid, denosumab]",
    ),
    "keys for list": (
        "---\nquestion: Q\nstatus: draft\ndrugs: ‸{a: b}\n---\n## From the Research\n",
        "a list, found keys and values",
    ),
    "list in list": (
        "---\nquestion: Q\nstatus: draft\ndrugs: [a, ‸[b]]\n---\n## From the Research\n",
        "text, found a list",
    ),
    "separator in item": (
        "---\nquestion: Q\nstatus: draft\ndrugs:\n  - a\n  - ‸b; c\n---\n## From the Research\n",
        "one name in each item, found 'b; c', did you mean b, c",
    ),
    "control character by escape": (
        '---\nquestion: ‸"a\\0b"\nstatus: draft\n---\n## From the Research\n',
        "text, found the control character U+0000",
    ),
    "front matter is no mapping": (
        "---\n‸- question\n---\n## From the Research\n",
        "lines of `key: value`, found a list: begin with the lines `question: ...` and `status: draft`",
    ),
    "yaml error": (
        "---\nquestion: What‸: this\nstatus: draft\n---\n## From the Research\n",
        'YAML, found mapping values are not allowed here, did you mean the value in quotes ("...")',
    ),
    "yaml anchor": (
        "---\nquestion: ‸&a Q\nstatus: draft\n---\n## From the Research\n",
        "the value itself, found the anchor &a: write out the value, or put it in quotes",
    ),
    "no front matter": (
        "‸## From the Research\n",
        "--- before the front matter, found '## From the Research': put the lines `---`, `question: "
        "...`, `status: draft`, `---` before line 1",
    ),
    "front matter late": (
        f"‸\n{HEAD}## From the Research\n",
        "--- in the first line, found a blank line: delete it",
    ),
    "front matter open": (
        "‸---\nquestion: Q\nstatus: draft\n\n## From the Research\n",
        "--- after the front matter, found none: close it with a line --- before line 5",
    ),
    "unknown heading": (
        HEAD + "## ‸From the Guideline\n",
        "one of ## From the Guidelines, ## From the FDA Drug Label, ## From the Research, ## References, "
        "found 'From the Guideline', did you mean ## From the Guidelines",
    ),
    "section twice": (
        HEAD + "## From the Research\n\n‸## From the Research\n",
        "each section once, found ## From the Research again (first in line 5): move what is below it "
        "to the first, then delete it",
    ),
    "no section": (
        HEAD + "‸",
        "one of ## From the Guidelines, ## From the FDA Drug Label, ## From the Research, found no "
        "section: put ## From the Research (or another section) there",
    ),
    "only references": (
        HEAD + "‸## References\n\n- [@pmid:1] Text\n",
        "one of ## From the Guidelines, ## From the FDA Drug Label, ## From the Research, found no "
        "section: put ## From the Research (or another section) there",
    ),
    "text before": (
        HEAD + "\n‸Some text.\n\n## From the Research\n",
        "## From the Guidelines or another section first, found text before it: move it below a section's heading",
    ),
    "first level heading": (
        HEAD + "## From the Research\n\n‸# From the Guidelines\n",
        "## for a section or ### for a subheading, found #, did you mean ## From the Guidelines",
    ),
    "fourth level heading": (
        HEAD + "## From the Research\n\n ‸#### Q\n",
        "## for a section or ### for a subheading, found ####",
    ),
    "citation in heading": (
        HEAD + "## From the Research\n### Women [‸@pmid:1]\n",
        "a heading without citations, found a citation: move it to the claim that it supports",
    ),
    "heading in list": (
        research("- A claim\n- ‸### Women"),
        "a list item or a paragraph, found a heading inside a list: start it in a line without `-`",
    ),
    "heading without space": (
        research("- A claim.\n\n‸##From the Guidelines"),
        "a heading or text, found '##', did you mean '## ' with a space",
    ),
    "item without space": (
        research("‸-A claim."),
        "a list item or text, found '-', did you mean '- ' with a space",
    ),
    "pasted bullet": (
        research("First claim.\n ‸• A claim."),
        "a list item or text, found '•', did you mean '- ' with a space",
    ),
    "table": (
        research("‸| a | b |\n|---|---|\n| 1 | 2 |"),
        "a list item or a paragraph, found a table: write one list item a row, each with its citation, "
        "the first as `- 1: 2`",
    ),
    "html block": (research("‸<div>\nx\n</div>"), "a list item or a paragraph, found HTML, did you mean - x"),
    "html inline": (research("- A <b0 claim with\n  H‸<sub>2O."), "plain text, found HTML, did you mean H2O."),
    "fence": (
        research("‸```\ncode\n```"),
        "a list item or a paragraph, found a code block: take the lines of ``` away and write its text "
        "as a list item, `- ...`",
    ),
    "indented code": (
        research("Text.\n\n    ‸code"),
        "a list item or a paragraph, found a code block (four spaces or a tab at the start of its "
        "lines): begin its lines without spaces, or with `- ` for a list item",
    ),
    "inline code": (research("- A\n  claim of ‸`code`."), "plain text, found code: take the ` away"),
    "image": (research("- A claim ‸![x](y.png)"), "plain text, found an image: say in words what it shows"),
    "block quote": (
        research("- A claim\n\n  ‸> quoted"),
        "a list item or a paragraph, found a block quote: take the > away, or write it as a list item, `- ...`",
    ),
    "empty list item": (research("- A claim\n‸-\n- Another"), "text in each list item, found an empty one: delete it"),
    "bare pmid": (
        research("- A claim (‸PMID: 25867538)."),
        "a citation in brackets, found 'PMID: 25867538', did you mean [@pmid:25867538]",
    ),
    "bare pmid without colon": (
        research("A claim, ‸PMID 123."),
        "a citation in brackets, found 'PMID 123', did you mean [@pmid:123]",
    ),
    "pubmed link": (
        research("- A [trial](‸https://pubmed.ncbi.nlm.nih.gov/25867538/)."),
        "a citation in brackets, found 'https://pubmed.ncbi.nlm.nih.gov/25867538/', did you mean [@pmid:25867538]",
    ),
    "ncbi link": (
        research("- See ‸https://www.ncbi.nlm.nih.gov/books/NBK1/ for more."),
        "a citation in brackets, found 'https://www.ncbi.nlm.nih.gov/books/NBK1/'",
    ),
    "doi link": (
        research("- As found ‸https://doi.org/10.1016/S0140-6736(97)11096-0."),
        "a citation in brackets, found 'https://doi.org/10.1016/S0140-6736(97)11096-0', "
        "did you mean [@{doi:10.1016/s0140-6736(97)11096-0}]",
    ),
    "unknown prefix": (
        research("- A claim [‸@pmdi:1]."),
        "one of @pmid:, @pmcid:, @doi:, @setid:, @appl:, found '@pmdi:1', did you mean [@pmid:1]",
    ),
    "no prefix": (
        research("- A claim [‸@25867538]."),
        "one of @pmid:, @pmcid:, @doi:, @setid:, @appl:, found '@25867538', did you mean [@pmid:25867538]",
    ),
    "bad value": (research("- A claim [@pmid:‸abc]."), "a PMID such as 25867538, found 'abc'"),
    "empty value": (
        research("- A claim [@pmid:‸]."),
        "a PMID such as 25867538, found '': write the id behind it, as in [@pmid:25867538]",
    ),
    "empty key": (research("- A claim [‸@]."), "one of @pmid:, @pmcid:, @doi:, @setid:, @appl:, found '@'"),
    "nothing after semicolon": (research("- A claim [@pmid:1;‸]."), "@ and a key, found nothing: take the ; away"),
    "unclosed bracket": (
        research("- A claim\n  said ‸[@pmid:1 in words."),
        "] to close the citation, found '[@pmid:1', did you mean [@pmid:1]",
    ),
    "unclosed brace": (
        research("- A claim ‸[@{doi:10.1000/a(b)]."),
        "} and ] to close the citation, found '[@{doi:10.1000/a(b)]', did you mean [@{doi:10.1000/a(b)}]",
    ),
    "no bracket": (
        research("- A claim ‸@pmid:1."),
        "a citation in brackets, found '@pmid:1', did you mean [@pmid:1]",
    ),
    "text before in bracket": (
        research("- A claim [see ‸@pmid:1]."),
        "a citation in brackets, found '@pmid:1', did you mean [@pmid:1]",
    ),
    "text after in bracket": (
        research("- A claim [@pmid:1 ‸page 3]."),
        "; or ] after the key, found 'page 3', did you mean [@pmid:1], page 3",
    ),
    "parentheses without braces": (
        research("- A claim [‸@doi:10.1016/S0140-6736(97)11096-0]."),
        "a key without such marks, or braces, found '@doi:10.1016/S0140-6736(97)11096-0', "
        "did you mean [@{doi:10.1016/s0140-6736(97)11096-0}]",
    ),
    "semicolon without braces": (
        research("- A claim [‸@doi:10.1000/(SICI)3.0.CO;2-2]."),
        "a key without such marks, or braces, found '@doi:10.1000/(SICI)3.0.CO;2-2', "
        "did you mean [@{doi:10.1000/(sici)3.0.co;2-2}]",
    ),
    "comma": (
        research("- A claim [@pmid:1‸, @pmid:2]."),
        "; between citations, found ,, did you mean [@pmid:1; @pmid:2]",
    ),
    "space": (
        research("- A claim [@pmid:1‸ @pmid:2]."),
        "; between citations, found a space, did you mean [@pmid:1; @pmid:2]",
    ),
    "claim twice": (
        HEAD + "## From the Guidelines\n- A *claim*.\n## From the Research\n- ‸A claim [@pmid:1].\n",
        "each claim once, found it again (first in line 6): delete this line, or cite both sources in "
        "the first (line 6)",
    ),
    "citation twice": (
        research("- A claim [@pmid:1; @pmid:2] goes\n  on [‸@pmid:01]."),
        "each citation once in a claim, found 'pmid:1' again: delete it here",
    ),
    "only citations": (
        research("- ‸[@pmid:1]."),
        "words in each claim, found only citations: write what the source says before them",
    ),
    "no words": (research("‸..."), "words in each claim, found none: write a claim, or delete the line"),
    "abstention beside claims": (
        research("- A claim.\n- ‸The research does not answer the question."),
        "an abstention as its section's only text, found it beside other claims: delete it, or the claims beside it",
    ),
    "abstention with citation": (
        research("The research does not answer the question [‸@pmid:1]."),
        "an abstention without citations, found 'pmid:1': take the citation away",
    ),
    "abstention of another section": (
        research("‸The FDA drug label does not answer the question."),
        "the abstention of its own section, found 'The FDA drug label does not answer the question.', "
        "did you mean The research does not answer the question.",
    ),
    "reference without citation": (
        research("## References\n- ‸Greenspan SL. A trial. 2015."),
        "one citation first, as in `- [@pmid:...] Author. Title. Year.`, found text without it",
    ),
    "reference with bare pmid": (
        research("## References\n- Greenspan SL. A trial. ‸PMID: 25867538"),
        "a citation in brackets, found 'PMID: 25867538', did you mean [@pmid:25867538]",
    ),
    "reference with text first": (
        research("## References\n- ‸Greenspan SL [@pmid:1]. A trial. 2015."),
        "one citation first, as in `- [@pmid:...] Author. Title. Year.`, found text before it",
    ),
    "reference with two citations": (
        research("## References\n- [@pmid:1; ‸@pmid:2] Greenspan SL. A trial. 2015."),
        "one citation in each listed reference, found 'pmid:2' too: a listed reference begins with `- "
        "`: give it a line of its own",
    ),
    "reference as paragraph": (
        research("## References\n‸[@pmid:1] Greenspan SL. A trial. 2015."),
        "a list item `- [@pmid:...] Author. Title. Year.`, found a paragraph: begin with `- `",
    ),
    "reference without text": (
        research("## References\n- ‸[@pmid:1]"),
        "`- [@pmid:...] Author. Title. Year.`, found a citation without text",
    ),
    "reference twice": (
        research("## References\n- [@pmid:1] One.\n- [‸@pmid:1] Two."),
        "each reference once, found 'pmid:1' again (first in line 9): delete one of the two",
    ),
    "nul byte": (research("- A claim ‸\x00here."), "text, found the character U+0000: delete it"),
    "nul byte in front matter": (
        "---\nquestion: a ‸\x00 b\nstatus: draft\n---\n## From the Research\n",
        "text, found the character U+0000: delete it",
    ),
    "list too deep": (
        research("\n".join("  " * i + "- a" + str(i) for i in range(9)) + "\n" + "  " * 9 + "‸- lost"),
        "a shallower list, found one nested too deep to be read: write it as a list item of its own, further left",
    ),
}


@pytest.mark.parametrize(("marked", "message"), MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_is_told_at_its_place(marked: str, message: str) -> None:
    before, _, after = marked.partition("‸")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    found = parsed(before + after)
    assert [mistake_line(m) for m in found.mistakes] == [f"questions/x.md:{line}:{column}: expected {message}"]
    assert (found.question, found.claims, found.citations, found.author_references) == (None, (), (), ())


OFFERING = [k for k, (_, message) in MISTAKES.items() if "did you mean" in message]


@pytest.mark.parametrize("name", OFFERING)
def test_each_offer_works_when_it_is_taken(name: str) -> None:
    text = MISTAKES[name][0].replace("‸", "")
    (mistake,) = parsed(text).mistakes
    assert has_offer(mistake)
    assert [mistake_line(m) for m in mended("questions/x.md", text, mistake).mistakes] == []
