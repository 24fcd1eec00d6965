"""The worker is killed, hangs, and is left alone: the next question works, nothing is left."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from flashcards.oracles.llama import (
    Llama,
    LlamaAborted,
    LlamaAbsent,
    LlamaError,
    LlamaHung,
    Sampling,
    Shape,
    Step,
)
from tests.oracles.llama.files import tiny

pytestmark = pytest.mark.live

needs_pidfd = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="NOT TESTED: no pidfd_open on this system"
)


def running(llama: Llama) -> tuple[int, Path]:
    llama.block("q4_0")
    pid, folder = llama._worker.pid, llama._worker.folder
    assert pid is not None
    assert folder is not None
    return pid, folder


def gone(pid: int) -> bool:
    """No process, no zombie: a zombie would still take a signal."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def ask_until_it_fails(llama: Llama) -> None:
    """A signal may come after one more answer."""
    while True:
        llama.block("q4_0")


def test_nothing_starts_before_the_first_question() -> None:
    with Llama() as llama:
        assert llama._worker.pid is None


def test_closing_ends_the_process_and_removes_its_folder(small: Shape) -> None:
    with Llama() as llama:
        llama.quantized(small, "Q4_0")
        pid, folder = running(llama)
        assert list(folder.glob("*.gguf"))
    assert gone(pid)
    assert not folder.exists()
    llama.close()  # again does no harm


def test_a_question_after_closing_starts_another() -> None:
    llama = Llama()
    first, _ = running(llama)
    llama.close()
    second, folder = running(llama)
    llama.close()
    assert first != second
    assert not folder.exists()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV])
def test_a_signal_is_named_and_the_next_question_works(number: signal.Signals) -> None:
    with Llama() as llama:
        pid, folder = running(llama)
        os.kill(pid, number)
        with pytest.raises(LlamaAborted, match=number.name):
            ask_until_it_fails(llama)
        assert gone(pid)
        assert not folder.exists()
        assert llama.block("q4_0").elements == 32
        assert llama._worker.starts == 2


def test_an_assertion_of_llama_cpp_is_quoted(tmp_path: Path) -> None:
    path = tiny(tmp_path / "no-layers.gguf")
    key = b"llama.block_count\x04\0\0\0"
    path.write_bytes(path.read_bytes().replace(key + b"\x02", key + b"\0"))
    with Llama() as llama:
        with pytest.raises(LlamaAborted, match=r"SIGABRT: llama-model.cpp:\d+: GGML_ASSERT"):
            llama.load(path)
        assert llama.block("q4_0").elements == 32


def test_a_stopped_worker_is_killed_within_the_limit() -> None:
    with Llama() as llama:
        pid, folder = running(llama)
        os.kill(pid, signal.SIGSTOP)
        llama.time_limit = 0.2
        with pytest.raises(LlamaHung, match=r"within 0\.2 s"):
            llama.block("q4_0")
        assert gone(pid)
        assert not folder.exists()
        llama.time_limit = 60
        assert llama.block("q4_0").elements == 32


def test_a_stopped_worker_that_takes_no_question_is_killed_too() -> None:
    large = [Sampling([0.5] * 200_000, (Step.top_k(1),))]  # more than a pipe holds
    with Llama() as llama:
        pid, _ = running(llama)
        os.kill(pid, signal.SIGSTOP)
        llama.time_limit = 0.2
        with pytest.raises(LlamaHung):
            llama.sampled_many(large)
        assert gone(pid)


def test_a_question_that_takes_too_long_is_given_up() -> None:
    with Llama() as llama:
        running(llama)
        llama.time_limit = 0.05
        with pytest.raises(LlamaHung):
            llama.draws([0.5] * 1000, [Step.temperature(1)], count=10_000_000, seed=1)
        llama.time_limit = 60
        assert llama.block("q4_0").elements == 32


