"""An IRI once published does not vanish: what is gone stays, with its state, from one release to the next."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import DataError, Text
from kg.publish import run, workshop
from kg.publish.blocks import open_blocks
from kg.publish.entities import KINDS, Entity
from kg.publish.history import MassWithdrawalError, Tally
from kg.publish.previous import ensure_published
from kg.publish.reading import pieces_of
from kg.publish.run import Order, Outcome, publish
from kg.publish.withdrawn import CORRECTED, WITHDRAWN, History, Withdrawn
from kg.vocab import BASE, DCAT, DCT, OA, OWL

if TYPE_CHECKING:
    from kg.publish.source import Source
    from kg.publish.tree import Tree

ROOT = Path(__file__).parent.parent.parent
GRAPH = ROOT / "data" / "graph"
OLD = f"{BASE}result/the-impact-2024/imt-mines-ales/sdg-15/world/88"
NEW = f"{BASE}result/the-impact-2024/imt-mines-ales/sdg-15/world/86"
DOCUMENT = f"{BASE}document/letudiant-2022-imt-mines-ales.fr"
SCHOOL = Entity(KINDS["institution"], f"{BASE}institution/imt-mines-ales", "imt-mines-ales", Text("", ""))


@pytest.fixture(autouse=True)
def _no_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "write_site", lambda *_: None)


def only_the_graph(source: Source, tree: Tree, _: object) -> None:
    """Make no other download than the graph: what the next publication is compared with."""
    (file,) = tree.stream("download/palmares.ttl", pieces_of(source.merged))
    (history, _twin) = source.history.files
    lines = (f"{each.sha256}  {each.name.removeprefix('download/')}\n" for each in (file, history))
    tree.write("download/SHA256SUMS", "".join(lines).encode())


class Releases:
    """Graphs one after the other, published into one folder."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder, self._graphs = tmp_path / "out", tmp_path / "graphs"
        self._number = 0

    def graph(self, version: str, *changes: tuple[str, str]) -> Path:
        """Make the project's graph with another version number, and with texts replaced."""
        self._number += 1
        graph = self._graphs / str(self._number)
        graph.mkdir(parents=True)
        for name in ("palmares.ttl", "palmares.nq"):
            text = (GRAPH / name).read_text("utf-8").replace('"0.1.0"', f'"{version}"')
            for before, after in changes:
                text = re.sub(before, after, text, flags=re.MULTILINE)
            (graph / name).write_text(text, encoding="utf-8")
        return graph

    def publish(self, version: str, *changes: tuple[str, str], previous: Path | None = None) -> Outcome:
        """Publish the graph and no other download, which suffices for most."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(workshop, "write_downloads", only_the_graph)
            return self.publish_whole(version, *changes, previous=previous)

    def publish_whole(self, version: str, *changes: tuple[str, str], previous: Path | None = None) -> Outcome:
        order = Order(graph=self.graph(version, *changes), check=False, previous=previous)
        return publish(order, self.folder, lambda _: None)

    def gone(self) -> dict[str, Withdrawn]:
        with open_blocks(self.folder / "download/history.ttl") as blocks:
            return {each.iri: each for each in History(blocks, BASE).all()}


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return Releases(tmp_path)


CORRECTION = ("sdg-15/world/88>", "sdg-15/world/86>")
LOSS = (rf"^<(?:{BASE})?{OLD.removeprefix(BASE)}> [^\n]*\n(?:    [^\n]*\n)*\n?", "")


def test_a_first_publication_has_no_history(releases: Releases) -> None:
    assert not releases.publish("1.0").notes
    assert not releases.gone()
    assert not list(ox.parse(path=releases.folder / "download/history.ttl", format=ox.RdfFormat.TURTLE))


def test_a_corrected_result_stays_with_its_successor_and_the_same_again_changes_nothing(releases: Releases) -> None:
    releases.publish("1.0")
    releases.publish_whole("1.1", CORRECTION)
    label = Text(
        "IMT Mines Alès, THE Impact 2024, SDG 15, world, 88th",
        "IMT Mines Alès, THE Impact 2024, ODD 15, monde, 88e place",
    )
    assert releases.gone() == {OLD: Withdrawn(OLD, "Result", label, CORRECTED, "1.0", NEW)}
    stated = stated_of(releases.folder / "download/history.ttl", OLD)
    assert stated[f"{OWL}deprecated"] == {"true"}
    assert stated[f"{DCT}isReplacedBy"] == {NEW}
    assert stated[f"{DCT}isPartOf"] == {f"{BASE}dataset/palmares/1.0"}
    assert stated["http://www.w3.org/ns/adms#status"] == {"http://purl.org/adms/status/Deprecated"}
    assert stated["https://w3id.org/palmares/ontology#rankBest"] == {"88"}
    version = stated_of(releases.folder / "download/history.ttl", f"{BASE}dataset/palmares/1.0")
    assert version[f"{DCAT}version"] == {"1.0"}
    for name in ("institution/imt-mines-ales", "edition/the-impact-2024", "criterion/the-impact/sdg-15"):
        assert stated_of(releases.folder / f"data/{name}.ttl", OLD) == stated
        assert stated_of(releases.folder / f"data/{name}.jsonld", OLD) == stated
    (releases.folder / ".made-from").unlink()  # by which it would know at once
    again = releases.publish_whole("1.1", CORRECTION).change
    assert (again.written, again.removed) == (0, 0)


def stated_of(file: Path, iri: str) -> dict[str, set[str]]:
    form = ox.RdfFormat.JSON_LD if file.suffix == ".jsonld" else ox.RdfFormat.TURTLE
    stated: dict[str, set[str]] = {}
    for quad in ox.parse(path=file, format=form):
        if quad.subject == ox.NamedNode(iri):
            stated.setdefault(quad.predicate.value, set()).add(quad.object.value)
    return stated


def test_a_result_that_is_gone_is_withdrawn(releases: Releases) -> None:
    releases.publish("1.0")
    releases.publish("1.1", LOSS)
    gone = releases.gone()[OLD]
    assert (gone.state, gone.version, gone.successor) == (WITHDRAWN, "1.0", "")


def test_it_stays_through_later_publications_and_comes_back_to_life(releases: Releases) -> None:
    releases.publish("1.0")
    releases.publish("1.1", CORRECTION)
    gone = releases.gone()
    releases.publish("1.2", CORRECTION, ("IMT Atlantique", "IMT Atlantis"))
    releases.publish("1.3", CORRECTION)
    assert releases.gone() == gone
    releases.publish("1.4")
    assert set(releases.gone()) == {NEW}
    assert releases.gone()[NEW].version == "1.3"
    assert releases.gone()[NEW].successor == OLD


OF_DOCUMENT = "letudiant-2022-imt-mines-ales.fr"
_ESCAPED = re.escape(OF_DOCUMENT)
_REST = r"[^\n]*\n(?:    [^\n]*\n)*\n?"  # of a block
GONE_DOCUMENT = (
    # its graph, its passages and links, the claims read in it alone, a scope
    (rf"^<http.* <[^>]*/document/{_ESCAPED}> \.\n", ""),
    (rf"^<(?:document|evidence|link)/{_ESCAPED}{_REST}", ""),
    (rf"^<[^\n]*\n(?:    [^\n]*\n)*?    pal:evidence <evidence/{_ESCAPED}/[^,\n]* ;{_REST}", ""),
    (rf"^<scope/fr-occitanie>{_REST}", ""),
)


def iris_under_base(file: Path) -> tuple[set[str], set[str]]:
    """Give the IRIs that are subjects, and all that are named."""
    subjects, named = set(), set()
    for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
        subjects.add(quad.subject.value)
        named |= {each.value for each in (quad.subject, quad.object) if isinstance(each, ox.NamedNode)}
    return subjects, {iri for iri in named if iri.startswith(BASE)}


def test_no_iri_that_was_published_vanishes(releases: Releases) -> None:
    releases.publish("1.0")
    merged, history = (releases.folder / "download" / name for name in ("palmares.ttl", "history.ttl"))
    before, named = iris_under_base(merged)
    releases.publish_whole("1.1", *GONE_DOCUMENT)
    now, _ = iris_under_base(merged)
    gone, told = iris_under_base(history)
    kinds = {iri.removeprefix(BASE).partition("/")[0] for iri in before - now}
    assert kinds >= {"result", "document", "evidence", "link", "scope"}
    assert not (named & before) - now - gone
    assert not told - now - gone - {f"{BASE}dataset/palmares"}
    (link, *_) = sorted(iri for iri in gone if iri.startswith(f"{BASE}link/"))
    assert f"{BASE.removesuffix('id/')}ontology#slot" not in stated_of(history, link)
    releases.publish("1.2", *GONE_DOCUMENT)
    assert iris_under_base(history)[0] >= gone


def test_what_is_gone_keeps_its_passages(releases: Releases) -> None:
    releases.publish("1.0")
    releases.publish_whole("1.1", *GONE_DOCUMENT)
    passage = f"{BASE}evidence/{OF_DOCUMENT}/1210-1231"
    for name in (f"document/{OF_DOCUMENT}.ttl", "institution/imt-mines-ales.ttl", "institution/imt-mines-ales.jsonld"):
        file = releases.folder / "data" / name
        assert stated_of(file, passage)[f"{OA}hasSource"] == {f"{BASE}document/{OF_DOCUMENT}"}
        assert stated_of(file, f"{passage}/quote")[f"{OA}exact"] == {"2019 : 40<sup>e</sup>"}
        assert stated_of(file, f"{passage}/position")[f"{OA}start"] == {"1210"}


def test_what_went_and_came_back_is_counted(releases: Releases) -> None:
    assert releases.publish("1.0").tally == Tally()
    assert releases.publish("1.1", CORRECTION).tally == Tally(corrected=1)
    assert releases.publish("1.2", CORRECTION, LOSS).tally == Tally()
    assert releases.publish("1.3", (LOSS[0], "")).tally == Tally(withdrawn=1)
    assert releases.publish("1.4").tally == Tally(back=1)


EMPTY = (r"^<(?:result|tally|move|participation|edition-size)/[^\n]*\n(?:    [^\n]*\n)*\n?", "")


def test_most_of_a_publication_is_withdrawn_only_if_it_is_meant(releases: Releases) -> None:
    releases.publish("1.0")
    before = (releases.folder / "download/palmares.ttl").read_bytes()
    with pytest.raises(MassWithdrawalError, match=r"of \d+ claims.* published here, \d+ would be withdrawn") as refusal:
        releases.publish("1.1", EMPTY)
    assert "--withdraw" in refusal.value.message("fr")
    assert refusal.value.exit_code == 1
    assert (releases.folder / "download/palmares.ttl").read_bytes() == before
    order = Order(graph=releases.graph("1.1", EMPTY), check=False, withdraw=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workshop, "write_downloads", only_the_graph)
        assert publish(order, releases.folder, lambda _: None).tally.withdrawn > 50


def test_a_document_and_what_only_it_told_are_withdrawn_and_keep_their_files(releases: Releases) -> None:
    releases.publish("1.0")
    other = f"{DOCUMENT}-2"
    releases.publish_whole(
        "1.1", (f"{DOCUMENT}>", f"{other}>"), (r"<document/letudiant-2022-imt-mines-ales\.fr>", f"<{other}>")
    )
    gone = releases.gone()
    assert gone[DOCUMENT].kind == "Document"
    assert gone[DOCUMENT].state == WITHDRAWN
    stated = stated_of(releases.folder / "data/document/letudiant-2022-imt-mines-ales.fr.ttl", DOCUMENT)
    assert stated[f"{OWL}deprecated"] == {"true"}
    with open_blocks(releases.folder / "download/history.ttl") as blocks:
        history = History(blocks, BASE)
        entities = list(history.entities(KINDS["document"]))
        assert [each.key for each in entities] == ["letudiant-2022-imt-mines-ales.fr"]
        assert history.entity(entities[0]) == gone[DOCUMENT]
        assert history.entity(SCHOOL) is None


def test_what_is_gone_is_looked_up_by_what_it_was_about(releases: Releases) -> None:
    releases.publish("1.0")
    releases.publish("1.1", CORRECTION)
    with ExitStack() as opened:
        history = History(opened.enter_context(open_blocks(releases.folder / "download/history.ttl")), BASE)
        assert [each.iri for each in history.withdrawn(SCHOOL)] == [OLD]
        other = Entity(KINDS["institution"], f"{BASE}institution/imt-atlantique", "imt-atlantique", Text("", ""))
        assert not history.withdrawn(other)
    assert not History().withdrawn(SCHOOL)
    assert not list(History().all())


def test_the_version_of_a_publication_is_that_of_the_file_about_it(releases: Releases, tmp_path: Path) -> None:
    about = tmp_path / "about.toml"
    about.write_text('version = "2.0"', encoding="utf-8")
    order = Order(graph=releases.graph("1.0"), check=False, about=about)
    publish(order, releases.folder, lambda _: None)
    releases.publish("1.1", CORRECTION)
    assert releases.gone()[OLD].version == "2.0"


def test_a_version_with_another_content_is_remarked(releases: Releases) -> None:
    releases.publish("1.0")
    assert not releases.publish("1.0").notes
    (note,) = releases.publish("1.0", CORRECTION).notes
    assert "version 1.0 was published before with another content" in note.en
    assert "la version 1.0 a déjà été publiée" in note.fr
    assert not releases.publish("1.1").notes


def test_another_folder_may_hold_the_publication_before(releases: Releases, tmp_path: Path) -> None:
    releases.publish("1.0")
    before, releases.folder = releases.folder, tmp_path / "elsewhere"
    releases.publish("1.1", CORRECTION, previous=before)
    assert set(releases.gone()) == {OLD}
    with pytest.raises(DataError, match="no publication here"):
        ensure_published(tmp_path)


DAMAGE = [
    # why                          file               content
    ("not Turtle",                 "palmares.ttl",    b"\n\n<a> pal:Result , .\n"),
    ("not UTF-8",                  "palmares.ttl",    b"@prefix x: <y:> .\n\n<\xff> a x:y .\n"),
    ("empty",                      "palmares.ttl",    b""),
    ("cut off",                    "palmares.ttl",    (GRAPH / "palmares.ttl").read_bytes()[:300_000]),
    ("history lost",               "history.ttl",     b""),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "content"), DAMAGE, ids=[case[0] for case in DAMAGE])
def test_a_damaged_publication_is_told_and_left(releases: Releases, why: str, name: str, content: bytes) -> None:
    releases.publish("1.0")
    file = releases.folder / "download" / name
    file.write_bytes(content)
    with pytest.raises(DataError) as refusal:
        releases.publish("1.1")
    assert "--previous" in refusal.value.message("fr"), why
    assert file.read_bytes() == content


def test_a_history_that_is_gone_is_told(releases: Releases) -> None:
    releases.publish("1.0")
    (releases.folder / "download/history.ttl").unlink()
    with pytest.raises(DataError, match=r"history\.ttl"):
        releases.publish("1.1")
