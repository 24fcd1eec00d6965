from __future__ import annotations

import time

import pytest

from tests.claims.outdated.making import fenced, of_text, said

RULE = "outdated-tool"


@pytest.mark.parametrize(
    ("command", "stated", "expected"),
    [
        ("./main -m model.gguf -p Hi", "./main", "./llama-cli"),
        ("$ ./build/bin/main -m x.gguf", "./build/bin/main", "./build/bin/llama-cli"),
        ("./server -m llama-7b.gguf -c 2048", "./server", "./llama-server"),
        ("./quantize f16.gguf q4.gguf Q4_K_M", "./quantize", "./llama-quantize"),
        ("quantize f16.gguf q4.gguf Q4_K_M", "quantize", "llama-quantize"),
        ("cd llama.cpp && ./perplexity -m m.gguf", "./perplexity", "./llama-perplexity"),
        ("CUDA_VISIBLE_DEVICES=0 ./main -ngl 32 -m x", "./main", "./llama-cli"),
        ("llama.cpp/main -f prompt.txt", "llama.cpp/main", "llama.cpp/llama-cli"),
        ("llama-llava-cli -m x.gguf", "llama-llava-cli", "llama-mtmd-cli"),
    ],
    ids=lambda value: value[:24],
)
def test_a_program_with_another_name_today_is_outdated(
    command: str, stated: str, expected: str
) -> None:
    assert said(fenced("bash", command)) == [(RULE, stated, expected)]


def test_what_stands_behind_a_backslash_says_whose_program_it_is() -> None:
    assert said(fenced("bash", "./main \\", "  -m model.gguf")) == [(RULE, "./main", "./llama-cli")]
    assert said(fenced("bash", "./main \\", "  --port 80")) == []


def test_a_program_between_backticks_is_found_where_llama_cpp_is_spoken_of() -> None:
    assert said("Run llama.cpp's `./main` first.") == [(RULE, "./main", "./llama-cli")]
    assert said("Run `./main -m model.gguf` first.") == [(RULE, "./main", "./llama-cli")]


@pytest.mark.parametrize(
    "text",
    [
        "./main",
        "./main --config app.toml",
        "./server --port 8080",
        "server",
        "go run main.go model.gguf",
        "python main.py -m model.gguf",
        "parallel gzip ::: a.gguf b.gguf",
        "ls tools/server model.gguf",
        "./build/bin/llama-cli -m model.gguf",
        "llama-quantize f16.gguf q4.gguf Q4_K_M",
        "./main -m x.gguf  # llama-cli today",
        "git checkout main && ls model.gguf",
    ],
    ids=lambda text: text[:24],
)
def test_programs_of_others_and_todays_names_are_left_alone(text: str) -> None:
    assert said(fenced("bash", text)) == []


def test_prose_that_only_has_the_word_is_left_alone() -> None:
    assert said("The main server can quantize llama models in model.gguf.") == []
    assert said("- ❌ Calls `./main -m model.gguf`") == []


def test_python_is_no_shell() -> None:
    assert said(fenced("python", "main = './main -m model.gguf'")) == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("`python convert-hf-to-gguf.py ./m`", "convert-hf-to-gguf.py"),
        ("python convert.py models/7B --outtype f16", "convert.py"),
        ("conversion tools (convert.py), GGUF", "convert.py"),
    ],
)
def test_a_script_with_another_name_today_is_outdated(text: str, stated: str) -> None:
    assert said(text) == [(RULE, stated, "convert_hf_to_gguf.py")]


@pytest.mark.parametrize(
    "text",
    [
        "python convert.py photo.heic",
        "python my-convert.py",
        "python convert_hf_to_gguf.py ./m",
        "`convert.py` was replaced in llama.cpp",
        "`convert-hf-to-gguf.py` is now `convert_hf_to_gguf.py`",
    ],
)
def test_other_scripts_are_left_alone(text: str) -> None:
    assert said(text, title="How are photos converted?") == []


@pytest.mark.parametrize(
    "line",
    [
        "`./main x` " * 50_000,
        "`" * 500_000,
        "./" + "a/" * 300_000 + "main",
        "convert" + "-a" * 300_000 + ".py",
        "sudo " * 100_000,
    ],
    ids=["spans", "ticks", "path", "script", "prefix"],
)
def test_a_hostile_line_takes_no_time(line: str) -> None:
    before = time.process_time()
    of_text(line)
    of_text(fenced("bash", line))
    assert time.process_time() - before < 2
