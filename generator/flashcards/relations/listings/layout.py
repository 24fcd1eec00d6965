"""How many bytes types, structs, variables and string literals of C take on 64-bit Unix (LP64)."""

from __future__ import annotations

from dataclasses import field

from flashcards import patterns as re
from flashcards.values import dataclass

POINTER = 8
MOST_ELEMENTS = 10**9

_SIZES = {
    "char": 1, "bool": 1, "_Bool": 1, "int8_t": 1, "uint8_t": 1, "short": 2, "int16_t": 2, "uint16_t": 2, "int": 4,
    "int32_t": 4, "uint32_t": 4, "unsigned": 4, "signed": 4, "float": 4, "long": 8, "int64_t": 8, "uint64_t": 8,
    "size_t": 8, "ssize_t": 8, "ptrdiff_t": 8, "intptr_t": 8, "uintptr_t": 8, "double": 8,
}  # fmt: skip

# A struct with its tag, its members, and the name that a typedef gives it.
_STRUCT = re.compile(r"\bstruct\s*(?P<tag>\w*)\s*\{(?P<body>[^{}]*)\}\s*(?P<name>\w*)\s*(?:;|$)")
# One declared thing: stars, a name that may be missing, sizes of arrays.
_DECLARATOR = re.compile(
    r"\s*+(?P<stars>\**+)\s*+(?P<name>\w*+)\s*+(?P<arrays>(?:\[\s*+\d*+\s*+\]\s*+)*)$"
)
_QUALIFIER = re.compile(r"\b(?:const|volatile|static|register|extern|restrict|typedef)\b")
# The words of a type before what is declared.
_TYPE = re.compile(
    r"\s*(?P<type>(?:struct\s+\w+|\w+)(?:\s+(?:char|short|int|long|double))*)(?=[\s*\[]|$)"
)
# `char s[] = "hello";`, `int a[10];`, `struct A x;`
_VARIABLE = re.compile(
    r"(?:^|[;{}\n])\s*(?P<declared>(?:(?:const|static|unsigned|signed|struct)\s+)*\w+[\s*]+\w+\s*(?:\[\s*\d*\s*\])*)"
    r"\s*(?P<given>=\s*(?P<text>\"(?:\\.|[^\"\\\n])*\")?[^;\n]*)?;"
)


@dataclass(slots=True)
class Layouts:
    """What a listing declares, with sizes."""

    structs: dict[str, tuple[int, int]] = field(default_factory=dict)
    offsets: dict[tuple[str, str], int] = field(default_factory=dict)
    variables: dict[str, int] = field(default_factory=dict)

    def read(self, text: str) -> None:
        """Take in the structs and variables of a listing."""
        for found in _STRUCT.finditer(text):
            self._struct(found)
        for found in _VARIABLE.finditer(_STRUCT.sub(";", text)):
            self._variable(found["declared"], found["text"])

    def _struct(self, found: re.Match[str]) -> None:
        names = [one for one in (found["tag"], found["name"]) if one]
        laid = self._laid(found["body"])
        if laid is None:
            return
        size, align, places = laid
        for name in names:
            self.structs[name] = (size, align)
            for member, at in places.items():
                self.offsets[name, member] = at

    def _laid(self, body: str) -> tuple[int, int, dict[str, int]] | None:
        at, widest, places = 0, 1, {}
        for declared in body.split(";"):
            if not declared.strip():
                continue
            for name, size, align in self._members(declared) or [("", 0, 0)]:
                if not align:
                    return None
                at = -(-at // align) * align
                places[name] = at
                at += size
                widest = max(widest, align)
        return -(-at // widest) * widest, widest, places

    def _members(self, declared: str) -> list[tuple[str, int, int]]:
        """Name, size and alignment of each thing in one declaration; empty where one is unknown."""
        plain = _QUALIFIER.sub(" ", declared)
        found = _TYPE.match(plain)
        if found is None:
            return []
        base = self._base(found["type"])
        made = []
        for part in plain[found.end() :].split(","):
            one = _DECLARATOR.match(part)
            if one is None or (base is None and not one["stars"]):
                return []
            size, align = (POINTER, POINTER) if one["stars"] else base or (0, 0)
            for count in re.findall(r"\[\s*(\d*)\s*\]", one["arrays"]):
                if not count or size * int(count) > MOST_ELEMENTS:
                    return []
                size *= int(count)
            made.append((one["name"], size, align))
        return made

    def _base(self, name: str) -> tuple[int, int] | None:
        words = name.split()
        if words[0] == "struct":
            return self.structs.get(words[-1])
        if len(words) == 1 and name in self.structs:
            return self.structs[name]
        if words[-2:] == ["long", "double"]:
            return (16, 16)
        known = [_SIZES[word] for word in words if word in _SIZES]
        if len(known) != len(words):
            return None
        size = (
            8
            if "long" in words
            else 2
            if "short" in words
            else 1
            if "char" in words
            else max(known)
        )
        return (size, size)

    def _variable(self, declared: str, text: str | None) -> None:
        name = re.search(r"(\w+)\s*(?:\[|$)", declared)
        if name is None:
            return
        if re.search(r"\[\s*\]", declared):
            if text is not None:
                self.variables[name[1]] = literal_size(text)
            return
        members = self._members(declared)
        if len(members) == 1 and members[0][0]:
            self.variables[members[0][0]] = members[0][1]

    def size(self, text: str) -> int | None:
        """The bytes of a type, variable, declaration, anonymous struct or string literal."""
        text = text.strip().rstrip(";").strip()
        if text.startswith('"') and text.endswith('"'):
            return literal_size(text)
        if text in self.variables:
            return self.variables[text]
        if found := _STRUCT.fullmatch(text):
            laid = self._laid(found["body"])
            return None if laid is None else laid[0]
        if found := re.fullmatch(r"[\w\s]+\[\s*\]\s*=\s*(\"(?:\\.|[^\"\\])*\")", text):
            return literal_size(found[1])
        members = self._members(text)
        return members[0][1] if len(members) == 1 else None


def literal_size(literal: str) -> int:
    """The bytes of a string literal with the nought behind it."""
    return literal_length(literal) + 1


def literal_length(literal: str) -> int:
    """The bytes of a string literal without the nought."""
    return len(re.sub(r"\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", "?", literal[1:-1]).encode())
