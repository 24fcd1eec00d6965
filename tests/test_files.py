from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from flashcards.errors import FlashcardsError, ReadError
from flashcards.files import Inputs, collect, write_atomically


def tree(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return root


def names(inputs: Inputs) -> list[str]:
    return [document.name for document in inputs.documents]


# --- which documents ------------------------------------------------------------------------


def test_a_folder_gives_its_documents_at_any_depth_in_the_order_of_their_names(
    tmp_path: Path,
) -> None:
    tree(tmp_path, "b.md", "a.md", "sub/deep/c.md", "d.MD", "notes.txt")
    assert names(collect([tmp_path])) == ["a.md", "b.md", "d.MD", "sub/deep/c.md"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    tree(tmp_path, "a.md", ".b.md", ".git/c.md")
    (tmp_path / ".#a.md").symlink_to("somebody@somewhere.1234")  # an editor's lock
    assert names(collect([tmp_path])) == ["a.md"]


def test_a_folder_that_looks_like_a_document_is_a_folder(tmp_path: Path) -> None:
    tree(tmp_path, "chapter.md/a.md")
    assert names(collect([tmp_path])) == ["chapter.md/a.md"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    tree(tmp_path, "sub/a.md")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    assert names(collect([tmp_path])) == ["sub/a.md"]


def test_a_link_to_nothing_is_a_document_that_cannot_be_read(tmp_path: Path) -> None:
    tree(tmp_path, "a.md")
    (tmp_path / "b.md").symlink_to("gone.md")
    assert names(collect([tmp_path])) == ["a.md", "b.md"]


def test_cards_of_a_document_that_is_left_out_are_not_retired(tmp_path: Path) -> None:
    tree(tmp_path, "a.md", "b.md")
    covers = collect([tmp_path]).without({"b.md"}).in_scope()
    assert [covers(name) for name in ("a.md", "b.md", "gone.md")] == [True, False, True]


def test_documents_end_in_any_of_the_usual_ways(tmp_path: Path) -> None:
    tree(tmp_path, "a.md", "b.markdown", "c.mdx", "d.txt")
    assert names(collect([tmp_path])) == ["a.md", "b.markdown", "c.mdx"]


@pytest.mark.parametrize("pattern", ["drafts", "drafts/", "sub/drafts/*", "x*.md", "sub/*/x.md"])
def test_what_a_pattern_names_is_passed_over_in_folders(tmp_path: Path, pattern: str) -> None:
    tree(tmp_path, "a.md", "sub/drafts/x.md")
    assert names(collect([tmp_path], exclude=[pattern])) == ["a.md"]


def test_a_pipe_among_documents_is_passed_over_and_named_alone_is_refused(tmp_path: Path) -> None:
    tree(tmp_path, "a.md")
    os.mkfifo(tmp_path / "b.md")
    assert names(collect([tmp_path])) == ["a.md"]
    with pytest.raises(ReadError, match="neither a file nor a folder"):
        collect([tmp_path / "b.md"])


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    with pytest.raises(ReadError, match="no documents"):
        collect([tmp_path])


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No such file"):
        collect([tmp_path / "a.md"])


@pytest.mark.skipif(os.geteuid() == 0, reason="NOT TESTED: root may read every folder")
def test_a_folder_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    tree(tmp_path, "a.md", "sub/b.md")
    (tmp_path / "sub").chmod(0)
    try:
        with pytest.raises(ReadError, match="Permission denied"):
            collect([tmp_path])
    finally:
        (tmp_path / "sub").chmod(0o755)


def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.md")).write_text("x", encoding="utf-8")
    with pytest.raises(ReadError, match="not valid UTF-8"):
        collect([tmp_path])


# --- names ----------------------------------------------------------------------------------


def test_a_file_alone_is_known_by_its_file_name(tmp_path: Path) -> None:
    tree(tmp_path, "deep/a.txt")
    assert names(collect([tmp_path / "deep" / "a.txt"])) == ["a.txt"]


@pytest.mark.parametrize("given", ["source", "source/sub", "source/sub/a.md"])
def test_in_a_projects_source_a_document_has_one_name_however_it_is_reached(
    tmp_path: Path, given: str
) -> None:
    tree(tmp_path / "source", "sub/a.md")
    assert names(collect([tmp_path / given], roots=[tmp_path / "source"])) == ["sub/a.md"]


def test_a_name_is_the_same_however_the_folder_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path / "source", "a.md")
    monkeypatch.chdir(tmp_path / "source")
    assert names(collect([Path("a.md")], roots=[Path("../source")])) == ["a.md"]
    assert names(collect([Path()], roots=[Path("../source")])) == ["a.md"]
    assert names(collect([Path("../source/./a.md")])) == ["a.md"]


def test_a_file_reached_twice_is_taken_once(tmp_path: Path) -> None:
    tree(tmp_path, "sub/a.md")
    assert names(collect([tmp_path, tmp_path / "sub" / "a.md", tmp_path])) == ["sub/a.md"]


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    tree(tmp_path, "one/a.md", "two/a.md")
    with pytest.raises(ReadError, match="same name"):
        collect([tmp_path / "one", tmp_path / "two"])


def test_accents_are_composed_for_file_systems_differ_in_that(tmp_path: Path) -> None:
    tree(tmp_path, "re\u0301sume\u0301.md")
    assert names(collect([tmp_path])) == ["r\u00e9sum\u00e9.md"]


# --- whose cards may be retired -------------------------------------------------------------


def test_a_file_alone_speaks_for_itself_only(tmp_path: Path) -> None:
    tree(tmp_path, "a.md", "b.md")
    in_scope = collect([tmp_path / "a.md"]).in_scope()
    assert in_scope("a.md")
    assert not in_scope("b.md")
    assert not in_scope("gone.md")


def test_a_whole_folder_speaks_for_what_is_gone_from_it(tmp_path: Path) -> None:
    in_scope = collect([tree(tmp_path, "a.md")]).in_scope()
    assert in_scope("a.md")
    assert in_scope("gone.md")


def test_a_part_of_the_source_speaks_for_that_part(tmp_path: Path) -> None:
    root = tree(tmp_path, "a.md", "sub/b.md")
    in_scope = collect([root / "sub"], roots=[root]).in_scope()
    assert in_scope("sub/gone.md")
    assert not in_scope("gone.md")
    assert not in_scope("sub2/gone.md")
    assert not in_scope("a.md")


def test_a_folder_does_not_speak_for_a_document_that_another_root_still_has(
    tmp_path: Path,
) -> None:
    one, two = tree(tmp_path / "one", "a.md"), tree(tmp_path / "two", "b.md")
    both = collect([one, two]).in_scope()
    assert both("gone.md")
    inputs = collect([one], roots=[one, two])
    alone = Inputs(
        documents=inputs.documents, roots=(*inputs.roots, two), folders=inputs.folders
    ).in_scope()
    assert alone("gone.md")
    assert not alone("b.md")


# --- writing --------------------------------------------------------------------------------


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FlashcardsError, match="No space left"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_folder_that_is_not_there_is_an_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(FlashcardsError, match="No such file"):
        write_atomically(tmp_path / "gone" / "a", b"new")
