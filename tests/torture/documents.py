"""Documents of every kind that the readers take, each made of one text of any shape."""

import json
from collections.abc import Iterable
from xml.sax.saxutils import escape

SET_ID = "11111111-2222-3333-4444-555555555555"
_HL7 = 'xmlns="urn:hl7-org:v3"'


def record(text: str) -> bytes:
    plain = escape(xml(text))
    return (
        "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><Title>T</Title></Journal>"
        f"<ArticleTitle>{plain}</ArticleTitle><Abstract><AbstractText>{plain}<sup>2</sup>{plain}</AbstractText>"
        f"</Abstract></Article></MedlineCitation></PubmedArticle>"
    ).encode()


def answer(text: str) -> bytes:
    return b"<PubmedArticleSet>" + record(text) + b"</PubmedArticleSet>"


def many_records(text: str) -> bytes:
    records = (
        f"<PubmedArticle><MedlineCitation><PMID>{i + 1}</PMID></MedlineCitation></PubmedArticle>"
        for i in range(len(text) // 80)
    )
    return f"<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>".encode()


def found(text: str) -> bytes:
    phrase = escape(xml(text))
    return (
        "<eSearchResult><Count>1</Count><IdList><Id>1</Id></IdList>"
        f"<ErrorList><PhraseNotFound>{phrase}</PhraseNotFound></ErrorList></eSearchResult>"
    ).encode()


def links(text: str) -> bytes:
    sets = "".join(f"<LinkSet><IdList><Id>{i + 1}</Id></IdList></LinkSet>" for i in range(1 + len(text) // 50))
    return f"<eLinkResult>{sets}</eLinkResult>".encode()


def link_set(text: str) -> bytes:
    links = "".join(f"<Link><Id>{i + 1}</Id></Link>" for i in range(1 + len(text) // 50))
    database = f"<LinkSetDb><LinkName>pubmed_pubmed_citedin</LinkName>{links}</LinkSetDb>"
    return f"<LinkSet><IdList><Id>1</Id></IdList>{database}</LinkSet>".encode()


def marked_up(text: str) -> bytes:
    """A record whose abstract alternates pieces of the text with inline markup."""
    pieces = "".join(f"{escape(xml(text[i : i + 8]))}<i>a</i>" for i in range(0, len(text), 16))
    return (
        "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Abstract><AbstractText>"
        f"{pieces}</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
    ).encode()


def formula(text: str) -> bytes:
    pieces = "".join(f"<mml:mi>{escape(xml(text[i : i + 8]))}</mml:mi>" for i in range(0, len(text), 16))
    empty = "<mml:mi/>" * (len(text) // 16)
    return (
        "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Abstract><AbstractText><mml:math>"
        f"{pieces}{empty}</mml:math></AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
    ).encode()


def xml(text: str) -> str:
    return "".join(c for c in text if c in "\t\n\r" or ord(c) >= 0x20)


def spl(text: str) -> bytes:
    plain = escape(xml(text))
    pieces = "".join(f"{escape(xml(text[i : i + 8]))}<br/><sup>1</sup>" for i in range(0, len(text), 32))
    rows = f"<tr><td>{plain[:100]}</td><td>2</td></tr>" * (len(text) // 200)
    return (
        f'<document {_HL7}><setId root="{SET_ID}"/><versionNumber value="1"/><component><structuredBody><component>'
        f'<section><code code="34066-1"/><title>{plain}</title><text><paragraph>{plain}</paragraph>'
        f"<paragraph>{pieces}</paragraph><table>{rows}</table></text></section></component></structuredBody>"
        "</component></document>"
    ).encode()


def openfda(text: str) -> bytes:
    return json.dumps(
        {
            "set_id": SET_ID,
            "boxed_warning": [f"BOXED WARNING {text}"],
            "dosage_and_administration": [f"2 DOSAGE AND ADMINISTRATION {text}"],
            "spl_unclassified_section": [text],
            "dosage_and_administration_table": [f"<table><tr><td>{escape(xml(text))}</td></tr></table>"],
        }
    ).encode()


def openfda_page(text: str) -> bytes:
    results = [json.loads(openfda(text)) | {"set_id": SET_ID}]
    return json.dumps({"meta": {"results": {"total": 1, "skip": 0, "limit": 1}}, "results": results}).encode()


def work(text: str) -> bytes:
    return json.dumps({"DOI": "10.1000/a", "update-to": [{"type": text, "label": text, "DOI": text}]}).encode()


def one_work(text: str) -> bytes:
    return json.dumps({"status": "ok", "message-type": "work", "message": json.loads(work(text))}).encode()


def works(text: str) -> bytes:
    item = json.loads(work(text))
    message = {"total-results": 1, "items-per-page": 1, "items": [item]}
    return json.dumps({"status": "ok", "message-type": "work-list", "message": message}).encode()


def question(text: str) -> bytes:
    return (
        "---\nquestion: What about examplumab?\nstatus: draft\n---\n\n## From the Research\n\n"
        f"- Examplumab works {text} [@pmid:1].\n\n## References\n\n- [@pmid:1] {text}\n"
    ).encode()


def paragraphs(text: str) -> bytes:
    return f"---\nquestion: {text}\nstatus: draft\n---\n\n## From the Research\n\n{text}\n\n<p>{text}</p>\n".encode()


def underlined(text: str) -> bytes:
    """A label whose lines are numerators over denominators, in a paragraph and in a table."""
    up = "".join(
        f'<content styleCode="underline">{escape(xml(text[i : i + 9]))} x 2</content><br/>7 x {i}<br/>'
        for i in range(0, len(text), 60)
    )
    cells = "".join(
        f'<tr><td><content styleCode="underline">(1 - a) x {i}</content></td></tr><tr><td>72</td></tr>'
        for i in range(len(text) // 100)
    )
    return (
        f'<document {_HL7}><setId root="{SET_ID}"/><versionNumber value="1"/><component><structuredBody><component>'
        f'<section><code code="34068-7"/><text><paragraph>{up}</paragraph><table>{cells}</table></text></section>'
        "</component></structuredBody></component></document>"
    ).encode()


def numerators(text: str) -> list[str]:
    """Lines of which every one ends in a numerator, pieces of `text` among them."""
    return [f"{text[i : i + 30]}\x01{text[i : i + 9]}\x02" for i in range(0, len(text), 40)]


def names_page(text: str) -> bytes:
    rows = [{"setid": SET_ID, "title": text}] + [{"setid": SET_ID}] * (len(text) // 90)
    return json.dumps({"metadata": {"total_elements": len(rows), "total_pages": text}, "data": rows}).encode()


def history(text: str) -> bytes:
    row = {"spl_version": text, "published_date": text}
    return json.dumps({"data": {"history": [row]}}).encode()


def front(text: str) -> list[str]:
    return ["---", *f"question: {text}".split("\n"), "status: draft", "---", "", "## From the Research"]


def csv(header: Iterable[str], text: str) -> bytes:
    return f"{','.join(header)}\n{text}\n".encode()
