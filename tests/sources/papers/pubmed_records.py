"""Invented PubMed records, valid by NLM's DTD: a small article, one with everything, a chapter and a book."""

PUB_DATE = "<PubDate><Year>2015</Year><Month>Apr</Month><Day>3</Day></PubDate>"
AUTHORS = '<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Example</LastName></Author></AuthorList>'
TYPES = '<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>'


def citation(
    *,
    pmid: str = '<PMID Version="1">101</PMID>',
    pub_date: str = PUB_DATE,
    title: str = "<ArticleTitle>A title.</ArticleTitle>",
    pages: str = "",
    abstract: str = "",
    authors: str = AUTHORS,
    banks: str = "",
    more: str = "",
    lists: str = "",
) -> str:
    """A MedlineCitation; each part is XML in the DTD's order."""
    return (
        f'<MedlineCitation Status="MEDLINE" Owner="NLM">{pmid}<DateRevised><Year>2020</Year><Month>02</Month>'
        '<Day>29</Day></DateRevised><Article PubModel="Print"><Journal><ISSN IssnType="Print">0000-0000</ISSN>'
        f'<JournalIssue CitedMedium="Print"><Volume>12</Volume><Issue>3</Issue>{pub_date}</JournalIssue>'
        "<Title>Journal of examples</Title><ISOAbbreviation>J Ex</ISOAbbreviation></Journal>"
        f"{title}{pages}{abstract}{authors}<Language>eng</Language>{banks}{TYPES}{more}</Article>"
        "<MedlineJournalInfo><MedlineTA>J Ex Med</MedlineTA></MedlineJournalInfo>"
        f"{lists}</MedlineCitation>"
    )


def article(*, ids: str = '<ArticleId IdType="pubmed">101</ArticleId>', references: str = "", **parts: str) -> bytes:
    """A PubmedArticle around `citation`."""
    data = f"<PublicationStatus>ppublish</PublicationStatus><ArticleIdList>{ids}</ArticleIdList>{references}"
    return f"<PubmedArticle>{citation(**parts)}<PubmedData>{data}</PubmedData></PubmedArticle>".encode()


def abstract(*sections: str) -> bytes:
    return article(abstract=f"<Abstract>{''.join(sections)}</Abstract>")


