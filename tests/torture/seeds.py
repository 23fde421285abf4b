"""The invented documents that fuzzing spoils: one or more for each parser."""

from pipeline.schema.history_tables import Change
from pipeline.schema.table import columns
from pipeline.sources.papers import retraction_watch

SET_ID = "11111111-2222-3333-4444-555555555555"
RECORD = b"""<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="2">101</PMID><DateRevised><Year>2020</Year>
<Month>02</Month><Day>30</Day></DateRevised><Article><Journal><JournalIssue><Volume>3</Volume><PubDate><MedlineDate>1998
Dec-1999 Jan</MedlineDate></PubDate></JournalIssue><Title>Invented Letters</Title></Journal><ArticleTitle>Examplumab in
<i>E. coli</i>: 10<sup>5</sup> <mml:math><mml:mi>m</mml:mi><mml:mn>2</mml:mn></mml:math></ArticleTitle><ELocationID
EIdType="doi" ValidYN="Y">10.1000/a(b)</ELocationID><Abstract><AbstractText Label="RESULTS" NlmCategory="RESULTS">
Examplumab 5 mg reduced pain (HR 0.5, 95% CI 0.2 to 0.9).<DispFormula>x</DispFormula></AbstractText></Abstract>
<AuthorList><Author ValidYN="Y"><LastName>Smith</LastName><Initials>AB</Initials></Author><Author><CollectiveName>The
Group</CollectiveName></Author></AuthorList><Language>eng</Language><DataBankList><DataBank><DataBankName>
ClinicalTrials.gov</DataBankName><AccessionNumberList><AccessionNumber>NCT00000001</AccessionNumber>
</AccessionNumberList></DataBank></DataBankList><PublicationTypeList><PublicationType UI="D016428">Journal Article
</PublicationType></PublicationTypeList><ArticleDate DateType="Electronic"><Year>1998</Year></ArticleDate></Article>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>Invented Letters. 2001</RefSource><PMID>7
</PMID></CommentsCorrections></CommentsCorrectionsList><MeshHeadingList><MeshHeading><DescriptorName UI="D1"
MajorTopicYN="Y">Pain</DescriptorName><QualifierName>drug therapy</QualifierName></MeshHeading></MeshHeadingList>
</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">101</ArticleId><ArticleId IdType="pmc">PMC9
</ArticleId></ArticleIdList><ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">8</ArticleId>
</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>"""
BOOK = b"""<PubmedBookArticle><BookDocument><PMID Version="1">102</PMID><Book><BookTitle>Invented Book</BookTitle><PubDate>
<Year>1993</Year></PubDate></Book><ArticleTitle>A chapter</ArticleTitle><AuthorList Type="editors"><Author><LastName>Doe
</LastName></Author></AuthorList><ContributionDate><Year>2001</Year><Month>Oct</Month></ContributionDate></BookDocument>
</PubmedBookArticle>"""
ANSWERS = (
    b'<?xml version="1.0"?><PubmedArticleSet xmlns:mml="http://www.w3.org/1998/Math/MathML">'
    + RECORD
    + BOOK
    + b"</PubmedArticleSet>",
    b"<PubmedArticleSet><DeleteCitation><PMID>5</PMID></DeleteCitation></PubmedArticleSet>",
    b"<MedlineCitationSet><MedlineCitation><PMID>1</PMID></MedlineCitation></MedlineCitationSet>",
    b"<eFetchResult><ERROR>ID list is empty! Possibly it has no correct IDs.</ERROR></eFetchResult>",
)
SEARCH = (
    b"<eSearchResult><Count>2</Count><IdList><Id>1</Id><Id>2</Id></IdList><ErrorList><PhraseNotFound>abc"
    b"</PhraseNotFound></ErrorList></eSearchResult>"
)
LINKS = (
    b"<eLinkResult><LinkSet><IdList><Id>1</Id></IdList><LinkSetDb><LinkName>pubmed_pubmed_citedin</LinkName><Link><Id>9"
    b"</Id></Link></LinkSetDb></LinkSet><LinkSet><IdList><Id>2</Id></IdList></LinkSet></eLinkResult>"
)
SPL = f"""<document xmlns="urn:hl7-org:v3"><setId root="{SET_ID}"/><versionNumber value="7"/><effectiveTime value="20130930"
/><author><assignedEntity><representedOrganization><name>Maker</name></representedOrganization></assignedEntity></author>
<component><structuredBody><component><section><subject><manufacturedProduct><manufacturedProduct><name>Examplis<suffix>XR
</suffix></name><formCode displayName="TABLET"/><asEntityAsGeneric><genericMedicine><name>examplumab</name>
</genericMedicine></asEntityAsGeneric><ingredient classCode="ACTIB"><ingredientSubstance><name>EXAMPLUMAB</name>
<activeMoiety><activeMoiety><name>E</name></activeMoiety></activeMoiety></ingredientSubstance></ingredient>
</manufacturedProduct><subjectOf><approval><id extension="NDA012345"/></approval></subjectOf></manufacturedProduct>
</subject></section></component><component><section><code code="34066-1"/><title>WARNING: HARM</title><text><paragraph>Do
<br/>not use.<footnote>a</footnote></paragraph><list><item><caption>1.</caption>One</item></list><table><caption>T
</caption><tbody><tr><td rowspan="2">a</td><td colspan="3">10<sup>9</sup></td></tr><tr><th>H<sub>2</sub>O</th></tr></tbody>
</table></text><excerpt><highlight><text>Short</text></highlight></excerpt><component><section><title>2.1 Adults</title>
<text>5 mg</text></section></component></section></component></structuredBody></component></document>""".encode()
LABEL = {
    "set_id": SET_ID,
    "version": "3",
    "effective_time": "20200102",
    "openfda": {
        "brand_name": ["Examplis"],
        "generic_name": ["EXAMPLUMAB"],
        "application_number": ["NDA012345"],
        "route": ["ORAL"],
    },
    "boxed_warning": ["WARNING: HARM Examplis may harm. See section 5.1 ."],
    "dosage_and_administration": [
        "2 DOSAGE AND ADMINISTRATION 2.1 Adults Give 5 mg. • one • two 2.2 Children Give 1 mg."
    ],
    "dosage_and_administration_table": ["<table><tr><td>5 mg</td><td>daily</td></tr></table>"],
    "spl_unclassified_section": ["2.1 Adults Give 5 mg.", "Something else that nobody has said before at all."],
}
PAGE = {"meta": {"results": {"total": 1, "skip": 0, "limit": 1}}, "results": [LABEL]}
WORK = {
    "DOI": "10.1000/A",
    "update-to": [
        {"type": "retraction", "DOI": "10.1000/b", "source": "publisher", "updated": {"date-parts": [[2020, 1, 2]]}}
    ],
    "updated-by": [
        {"type": "erratum", "label": "Erratum", "DOI": "10.1000/c", "updated": {"date-time": "2020-01-02T00:00:00Z"}}
    ],
}
QUESTION = b"""---
question: What is examplumab used for?
status: under review # draft
population: adults
condition: pain
drugs: [examplumab, "acid, zoledronic"]
audience: clinician
---

## From the Guidelines

- Examplumab is *given* for pain [@pmid:101; @{doi:10.1000/a(b)}].
  - Nested, 5 mg a day [@pmcid:PMC9].

## From the FDA Drug Label

The FDA drug label does not answer the question.

## From the Research

### Older women

1. A 2015 trial found less pain [@setid:11111111-2222-3333-4444-555555555555].

## References

- [@pmid:101] Smith AB, Jones C Jr, et al. Examplumab in pain. Invented Letters. 2015;3(4):5-6.
- [@doi:10.1000/x] World Health Organization. Guideline on pain. 2020.
"""
RW_ROW = dict(
    zip(
        retraction_watch.NEEDED,
        ("5", "7/12/2023 0:00", "10.1000/n", "9", "10.1000/a", "36035816.0", "Retraction"),
        strict=True,
    )
)
RW_FILE = (",".join(retraction_watch.NEEDED) + "\n" + ",".join(RW_ROW.values()) + "\n").encode()
SNAPSHOT = {
    "snapshot_date": "2026-01-01",
    "nature": "facts",
    "references": [
        {
            "pmid": "101",
            "doi": "10.1000/a",
            "title": "T",
            "first_author": "Smith AB",
            "year": 2015,
            "facts": ["a"],
            "publication_types": ["Review"],
            "corrections": [{"ref_type": "RetractionIn", "pmid": "7", "date": "2020"}],
        }
    ],
    "labels": [
        {"set_id": SET_ID, "generic_name": "examplumab", "brand_name": "Examplis", "application_number": "NDA012345"}
    ],
}
CHANGES = (",".join(c.name for c in columns(Change)) + "\nabc,2026-01-01,a,b,pmid:1,integrity:retracted,x,y\n").encode()
