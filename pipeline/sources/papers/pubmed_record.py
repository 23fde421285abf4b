"""Parse one PubMed record from bytes to rows.

Publisher: US National Library of Medicine. Format: the PubMed DTD, read without fetching it
(https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd); what each element means:
https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html. Licence: NLM terms; abstracts may be in copyright.
Caveats: those of `pubmed_article`, `pubmed_ids`, `pubmed_lists` and `pubmed_references`.
"""

import hashlib

from lxml import etree
from lxml.etree import _Element

from pipeline.errors import TableError
from pipeline.schema.records import ParsedRecord
from pipeline.sources.papers.pubmed_article import article_record
from pipeline.sources.papers.pubmed_book import book_record
from pipeline.sources.papers.pubmed_elements import parts_of
from pipeline.sources.papers.pubmed_ids import article_ids
from pipeline.sources.papers.pubmed_references import references, without_references
from pipeline.sources.papers.pubmed_text import with_mathml

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=True,
    remove_comments=True,
    remove_pis=True,
)


def parse(data: bytes) -> ParsedRecord:
    """The rows of one record, a `PubmedArticle`, `PubmedBookArticle` or bare `MedlineCitation` cut out of an answer.

    Raises TableError for bytes that are not such a record or have no PMID.
    """
    root = _read(data)
    parts = parts_of(root)
    if root.tag == "PubmedBookArticle" and "BookDocument" in parts:
        record = book_record(parts_of(parts["BookDocument"][0]), article_ids(parts, "PubmedBookData"))
    elif root.tag == "PubmedArticle" and "MedlineCitation" in parts:
        record = article_record(parts["MedlineCitation"][0], article_ids(parts, "PubmedData"))
    elif root.tag == "MedlineCitation":
        record = article_record(root, [])
    else:
        raise TableError(
            f"expected a PubMed record (PubmedArticle, PubmedBookArticle, MedlineCitation); found {root.tag}"
        )
    record.article.record_sha256 = hashlib.sha256(data).hexdigest()
    record.references = references(record.article.pmid, data, root)
    return record


def _read(data: bytes) -> _Element:
    try:
        return etree.fromstring(with_mathml(without_references(data)), _PARSER)
    except etree.XMLSyntaxError as error:
        raise TableError(f"expected a PubMed record; found no whole XML ({error.msg})") from None