BOOK = b"""<PubmedBookArticle><BookDocument><PMID Version="1">301</PMID><ArticleIdList>
<ArticleId IdType="bookaccession">NBK1</ArticleId><ArticleId IdType="doi">10.1234/Book.1</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>Example Press</PublisherName></Publisher>
<BookTitle book="ex">Examples<sup>2</sup></BookTitle>
<PubDate><Year>1993</Year></PubDate>
<AuthorList Type="editors" CompleteYN="Y"><Author ValidYN="Y"><LastName>Editor</LastName>
<Initials>E</Initials></Author></AuthorList><Volume>4</Volume></Book>
<ArticleTitle book="ex" part="one">A chapter</ArticleTitle>
<Pagination><StartPage>7</StartPage><EndPage>9</EndPage></Pagination>
<Language>eng</Language><AuthorList Type="authors" CompleteYN="Y"><Author ValidYN="Y"><LastName>Writer</LastName>
<Initials>WA</Initials></Author></AuthorList><PublicationType UI="D016454">Review</PublicationType>
<Abstract><AbstractText Label="SUMMARY">Text.</AbstractText></Abstract>
<ContributionDate><Year>2003</Year><Month>1</Month><Day>2</Day></ContributionDate>
<DateRevised><Year>2023</Year><Month>5</Month><Day>4</Day></DateRevised></BookDocument></PubmedBookArticle>"""
WHOLE_BOOK = b"""<PubmedBookArticle><BookDocument><PMID Version="1">302</PMID><ArticleIdList>
<ArticleId IdType="bookaccession">NBK2</ArticleId></ArticleIdList><Book><Publisher>
<PublisherName>Example Press</PublisherName></Publisher><BookTitle book="ex">A whole book</BookTitle>
<PubDate><Year>2011</Year><Month>06</Month></PubDate>
<AuthorList Type="editors" CompleteYN="Y"><Author ValidYN="Y"><CollectiveName>Example Group</CollectiveName></Author>
</AuthorList></Book></BookDocument></PubmedBookArticle>"""
FULL = article(
    ids='<ArticleId IdType="pubmed">101</ArticleId><ArticleId IdType="doi">10.1234/ABC</ArticleId>'
    '<ArticleId IdType="pmc">PMC77</ArticleId>',
    references="<ReferenceList><Reference><Citation>Other. 2001.</Citation><ArticleIdList>"
    '<ArticleId IdType="doi">10.9999/other</ArticleId><ArticleId IdType="pmc">PMC99</ArticleId></ArticleIdList>'
    "</Reference></ReferenceList>",
    title="<ArticleTitle>[Salt in <i>Homo sapiens</i>: CO<sub>2</sub> and 10<sup>5</sup>].</ArticleTitle>",
    pages="<Pagination><StartPage>45</StartPage><EndPage>52</EndPage><MedlinePgn>45-52</MedlinePgn></Pagination>"
    '<ELocationID EIdType="doi" ValidYN="Y">10.1234/elocation</ELocationID>',
    abstract='<Abstract><AbstractText Label="AIM" NlmCategory="OBJECTIVE">To test.</AbstractText>'
    '<AbstractText Label="FINDING">It <b>works</b>.</AbstractText>'
    "<CopyrightInformation>Copyright nobody.</CopyrightInformation></Abstract>",
    authors='<AuthorList CompleteYN="Y"><Author ValidYN="N"><LastName>Wrong</LastName><Initials>W</Initials></Author>'
    '<Author ValidYN="Y"><LastName>Smith</LastName><ForeName>John A</ForeName><Initials>JA</Initials>'
    '<Suffix>Jr</Suffix><Identifier Source="GRID">grid.1</Identifier>'
    '<Identifier Source="ORCID">0000-0001-0000-0009</Identifier>'
    "<AffiliationInfo><Affiliation>Example<sup>1</sup></Affiliation></AffiliationInfo></Author>"
    '<Author ValidYN="Y"><CollectiveName>The EXAMPLE Group</CollectiveName></Author></AuthorList>',
    banks='<DataBankList CompleteYN="Y"><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>'
    "<AccessionNumber>NCT00000001</AccessionNumber><AccessionNumber>NCT00000002</AccessionNumber></AccessionNumberList>"
    "</DataBank><DataBank><DataBankName>ISRCTN</DataBankName></DataBank></DataBankList>",
    more="<VernacularTitle>Sal en <i>Homo sapiens</i>.</VernacularTitle>"
    '<ArticleDate DateType="Electronic"><Year>2015</Year><Month>03</Month><Day>09</Day></ArticleDate>',
    lists="<CommentsCorrectionsList>"
    '<CommentsCorrections RefType="Cites"><RefSource>Old J. 1990</RefSource><PMID Version="1">9</PMID>'
    "</CommentsCorrections>"
    '<CommentsCorrections RefType="ErratumIn"><RefSource>J Ex. 2016</RefSource><PMID Version="1">202</PMID>'
    "<Note>Dosage error</Note></CommentsCorrections>"
    '<CommentsCorrections RefType="RetractionOf"><RefSource>J Ex. 2014</RefSource></CommentsCorrections>'
    "</CommentsCorrectionsList><MeshHeadingList>"
    '<MeshHeading><DescriptorName UI="D1" MajorTopicYN="N">Osteoporosis</DescriptorName>'
    '<QualifierName UI="Q1" MajorTopicYN="Y">drug therapy</QualifierName>'
    '<QualifierName UI="Q2" MajorTopicYN="N">blood</QualifierName></MeshHeading>'
    '<MeshHeading><DescriptorName UI="D2" MajorTopicYN="N">Humans</DescriptorName></MeshHeading></MeshHeadingList>'
    '<OtherAbstract Type="Publisher" Language="spa"><AbstractText>Otro resumen.</AbstractText></OtherAbstract>',
)