def test_threads_take_turns(llama: Llama) -> None:
    found: dict[int, tuple[int, ...]] = {}

    def ask(k: int) -> None:
        for _ in range(20):
            found[k] = llama.sampled([1.0, 2.0, 3.0, 4.0], [Step.top_k(k)]).tokens

    threads = [threading.Thread(target=ask, args=(k,)) for k in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {k: len(tokens) for k, tokens in found.items()} == {1: 1, 2: 2, 3: 3}


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str], small: Shape) -> None:
    with Llama() as llama:
        llama.quantized(small, "Q4_K_M")
        llama.kv_cache(small, context=512)
        llama.generate("hello")
        with pytest.raises(Exception, match="did not load"):
            llama.load(b"GGUF")
        os.kill(running(llama)[0], signal.SIGABRT)
        with pytest.raises(LlamaAborted):
            ask_until_it_fails(llama)
    assert capfd.readouterr() == ("", "")


SCRIPT = """
import os, sys
from flashcards.oracles.llama import Llama
llama = Llama()
llama.block("q4_0")
print(llama._worker.pid, llama._worker.folder, flush=True)
{end}
"""


def test_a_fork_of_us_has_a_worker_of_its_own(root: Path) -> None:
    fork = """
child = os.fork()
assert llama.block("q4_0").elements == 32
print(llama._worker.starts)
if child:
    os.waitpid(child, 0)
    assert llama.block("q4_0").elements == 32
"""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(end=fork)],
        capture_output=True,
        text=True,
        cwd=root,
        check=True,
    )
    assert sorted(done.stdout.split("\n")[1:]) == ["", "1", "2"]


@needs_pidfd
@pytest.mark.parametrize(
    "end",
    ["sys.exit(3)", "os._exit(3)", "os.kill(os.getpid(), 9)", "del llama; os._exit(0)"],
    ids=["exit", "no clean-up", "killed", "forgotten"],
)
def test_the_worker_ends_with_its_parent_and_the_folder_goes(end: str, root: Path) -> None:
    code = SCRIPT.format(end=end)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=root
    ) as parent:
        assert parent.stdout is not None
        line = parent.stdout.read()  # ends when nobody holds the pipe any more
    pid, folder = line.split()
    _until_gone(int(pid))
    assert not Path(folder).exists()


@needs_pidfd
def test_the_worker_ends_with_its_parent_amid_a_long_question(root: Path) -> None:
    ask = "llama.draws([0.5] * 1000, [], count=10_000_000, seed=1)"
    code = SCRIPT.format(
        end=f"import threading; threading.Thread(target=lambda: {ask}).start(); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=root, check=False
    )
    pid, folder = done.stdout.split()
    _until_gone(int(pid))
    assert not Path(folder).exists()


def _until_gone(pid: int) -> None:
    """Wait for a process that is not our child; the kernel tells when it ends."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        assert select.select([descriptor], [], [], 30)[0], "the worker lives on"
    finally:
        os.close(descriptor)


def test_without_llama_cpp_python_the_import_works_and_the_question_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "llama_cpp"
    package.mkdir()
    (package / "__init__.py").write_text("raise ImportError('No module named llama_cpp')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Llama() as llama:
        with pytest.raises(LlamaAbsent, match=r"No module named llama_cpp.*pip install"):
            llama.block("q4_0")
        monkeypatch.delenv("PYTHONPATH")
        assert llama.block("q4_0").elements == 32


def test_an_old_llama_cpp_python_is_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "llama_cpp"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "llama_cpp.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Llama() as llama, pytest.raises(LlamaAbsent, match="too old"):
        llama.block("q4_0")


def test_a_worker_that_cannot_be_started_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Llama() as llama, pytest.raises(LlamaError, match="cannot start the worker"):
        llama.block("q4_0")
    assert not list(tmp_path.iterdir())


def test_a_worker_that_dies_at_its_start_is_told_from_one_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "llama_cpp"
    package.mkdir()
    (package / "__init__.py").write_text("import os; os.abort()\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Llama() as llama, pytest.raises(LlamaAborted, match="at its start: SIGABRT"):
        llama.block("q4_0")


def test_modules_in_the_users_folder_do_not_reach_the_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('mine')\n")
    (tmp_path / "numpy.py").write_text("raise SystemExit('mine')\n")
    monkeypatch.chdir(tmp_path)
    with Llama() as llama:
        assert llama.block("q4_0").elements == 32


def test_importing_the_room_brings_nothing_of_weight(root: Path) -> None:
    code = (
        "import sys; import flashcards.oracles.llama; "
        "print({'numpy', 'gguf', 'llama_cpp', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.strip() == "set()"
