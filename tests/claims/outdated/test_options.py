from __future__ import annotations

import time

import pytest

from tests.claims.outdated.making import fenced, found, of_text, said


@pytest.mark.parametrize(
    ("command", "stated", "expected"),
    [
        ("cmake -B build -DLLAMA_CUDA=ON", "-DLLAMA_CUDA=ON", "-DGGML_CUDA=ON"),
        ("cmake -B build -D LLAMA_METAL=OFF ..", "-D LLAMA_METAL=OFF", "-DGGML_METAL=OFF"),
        ("cmake -DLLAMA_AVX512:BOOL=OFF", "-DLLAMA_AVX512:BOOL=OFF", "-DGGML_AVX512=OFF"),
        ('CMAKE_ARGS="-DLLAMA_CUBLAS=on" pip install x', "-DLLAMA_CUBLAS=on", "-DGGML_CUDA=on"),
        ("cmake -DLLAMA_HIPBLAS=1", "-DLLAMA_HIPBLAS=1", "-DGGML_HIP=1"),
        ("cmake -DGGML_HIPBLAS=1", "-DGGML_HIPBLAS=1", "-DGGML_HIP=1"),
        (
            "cmake -DLLAMA_OPENBLAS=ON",
            "-DLLAMA_OPENBLAS=ON",
            "-DGGML_BLAS=ON -DGGML_BLAS_VENDOR=OpenBLAS",
        ),
        ("cmake -DGGML_CUDA_F16=ON", "-DGGML_CUDA_F16=ON", ""),
    ],
    ids=lambda value: value[:30],
)
def test_an_option_with_another_name_today_is_outdated(
    command: str, stated: str, expected: str
) -> None:
    assert said(fenced("bash", command)) == [("outdated-option", stated, expected)]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("-DLLAMA_SERVER=ON", "-DLLAMA_BUILD_SERVER=ON"),
        ("-DLLAMA_OPENCL=ON", "-DGGML_OPENCL=ON"),
        ("-DLLAMA_BLIS=ON", "-DGGML_BLAS=ON -DGGML_BLAS_VENDOR=FLAME"),
        ("-DGGML_BUILD_SERVER=ON", "-DLLAMA_BUILD_SERVER=ON"),
        ("-DGGML_VULCAN=ON", "-DGGML_VULKAN=ON"),
        ("-DLLAMA_FASTER=ON", ""),
    ],
)
def test_a_name_that_never_was_an_option_is_unknown(command: str, expected: str) -> None:
    assert said(fenced("cmake", command)) == [("unknown-option", command, expected)]


def test_every_option_of_a_continued_command_is_found_on_its_own_line() -> None:
    lines = fenced("bash", "cmake -B build \\", "  -DLLAMA_CUDA=ON \\", "  -DLLAMA_AVX2=ON")
    assert [one.line - 7 for one in found(lines)] == [2, 3]


def test_an_option_is_found_in_prose_and_between_backticks() -> None:
    assert said("What does -DLLAMA_CUDA=ON do, and `-DLLAMA_METAL`?") == [
        ("outdated-option", "-DLLAMA_CUDA=ON", "-DGGML_CUDA=ON"),
        ("outdated-option", "-DLLAMA_METAL", "-DGGML_METAL"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "cmake -B build -DGGML_CUDA=ON -DGGML_NATIVE=OFF -DLLAMA_BUILD_TESTS=OFF",
        "cmake -DBUILD_SHARED_LIBS=ON -DCMAKE_BUILD_TYPE=Release -DLLAVA_BUILD=OFF",
        "cmake -DGGML_CANN=on -DGGML_CUDA_DEBUG=ON",  # read, though nowhere declared
        "Uses LLAMA_CUBLAS or other names",
        "gcc -DGGML_USE_CUDA=1 -DLLAMA_SHARED=1 -c x.c",
        "clang -DGGML_MINE=1 -c x.c",
        "All of `-DGGML_CUDA_...` belong to one backend",
    ],
    ids=lambda text: text[:30],
)
def test_what_is_an_option_or_none_of_llama_cpp_is_left_alone(text: str) -> None:
    assert said(fenced("bash", text)) == []
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "`-DLLAMA_CUDA=ON` is deprecated",
        "`-DLLAMA_CUDA=ON` was renamed in 2024",
        "`-DLLAMA_CUDA=ON` became `-DGGML_CUDA=ON`",
        "| `-DLLAMA_CUDA=ON` | `-DGGML_CUDA=ON` |",
        "- ❌ Passes -DLLAMA_CUDA=ON",
        "`-DLLAMA_SERVER=ON`: `LLAMA_BUILD_SERVER` is meant",
        "pip install llama-cpp-python==0.2.20 with -DLLAMA_CUBLAS=on",
        "git checkout b1500 && cmake -B build -DLLAMA_CUBLAS=ON",
        "-DLLAMA_CURL=ON is an old option",
    ],
    ids=lambda text: text[:30],
)
def test_a_line_that_says_that_a_name_is_old_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_a_comment_above_says_that_a_command_is_of_old() -> None:
    assert said(fenced("bash", "# before 2024, now removed:", "cmake -DLLAMA_CUDA=ON")) == []
    assert said(fenced("bash", "# configure", "cmake -DLLAMA_CUDA=ON")) != []


@pytest.mark.parametrize(
    ("command", "stated", "expected"),
    [
        ("make LLAMA_CUBLAS=1", "LLAMA_CUBLAS=1", "cmake -B build -DGGML_CUDA=ON"),
        ("LLAMA_METAL=1 make -j", "LLAMA_METAL=1", "cmake -B build -DGGML_METAL=ON"),
        (
            "make LLAMA_BLIS=1",
            "LLAMA_BLIS=1",
            "cmake -B build -DGGML_BLAS=ON -DGGML_BLAS_VENDOR=FLAME",
        ),
    ],
)
def test_llama_cpp_is_no_longer_built_by_make(command: str, stated: str, expected: str) -> None:
    assert said(fenced("bash", command)) == [("outdated-option", stated, expected)]


@pytest.mark.parametrize("text", ["make -j8", "cmake --build build", "MY_LLAMA_CUBLAS=1 make"])
def test_other_uses_of_make_are_left_alone(text: str) -> None:
    assert said(fenced("bash", text)) == []


def test_the_version_of_a_compose_file_is_outdated() -> None:
    fence = fenced("yaml", "# docker-compose.yml", "version: '3.8'", "services:", "  api:")
    assert said(fence) == [("outdated-option", "version: '3.8'", "")]


@pytest.mark.parametrize(
    "lines",
    [
        ("services:", "  api:"),
        ("version: '3.8'", "name: no-compose"),
        ("version: 2.1.0", "services: three"),
        ("  version: '3.8'", "services:"),
    ],
)
def test_other_versions_in_yaml_are_left_alone(lines: tuple[str, ...]) -> None:
    assert said(fenced("yaml", *lines)) == []


def test_fences_that_stand_apart_are_not_read_as_one_file() -> None:
    first, second = fenced("yaml", "version: '3.8'"), fenced("yaml", "services:")
    assert said(f"{first}\n\n{second}") == []


@pytest.mark.parametrize(
    "line",
    ["-DLLAMA_" * 100_000, "-DLLAMA_X=1 " * 50_000, "-D" * 300_000, "LLAMA_A=1 " * 50_000 + "make"],
    ids=["names", "options", "signs", "make"],
)
def test_a_hostile_line_takes_no_time(line: str) -> None:
    before = time.process_time()
    of_text(line)
    assert time.process_time() - before < 2
