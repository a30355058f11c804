"""Documents → the site: which are published, how they belong together, and the target of every link."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.model import Config, Content, Document, Section, Site, Target, ToAsset
from kbsite.norwegian.names_and_dates import LANGUAGES, collation_key
from kbsite.parse.place import key
from kbsite.schema.shown_fields import shown_fields
from kbsite.site.model_steps import by_page
from kbsite.site.relate import Related, backlinks
from kbsite.site.resolve import Resolver, Sight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from kbsite.site.shown import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """All documents, with inherited fields and the target of each link, whatever is shown.

    `written` are the documents as they are written, without what they inherit.
    `targets`, `pictures`, `named` and `explicit` are by the path of a document, in the order of its text or fields.
    `menus` is by the address as data/site.yaml has it, and for addresses on the site itself, as fields have it.
    """

    written: tuple[Document, ...]
    documents: tuple[Document, ...]
    content: Content
    config: Config
    targets: Mapping[str, tuple[Target, ...]]
    pictures: Mapping[str, tuple[Target, ...]]
    named: Mapping[str, tuple[Target, ...]]
    explicit: Mapping[str, tuple[Target, ...]]
    pinned: tuple[Target, ...]
    front: tuple[Target, ...]
    menus: Mapping[str, Target]


def assemble(documents: Iterable[Document], content: Content, config: Config, today: date, shown: Shown) -> Site:
    """Return the site as it is on the day `today`, with every relation computed once."""
    return view(link(documents, content, config), today, shown)


def link(documents: Iterable[Document], content: Content, config: Config) -> Linked:
    """Return the documents by path, with links resolved: the part of a site that is the same for every view."""
    written = tuple(documents)
    everything = tuple(sorted(_with_inherited(written), key=lambda d: d.path))
    resolver = Resolver(everything, content, config)
    targets = {d.path: tuple(resolver.link(d, link.href) for link in d.body.links) for d in everything}
    pictures = {d.path: tuple(resolver.picture(d, p.src) for p in d.body.pictures) for d in everything}
    return Linked(
        written=written,
        documents=everything,
        content=content,
        config=config,
        targets=targets,
        pictures=pictures,
        named={d.path: tuple(resolver.link(d, page) for _, page in d.meta.named_pages()) for d in everything},
        explicit={d.path: tuple(resolver.link(d, r, related=True) for r in d.meta.related) for d in everything},
        pinned=tuple(resolver.page(bet.page) for bet in config.search.bets),
        front=tuple(resolver.page(chosen.page) for chosen in config.front.questions),
        menus=_menus(config, resolver, everything, content, (*targets.values(), *pictures.values())),
    )


def view(linked: Linked, today: date, shown: Shown, *, to_render: bool = True) -> Site:
    """Return the view of a site in which the pages of `shown` are shown.

    A view that is only checked, and not `to_render`, has no related pages, backlinks and steps of models.
    """
    config, everything = linked.config, linked.documents
    hidden = not_shown(everything, today, shown)
    sight = Sight(everything, config, hidden)
    pages = tuple(sorted((d for d in everything if d.path not in hidden), key=lambda d: d.address))
    by_address = {document.address: document for document in reversed(pages)}
    kept = newest_first(d for d in pages if d.meta.listed and not d.place.original)
    listed = tuple(d for d in kept if not d.meta.archived)
    seen = sight.target
    targets = _seen(linked.targets, everything, seen, lambda d: (link.href for link in d.body.links))
    named = _seen(linked.named, everything, seen, lambda d: (page for _, page in d.meta.named_pages()))
    explicit = _seen(linked.explicit, everything, seen, lambda d: d.meta.related)
    translations = _translations(pages)
    authors = _authors(pages, config.language)
    parents = _parents(pages, by_address, translations)
    return Site(
        config=config,
        today=today,
        documents=everything,
        pages=pages,
        assets=linked.content.assets,
        targets=targets,
        pictures=linked.pictures,
        explicit=explicit,
        named=named,
        chapters=_chapters(pages, by_address, translations),
        parents=parents,
        translations=translations,
        by_kind=_grouped((d.kind, d) for d in listed),
        by_theme=_grouped((theme, d) for d in listed for theme in dict.fromkeys(d.meta.themes)),
        chapters_by_theme=_grouped(_own_themes(pages, parents)),
        by_author=_grouped((a, d) for d in listed for a in dict.fromkeys(a.id for a in d.meta.authors)),
        archive=tuple(d for d in kept if d.meta.archived),
        authors=authors,
        profiles={author.place.slug: author for author in authors},
        introductions={d.place.slug: d for d in pages if d.meta.introduces == "theme" and not d.place.original},
        related=Related(pages, listed, explicit, translations) if to_render else {},
        backlinks=backlinks(pages, targets) if to_render else {},
        steps=by_page(pages, named) if to_render else {},
        linked={url: sight.target("", url, target) for url, target in linked.menus.items()},
        pinned=tuple(sight.page(target) for target in linked.pinned),
        front=tuple(sight.page(target) for target in linked.front),
        hidden=hidden,
        static=linked.content.static,
    )


def _seen(
    targets: Mapping[str, tuple[Target, ...]],
    documents: Iterable[Document],
    seen: Callable[[str, str, Target], Target],
    hrefs: Callable[[Document], Iterable[str]],
) -> dict[str, tuple[Target, ...]]:
    """Return, by path, what the links of each document reach for readers; `hrefs` gives them as written."""
    return {
        d.path: tuple(seen(d.path, href, each) for href, each in zip(hrefs(d), targets[d.path], strict=True))
        for d in documents
    }


def _menus(
    config: Config,
    resolver: Resolver,
    documents: Iterable[Document],
    content: Content,
    targets: Iterable[tuple[Target, ...]],
) -> dict[str, Target]:
    """Return the targets of the menu and the footer, by the address as it is written."""
    others = {target.address for each in targets for target in each if isinstance(target, ToAsset)}
    others.update(f"/{path}" for path in content.static)
    others.update(alias for document in documents for alias in document.meta.aliases)
    written = [item.url for item in (*config.menu, *config.footer, *config.others) if item.url]
    found = {url: resolver.setting(url, others) for url in written}
    in_fields = ((d, url) for d in documents for _, url in web_addresses(d) if resolver.is_own(url))
    return found | {url: resolver.link(document, url) for document, url in in_fields}


def web_addresses(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the path and the value of each field of a page that has the address of a website."""
    meta = document.meta
    for index, resource in enumerate(meta.resources):
        yield ("resources", index, "url"), resource.url
    for field in shown_fields(type(meta)):
        if field.type == "url" and getattr(meta, field.name):
            yield (field.name,), getattr(meta, field.name)


