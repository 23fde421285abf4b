"""Answers of the E-utilities that are not records (ESearch, ELink), read by Biopython.

Bio.Entrez reads an answer with the DTD that the answer names. It would open the network for a DTD that it does not
ship, for an XML Schema and for a JATS element (Bio/Entrez/Parser.py: `externalEntityRefHandler`, `schemaHandler`). So
every answer is read with a DTD that Biopython ships, whatever it names, and an answer with a namespace is refused: the
E-utilities use none (https://www.ncbi.nlm.nih.gov/books/NBK25497/). Records have a faster parser of their own, which
keeps the exact bytes (`pubmed_record.py`): docs/decisions/0016-biopython-reads-answers.md.
"""

import io
import re
from typing import Any

from pipeline.errors import TransientAnswer

SHIPPED_DTDS = {"eSearchResult": "esearch.dtd", "eLinkResult": "elink.dtd"}
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'
# Declaration, DOCTYPE without an internal subset, root. An internal subset could define entities.
_PROLOG = rb"(?:\xef\xbb\xbf)?\s*(<\?xml[^>]*\?>)?\s*(?:<!DOCTYPE[^>\[]*>)?\s*(?=<%s[\s>])"
_OPENS_NETWORK = re.compile(rb"\sxmlns|<processing-meta")
_LONGEST_SHOWN = 120


def read(body: bytes, root: str) -> Any:
    """The answer as lists, dictionaries and strings: https://biopython.org/docs/latest/api/Bio.Entrez.html.

    `root` is the name of its root element. Raises TransientAnswer for what is no whole answer or reports an error.
    """
    prolog = re.match(_PROLOG % root.encode(), body)
    if prolog is None or _OPENS_NETWORK.search(body):
        raise TransientAnswer(f"expected an {root}; found {body[:_LONGEST_SHOWN].decode('utf-8', 'replace')!r}")
    doctype = (
        f'<!DOCTYPE {root} PUBLIC "-//NLM//DTD" "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/{SHIPPED_DTDS[root]}">'
    )
    whole = (prolog[1] or _DECLARATION) + doctype.encode() + body[prolog.end() :]
    try:
        return _entrez().read(io.BytesIO(whole), validate=False)
    except Exception as error:  # noqa: BLE001 - Biopython raises many kinds; each means that the answer is unusable
        raise TransientAnswer(f"expected a whole {root}; found {str(error)[:_LONGEST_SHOWN]!r}") from None


def _entrez() -> Any:
    """Bio.Entrez with the folder of shipped DTDs as its cache. By default its parser makes one in the user's home."""
    import Bio  # noqa: PLC0415 - imported only when an answer is read
    from Bio import Entrez  # noqa: PLC0415

    entrez: Any = Entrez
    entrez.local_cache = Bio.__path__[0].removesuffix("Bio")
    return entrez
