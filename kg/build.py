"""The whole run: which documents are built, what is refused and why, and what lands where."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import project
from kg.errors import DocumentError, KgError, Text, UsageError
from kg.extract import extract
from kg.graph import address_of, document_slug, make_graph, ontology_graph
from kg.read import read_document
from kg.registry import registry_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.extract.claims import Extraction
    from kg.graph import Candidate
    from kg.read.document import Document
    from kg.registry import Registry


@dataclass(frozen=True, slots=True)
class Built:
    """A document that is in the graph, and what was read in it."""

    document: Document
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Documents come in the order of their slugs; ``triples`` are those of the merged graph."""

    output: Path
    built: tuple[Built, ...]
    refused: tuple[KgError, ...]
    candidates: tuple[Candidate, ...]
    triples: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, and the folder its slug starts from."""

    file: Path
    root: Path


def build(paths: Sequence[Path], output: Path, registry: Registry, ontology: Path = project.ONTOLOGY) -> BuildReport:
    """Build the graph of the documents at ``paths`` (files, or folders with all below them) into the folder ``output``.

    A document that cannot be built is refused, and the others are built; where none can, nothing is written. Raises
    KgError where there is nothing to read or the output cannot be written. Whatever fails, ``output`` stays as it was.
    """
    sources = list(find_sources(paths))
    if not sources:
        raise DocumentError(
            Text("no documents here", "pas de documents ici"),
            where=", ".join(map(str, paths)),
            fix=Text(
                "name documents, or a folder that holds some", "nommer des documents ou un dossier qui en contient"
            ),
        )
    terms = ontology_graph(ontology, registry.base)
    documents, refused = _read(sources)
    lexicon = registry_lexicon(registry)
    built = [Built(document, extract(document, registry, lexicon)) for document in documents]
    if not built:
        return BuildReport(output, (), tuple(refused), (), 0)
    graph = make_graph([(each.document, each.extraction) for each in built], registry, terms)
    replace_files(output, {project.QUADS: graph.quads(), project.MERGED: graph.turtle()})
    return BuildReport(output, tuple(built), tuple(refused), graph.candidates(), len(graph.merged()))


def find_sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Yield the documents at ``paths``, each file once, in the order of their paths.

    In a folder, hidden files and sidecars are no documents. A file's slug starts from the uppermost folder named.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        root = path if path.is_dir() else path.parent
        for file in _files_below(path) if path.is_dir() else [path]:
            known = found.get(file.resolve())
            if not known or len(root.resolve().parts) < len(known.root.resolve().parts):
                found[file.resolve()] = Source(file, root)
    yield from (source for _, source in sorted(found.items()))


def _files_below(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.is_file() and not hidden and not _is_sidecar(file):
            yield file


def _is_sidecar(file: Path) -> bool:
    return file.suffix == ".toml" and any(other.stem == file.stem and other != file for other in file.parent.iterdir())


def _read(sources: Iterable[Source]) -> tuple[list[Document], list[KgError]]:
    """Read the documents, in the order of their slugs; those that cannot be built are told apart, with the reason."""
    by_slug: defaultdict[str, list[tuple[Source, Document]]] = defaultdict(list)
    refused: list[KgError] = []
    for source in sources:
        try:
            document = read_document(source.file, source.root)
            address_of(document)
        except KgError as error:
            refused.append(error)
        else:
            by_slug[document_slug(document.slug)].append((source, document))
    documents = []
    for slug, found in sorted(by_slug.items()):
        if len(found) == 1:
            documents.append(found[0][1])
        else:
            refused.append(_same_slug(slug, [source.file for source, _ in found]))
    return documents, refused


def _same_slug(slug: str, files: Iterable[Path]) -> DocumentError:
    names = ", ".join(map(str, files))
    return DocumentError(
        Text(f"these documents have one slug, {slug}", f"ces documents ont le même identifiant, {slug}"),
        where=names,
        fix=Text(
            "rename one, or give it an id in its sidecar", "en renommer un, ou lui donner un id dans son fichier .toml"
        ),
    )


def replace_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` into ``folder``: all of them or, if anything fails, none. Other files there are left alone.

    They are written aside, in the same folder, so that each then only changes its name.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".palmares-", dir=folder))
    except OSError as error:
        raise _cannot_write(folder, error) from error
    try:
        for name, content in files.items():
            (aside / name).write_bytes(content)
        _swap(folder, aside, files)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _swap(folder: Path, aside: Path, names: Iterable[str]) -> None:
    """Move the new files in; if one cannot be, put the old ones back."""
    kept = aside / "old"
    kept.mkdir()
    moved: list[str] = []
    try:
        for name in names:
            if (folder / name).exists():
                shutil.copyfile(folder / name, kept / name)
            (aside / name).replace(folder / name)
            moved.append(name)
    except OSError:
        for name in moved:
            if (kept / name).exists():
                (kept / name).replace(folder / name)
            else:
                (folder / name).unlink()
        raise


def _cannot_write(folder: Path, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(
        Text(f"cannot be written: {reason}", f"écriture impossible\N{NO-BREAK SPACE}: {reason}"),
        where=str(folder),
        fix=Text("name another output folder with -o DIR", "nommer un autre dossier de sortie avec -o DOSSIER"),
    )
