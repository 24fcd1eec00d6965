from __future__ import annotations

import time

import pytest

from tests.claims.outdated.making import document, fenced, found, of

MADE = 'llm = Llama("model.gguf")'


def messages(*lines: str) -> list[str]:
    return [one.message for one in found(fenced("python", *lines))]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('llm.complete("Hi")', "Llama has no complete"),
        ("llm.contextsize", "Llama has no contextsize"),
        ('llm("Hi", max_token=9)', "Llama() has no keyword max_token"),
        ("llm.tokenize(b'Hi', bos=True)", "Llama.tokenize has no keyword bos"),
        ('llm.tokenize("Hi")', "Llama.tokenize takes bytes, not a text"),
        ("llm.eval(tokens, 512)", "Llama.eval takes 1 values without a name, not 2"),
        ("logits = llm.eval(tokens)", "Llama.eval returns None"),
        ("last = llm.eval(tokens)[-1]", "Llama.eval returns None"),
        ("show(llm.eval(tokens))", "Llama.eval returns None"),
        ("for token in llm.generate(tokens, temperature=1): pass", "Llama.generate has no keyword temperature"),
        ("llm.generate(f'{question}')", "Llama.generate takes token ids, not a text"),
        ("llm.generate('test' * 100)", "Llama.generate takes token ids, not a text"),
    ],
    ids=lambda value: value[:26],
)  # fmt: skip
def test_calls_that_do_something_else_are_found(call: str, message: str) -> None:
    assert messages(MADE, call) == [message]


def test_all_unknown_keywords_of_a_call_are_one_finding() -> None:
    (one,) = found(fenced("python", MADE, "llm.generate(", "  prompt=x, max_tokens=9, top_p=0.9)"))
    assert one.message == "Llama.generate has no keywords prompt, max_tokens"
    assert one.stated == "llm.generate"
    assert "token ids" in one.expected
    assert "0.3.36" in one.evidence


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('Llama("m.gguf", gpu_layers=3)', "Llama has no keyword gpu_layers"),
        ('Llama("m.gguf", 2048)', "Llama takes 1 values without a name, not 2"),
    ],
)
def test_constructors_are_checked(call: str, message: str) -> None:
    assert messages(call) == [message]


@pytest.mark.parametrize(
    "lines",
    [
        (MADE, "llm.reset()", "llm.eval(llm.tokenize(b'Hi'))", "llm.scores[llm.n_tokens - 1]"),
        (MADE, 'llm("Hi", max_tokens=9, temperature=0.0, echo=False)["choices"]'),
        (MADE, "llm.create_chat_completion(messages, max_tokens=3)"),
        (MADE, "llm(**settings)", "llm.generate(*values)"),
        (MADE, "llm.my_own = 3", "llm._ctx"),
        ('Llama.from_pretrained("repo", filename="*.gguf", n_ctx=1, whatever=2)',),
        ("Llama(..., use_mmap=True, verbose=True)",),
        (MADE, "for token in llm.generate(llm.tokenize(text.encode()), temp=0.8): print(token)"),
    ],
)  # fmt: skip
def test_right_calls_are_left_alone(lines: tuple[str, ...]) -> None:
    assert messages(*lines) == []


UNKNOWN = {
    "never made": ("model.complete(prompt)",),
    "made by another": ('llm = load("model.gguf")', "llm.complete(prompt)"),
    "made in two ways": (MADE, "llm = Other()", "llm.complete(prompt)"),
    "a parameter": (MADE, "def ask(llm, prompt):", "    return llm.complete(prompt)"),
    "a local name": (MADE, "def ask():", "    llm = other()", "    llm.complete()"),
    "a loop's name": ("for llm in [Llama('m'), other]:", "    llm.complete()"),
    "imported from elsewhere": ("from ours import Llama", MADE, "llm.complete(prompt)"),
    "defined here": ("class Llama:", "    pass", MADE, "llm.complete(prompt)"),
    "an attribute of someone": ("x.llm = Llama('m')", "x.llm.complete()", "self.llm.complete()"),
}


@pytest.mark.parametrize("lines", UNKNOWN.values(), ids=UNKNOWN)
def test_where_it_is_not_known_what_a_name_holds_nothing_is_said(lines: tuple[str, ...]) -> None:
    assert messages(*lines) == []