def newest_first(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return documents sorted by date, the newest first and undated ones last, then by title in Norwegian order."""
    by_title = sorted(documents, key=lambda d: (collation_key(d.meta.title), d.address))
    return tuple(sorted(by_title, key=lambda d: d.meta.date.isoformat() if d.meta.date else "", reverse=True))


def language(document: Document, config: Config) -> str:
    """Return the language that a document is written in."""
    return document.meta.lang or document.place.language or config.language


def languages(site: Site) -> tuple[str, ...]:
    """Return the languages of a site: its own, both standards where it is Norwegian, and those of any page."""
    own = LANGUAGES if site.config.language in LANGUAGES else (site.config.language,)
    return tuple(dict.fromkeys((*own, *sorted({language(page, site.config) for page in site.pages}))))


def section_language(document: Document, section: Section, config: Config) -> str:
    """Return the language that a part of a text is written in: a question may have one of its own."""
    own: str | None = getattr(document.meta, f"{section.name}_lang", None)
    return own or language(document, config)


_OF_ARTICLES = ("date", "themes", "authors", "lang", "draft", "expires", "status", "example")
"""The fields that a chapter has from its article, where its own file does not have them."""

_OF_ORIGINALS = ("status", "example")
"""The fields that a translation has from its original: an invented page is invented in both languages."""


def _with_inherited(documents: Iterable[Document]) -> Iterator[Document]:
    """Yield the documents, each with the fields that it has from its article and from its original."""
    everything = list(documents)
    by_address = {d.address: d for d in everything if not d.place.original}
    by_path = {key(d.path): d for d in everything}
    for document in everything:
        chapter = _inherit(document, by_address.get(document.place.parent), _OF_ARTICLES)
        yield _inherit(chapter, by_path.get(document.place.original), _OF_ORIGINALS)


def _inherit(document: Document, other: Document | None, names: Iterable[str]) -> Document:
    """Return a document with the fields of another for which it has no values of its own."""
    if other is None:
        return document
    inherited = {
        name: getattr(other.meta, name)
        for name in names
        if not getattr(document.meta, name) and not (name == "lang" and document.place.language)
    }
    return document.with_meta(document.meta.model_copy(update=inherited))


def not_shown(documents: Iterable[Document], today: date, shown: Shown) -> Mapping[str, str]:
    """Return why a document is not shown, by its path: draft, future or expired.

    Chapters and translations are not shown without what they belong to.
    """
    hidden: dict[str, str] = {}
    whole: dict[str, Document] = {}
    everything = sorted(documents, key=lambda d: (bool(d.place.original), bool(d.place.parent)))
    for document in everything:
        belongs_to = whole.get(document.place.original) or whole.get(document.place.parent)
        whole[key(document.path)] = document
        if not document.place.original:
            whole.setdefault(document.address, document)
        if belongs_to and belongs_to.path in hidden:
            hidden[document.path] = hidden[belongs_to.path]
            continue
        meta = document.meta
        if meta.draft and not shown.drafts:
            hidden[document.path] = "draft"
        elif meta.date and meta.date.first > today and not shown.future:
            hidden[document.path] = "future"
        elif meta.expires and meta.expires <= today and not shown.expired:
            hidden[document.path] = "expired"
    return hidden


def _authors(pages: Iterable[Document], lang: str) -> tuple[Document, ...]:
    """Return the authors in the alphabetical order of a language."""
    found = (d for d in pages if d.meta.introduces == "author" and not d.place.original)
    return tuple(sorted(found, key=lambda d: (collation_key(d.meta.title, lang), d.address)))


def _translations(pages: Iterable[Document]) -> dict[str, tuple[Document, ...]]:
    """Return, by address, the other languages of each page, a page's original among them."""
    by_path = {key(document.path): document for document in pages}
    families: dict[str, list[Document]] = defaultdict(list)
    for document in by_path.values():
        if document.place.original in by_path:
            families[document.place.original].append(document)
    result = {}
    for original, members in families.items():
        family = [by_path[original], *sorted(members, key=lambda d: d.address)]
        for document in family:
            result[document.address] = tuple(d for d in family if d is not document)
    return result


def _chapters(
    pages: Iterable[Document], by_address: Mapping[str, Document], translations: Mapping[str, Iterable[Document]]
) -> dict[str, tuple[Document, ...]]:
    """Return, by the address of an article, its chapters in order.

    A translated article has its chapters in its own language, and where one is not translated, the original.
    """
    found: dict[str, list[Document]] = defaultdict(list)
    for document in pages:
        if document.place.parent and not document.place.original:
            found[document.place.parent].append(document)
    result = {}
    for parent, each in found.items():
        ordered = sorted(each, key=lambda d: (d.place.number, d.address))
        result[parent] = tuple(ordered)
        if parent in by_address:
            for article in translations.get(parent, ()):
                result[article.address] = in_language(ordered, article.place.language, translations)
    return result


def in_language(
    documents: Iterable[Document], lang: str, translations: Mapping[str, Iterable[Document]]
) -> tuple[Document, ...]:
    """Return documents in a language: the translation of each where there is one, else the document itself."""
    return tuple(
        next((other for other in translations.get(each.address, ()) if other.place.language == lang), each)
        for each in documents
    )


def _parents(
    pages: Iterable[Document], by_address: Mapping[str, Document], translations: Mapping[str, Iterable[Document]]
) -> dict[str, Document]:
    """Return, by the address of a chapter, its article: in the language of the chapter where there is one."""
    found = {}
    for document in pages:
        if document.place.parent in by_address:
            article = by_address[document.place.parent]
            own = document.place.language
            found[document.address] = in_language((article,), own, translations)[0] if own else article
    return found


def _own_themes(pages: Iterable[Document], parents: Mapping[str, Document]) -> Iterator[tuple[str, Document]]:
    """Yield each chapter with the themes that it has and its article has not."""
    for document in pages:
        article = parents.get(document.address)
        if article and not document.place.original and not document.meta.archived:
            others = set(article.meta.themes)
            yield from ((theme, document) for theme in dict.fromkeys(document.meta.themes) if theme not in others)


def _grouped(pairs: Iterable[tuple[str, Document]]) -> dict[str, tuple[Document, ...]]:
    groups: dict[str, list[Document]] = defaultdict(list)
    for name, document in pairs:
        groups[name].append(document)
    return {name: tuple(group) for name, group in groups.items()}
