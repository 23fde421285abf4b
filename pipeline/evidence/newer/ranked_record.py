"""The fields of a PubMed record that ranking uses; words are tokenised once and cached."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.language.text.tokens import ranking_words
from pipeline.schema.paper_tables import Article, ArticleAbstract, ArticleMeshHeading, ArticlePublicationType


@dataclass(frozen=True)
class Document:
    """The fields of one record that ranking uses; a field that the record lacks is empty."""

    pmid: str
    title: str = ""
    abstract: str = ""
    mesh: tuple[str, ...] = ()
    publication_types: tuple[str, ...] = ()
    year: int | None = None

    @cached_property
    def title_words(self) -> list[str]:
        return ranking_words(self.title)

    @cached_property
    def abstract_words(self) -> list[str]:
        return ranking_words(self.abstract)

    @cached_property
    def mesh_words(self) -> list[str]:
        return ranking_words(" ; ".join(self.mesh))

    def is_newer_than(self, other: "Document") -> bool:
        """Whether this record is newer than `other` by year of publication.

        In one year, or if a year is unknown, the PMID decides, because PubMed assigns PMIDs in order.
        """
        if self.year and other.year and self.year != other.year:
            return self.year > other.year
        return int(self.pmid) > int(other.pmid)


def document(
    article: Article,
    abstracts: Iterable[ArticleAbstract] = (),
    mesh_headings: Iterable[ArticleMeshHeading] = (),
    publication_types: Iterable[ArticlePublicationType] = (),
) -> Document:
    """The rows of one record as a `Document`; without an English title, its title is the vernacular one."""
    return Document(
        pmid=article.pmid,
        title=article.article_title or article.vernacular_title,
        abstract=" ".join(a.text for a in abstracts),
        mesh=tuple(m.descriptor for m in mesh_headings),
        publication_types=tuple(t.publication_type for t in publication_types) or article.publication_types,
        year=article.pub_year,
    )
