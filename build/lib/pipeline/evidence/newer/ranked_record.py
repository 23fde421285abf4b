"""One record as the ranking reads it: rows of four tables become one value, whose words are read once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.language.text.ranking_words import words
from pipeline.schema.tables import Article, ArticleAbstract, ArticleMeshHeading, ArticlePublicationType


@dataclass(frozen=True)
class Document:
    """What the ranking reads of one record; a field that the record does not have stays empty."""

    pmid: str
    title: str = ""
    abstract: str = ""
    mesh: tuple[str, ...] = ()
    publication_types: tuple[str, ...] = ()
    year: int | None = None

    @cached_property
    def title_words(self) -> list[str]:
        return words(self.title)

    @cached_property
    def abstract_words(self) -> list[str]:
        return words(self.abstract)

    @cached_property
    def mesh_words(self) -> list[str]:
        return words(" ; ".join(self.mesh))

    def is_newer_than(self, other: "Document") -> bool:
        """By year of publication; in one year, or where a year is unknown, by PMID, which PubMed gives out in order."""
        if self.year and other.year and self.year != other.year:
            return self.year > other.year
        return int(self.pmid) > int(other.pmid)


def document(
    article: Article,
    abstracts: Iterable[ArticleAbstract] = (),
    mesh_headings: Iterable[ArticleMeshHeading] = (),
    publication_types: Iterable[ArticlePublicationType] = (),
) -> Document:
    """The rows of one record as the ranking reads it; without a title in English, the vernacular one."""
    return Document(
        pmid=article.pmid,
        title=article.article_title or article.vernacular_title,
        abstract=" ".join(a.text for a in abstracts),
        mesh=tuple(m.descriptor for m in mesh_headings),
        publication_types=tuple(t.publication_type for t in publication_types) or article.publication_types,
        year=article.pub_year,
    )