KNOWN = {
    "import": ("from llama_cpp import Llama", MADE, "llm.complete()"),
    "import as": ("from llama_cpp import Llama as L", 'llm = L("m")', "llm.complete()"),
    "module": ("import llama_cpp", 'llm = llama_cpp.Llama("m")', "llm.complete()"),
    "module as": ("import llama_cpp as lc", 'llm = lc.Llama("m")', "llm.complete()"),
    "pretrained": ('llm = Llama.from_pretrained("r")', "llm.complete()"),
    "None first": ("llm = None", MADE, "llm.complete()"),
    "global": ("llm = None", "def load():", "    global llm", f"    {MADE}", "def ask():", "    llm.complete()"),
    "annotated": ("def ask(llm: Llama):", "    llm.complete()"),
    "self": ("class A:", "    def __init__(self):", "        self.llm = Llama('m')", "    def ask(self):", "        self.llm.complete()"),
    "at once": ('Llama("m").complete()',),
    "used before it is made": ("def ask():", "    llm.complete()", MADE),
}  # fmt: skip


@pytest.mark.parametrize("lines", KNOWN.values(), ids=KNOWN)
def test_ways_in_which_a_name_is_known_to_hold_a_model(lines: tuple[str, ...]) -> None:
    assert messages(*lines) == ["Llama has no complete"]


def test_a_name_is_known_in_later_listings_of_its_question_only() -> None:
    first, second = fenced("python", MADE), fenced("python", "llm.complete()")
    assert [one.message for one in found(f"{first}\n\n{second}")] == ["Llama has no complete"]
    body = f"{first}\n\n### Question 2: And then?\n\n#### Model Solution\n\n{second}"
    assert of(document(body)) == ()


LOOP = (
    "tokens = llm.tokenize(b'Hi')",
    "while True:",
    "    llm.eval(tokens)",
    "    tokens.append(3)",
)


def test_feeding_the_whole_context_at_each_step_is_found() -> None:
    (one,) = found(fenced("python", MADE, *LOOP))
    assert one.message.startswith("Llama.eval appends")
    assert one.line == 11


@pytest.mark.parametrize(
    "lines",
    [
        (*LOOP, "    llm.reset()"),
        (*LOOP, "    tokens = [3]"),
        (*LOOP, "    llm.n_tokens = 0"),
        ("llm.eval(tokens)", "for _ in x:", "    llm.eval([new])", "    tokens.append(new)"),
        ("for tokens in batches:", "    llm.eval(tokens)"),
    ],
)
def test_feeding_what_is_new_or_starting_anew_is_left_alone(lines: tuple[str, ...]) -> None:
    assert messages(MADE, *lines) == []


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("from gguf import GGUFReader", "r = GGUFReader(p)", "r.metadata"), "GGUFReader has no metadata"),
        (("w = GGUFWriter(p, 'llama')", "w.add_tensors(x)"), "GGUFWriter has no add_tensors"),
        (("w = GGUFWriter(p, 'llama')", "w.add_tensor('n', x, dtype=3)"), "GGUFWriter.add_tensor has no keyword dtype"),
    ],
    ids=lambda value: str(value)[-24:],
)  # fmt: skip
def test_readers_and_writers_of_gguf_are_checked(lines: tuple[str, ...], message: str) -> None:
    assert messages(*lines) == [message]


def test_a_documents_own_reader_is_its_own() -> None:
    assert messages("class GGUFReader:", "  x = 1", "r = GGUFReader(p)", "r.metadata") == []


def test_a_deprecated_method_is_found() -> None:
    (one,) = found(fenced("python", "app = FastAPI()", '@app.on_event("startup")', "def f(): pass"))
    assert (one.rule, one.stated) == ("outdated-api", "app.on_event")
    assert messages("app = FastAPI(title=x)", "@app.get('/')", "def f(): pass") == []


def test_the_pieces_of_a_broken_listing_are_read_apart() -> None:
    lines = (
        MADE,
        "$ pip install x",
        "llm.complete()",
        "if True:",
        "    llm.chat()",
        "else:",
        "  x",
    )
    assert messages(*lines) == ["Llama has no complete", "Llama has no chat"]


HOSTILE = {
    "brackets": "llm = Llama" + "(" * 19_000,
    "signs": "Llama = " + "-" * 19_000 + "1",
    "chain": "Llama" + ".a" * 19_000,
    "names": "llm = Llama('m')\n" + "\n".join(f"llm.a{n}" for n in range(4_000)),
    "functions": "llm = Llama('m')\n" + "".join(" " * n + f"def f{n}():\n" for n in range(90)),
    "loops": "llm = Llama('m')\n" + "".join(" " * n + "while x:\n" for n in range(20)) + " " * 20 + "llm.eval(t)",
    "escapes": r"llm = Llama('\d')",
    "nulls": "llm = Llama('\0')",
}  # fmt: skip


@pytest.mark.parametrize("listing", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_listing_neither_fails_nor_takes_long(listing: str) -> None:
    before = time.process_time()
    of(document(fenced("python", listing)))
    assert time.process_time() - before < 3
