"""What comes from outside is read or refused with a reason; it never harms."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.errors import FlashcardsError
from flashcards.review.exchange import container
from flashcards.review.exchange.errors import ExchangeError
from tests.review.exchange import files
from tests.review.exchange.making import CARDS, history


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return files.collection(tmp_path_factory.mktemp("made"))


@pytest.mark.parametrize("way", files.WAYS.values(), ids=files.WAYS)
def test_every_form_of_file_gives_the_same_history(
    tmp_path: Path, good: bytes, way: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "any name.bin"
    path.write_bytes(way(good))
    found = history(path)
    assert len(found.cards) == len(CARDS)
    assert sum(map(len, found.reviews.values())) > 100
    (tmp_path / "plain").write_bytes(good)
    assert found == history(tmp_path / "plain")


def test_reading_leaves_the_file_and_its_folder_as_they_were(tmp_path: Path, good: bytes) -> None:
    for name, way in files.WAYS.items():
        (tmp_path / name).write_bytes(way(good))
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    for path in before:
        history(path)
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()
    } == before


def test_a_file_in_a_folder_of_any_name_is_read(tmp_path: Path, good: bytes) -> None:
    folder = tmp_path / "a?b#c%41 ü"
    folder.mkdir()
    (folder / "c?mode=rw.anki2").write_bytes(good)
    assert history(folder / "c?mode=rw.anki2").cards


def refused(path: Path, content: bytes | None = None) -> ExchangeError:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ExchangeError) as caught:
        history(path)
    assert caught.value.path == str(path)
    return caught.value


@pytest.mark.parametrize("content", [b"", b"P", b"hello, this is no file of Anki's", bytes(5000)])
def test_what_is_no_file_of_ankis_is_refused_with_a_hint(tmp_path: Path, content: bytes) -> None:
    error = refused(tmp_path / "x", content)
    assert "neither a package nor a collection" in error.message
    assert error.hint


def test_a_folder_or_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path).message
    assert "not there" in refused(tmp_path / "no").message


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_a_collection_that_is_open_in_anki_is_refused(
    tmp_path: Path, good: bytes, suffix: str
) -> None:
    path = tmp_path / "collection.anki2"
    path.with_name(path.name + suffix).write_bytes(b"")
    error = refused(path, good)
    assert "open in Anki" in error.message
    assert error.hint
    assert "close Anki" in error.hint


@pytest.mark.parametrize("way", files.WAYS.values(), ids=files.WAYS)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused(
    tmp_path: Path, good: bytes, way: Callable[[bytes], bytes], part: float
) -> None:
    whole = way(good)
    refused(tmp_path / "cut", whole[: int(len(whole) * part)])


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_zstd_stream_that_was_cut_off_is_refused(
    tmp_path: Path, good: bytes, part: float
) -> None:
    packed = files.zstd(good)
    error = refused(
        tmp_path / "cut", files.zipped([("collection.anki21b", packed[: int(len(packed) * part)])])
    )
    assert "damaged" in error.message


def test_a_package_without_a_collection_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path / "x.apkg", files.zipped([("media", b"{}"), ("notes.txt", b"x")]))
    assert "no collection" in error.message


def test_a_package_with_two_collections_of_one_name_is_refused(tmp_path: Path, good: bytes) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        content = files.zipped([("collection.anki2", good), ("collection.anki2", good)])
    assert "twice" in refused(tmp_path / "x.apkg", content).message


@pytest.mark.parametrize("name", ["../../evil", "/tmp/evil", "..\\evil", "collection.anki2/../x"])
def test_no_name_in_a_package_is_ever_a_path(tmp_path: Path, good: bytes, name: str) -> None:
    path = tmp_path / "inner" / "deep" / "x.apkg"
    path.parent.mkdir(parents=True)
    path.write_bytes(files.zipped([(name, b"evil"), ("collection.anki2", good)]))
    assert history(path).cards
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == ["x.apkg"]


def test_a_member_that_needs_a_password_is_refused(tmp_path: Path, good: bytes) -> None:
    content = bytearray(files.zipped([("collection.anki2", good)]))
    content[6] |= 1  # the flag in the member's header, and in the directory
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert "cannot be unpacked" in refused(tmp_path / "x.apkg", bytes(content)).message


def test_a_bomb_in_zstd_is_stopped_long_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = files.zstd(bytes(container.FREE * 4))
    assert len(bomb) < 100_000
    error = refused(tmp_path / "x.colpkg", files.zipped([("collection.anki21b", bomb)]))
    assert "unpacks to more than" in error.message


def test_a_bomb_in_deflate_is_stopped(tmp_path: Path) -> None:
    content = files.zipped(
        [("collection.anki2", bytes(container.FREE * 4))], method=zipfile.ZIP_DEFLATED
    )
    error = refused(tmp_path / "x.apkg", content)
    assert "unpacks to more than" in error.message


def test_a_size_that_lies_in_the_header_is_not_believed(tmp_path: Path, good: bytes) -> None:
    content = bytearray(files.zipped([("collection.anki2", good)]))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (2**31).to_bytes(4, "little")
    (tmp_path / "x.apkg").write_bytes(content)
    assert len(history(tmp_path / "x.apkg").cards) == len(CARDS)


def test_a_zstd_stream_that_asks_for_a_gigabyte_of_memory_is_refused(tmp_path: Path) -> None:
    window = bytes([20 << 3])  # 2^(10 + 20) bytes, RFC 8878, 3.1.1.1.2
    text = b"SQLite format 3\0"
    block = (1 | len(text) << 3).to_bytes(3, "little") + text
    stream = b"\x28\xb5\x2f\xfd\x00" + window + block
    error = refused(tmp_path / "x.colpkg", files.zipped([("collection.anki21b", stream)]))
    assert "memory" in error.message


def test_several_zstd_frames_are_one_collection(tmp_path: Path, good: bytes) -> None:
    half = len(good) // 2
    packed = files.zstd(good[:half]) + files.zstd(good[half:])
    path = tmp_path / "x.colpkg"
    path.write_bytes(files.zipped([("collection.anki21b", packed)]))
    assert history(path).cards


@given(data=st.data())
@settings(max_examples=60)
def test_damaged_bytes_give_a_history_or_an_error_of_ours_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, good: bytes, data: st.DataObject
) -> None:
    way = data.draw(st.sampled_from(list(files.WAYS.values())))
    content = bytearray(way(good))
    for _ in range(data.draw(st.integers(1, 30))):
        # Headers more often than contents.
        limit = data.draw(st.sampled_from([120, 5000, len(content)]))
        content[data.draw(st.integers(0, min(limit, len(content)) - 1))] = data.draw(
            st.integers(0, 255)
        )
    path = tmp_path_factory.getbasetemp() / "damaged"
    path.write_bytes(content)
    try:
        history(path)
    except FlashcardsError as error:
        assert error.message
    finally:
        path.unlink()
