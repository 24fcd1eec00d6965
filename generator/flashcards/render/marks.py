"""Plain text → markdown that shows exactly that text; nothing is escaped without need."""

from __future__ import annotations

from flashcards import patterns as re

# Each alternative is something that the parser would take for a sign of markup. The sign comes
# first, and then what must stand round it: a search goes from sign to sign.
_SIGNS = re.compile(
    r"\[(?:(?=…\]|\^|\[|!|[ xX]\]|[^\[\]]*\]?[^\[\]]*\](?:\(|:|\[))|(?<=!\[))"
    r"|\\(?=[!-/:-@\[-`{-~\n]|$)"
    r"|`"
    r"|\*(?:(?<! \*)|(?! ))"
    r"|_(?:(?<![^\W_]_)|(?![^\W_]))"
    r"|<(?=[A-Za-z/!?])"
    r"|~(?:(?=~)|(?<=~~))"
    r"|=(?:(?==\S)|(?<===)|(?===))"
    r"|\|(?:(?=\|)|(?<=\|\|))"
    r"|\{(?=\{[cC]\d)"
    r"|&(?=#?\w+;)"
    r"|:(?:(?=//)|(?<=(?i:mailto):)|(?<=(?i:xmpp):))"
    r"|\.(?<=(?i:www).)"
    r"|@(?<=[\w.+-]@)(?=[\w-])"
)
# One of these stands in each of the above; asked first, for most texts hold none.
_MAY_HOLD_SIGNS = re.compile(r"[\[\\`*_<~=|{&@:]|www", re.IGNORECASE)
# Signs that the door takes away, or that would end a line.
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad\n\r\0]")
# What opens a block at the head of a line.
_OPENINGS = re.compile(
    r"(?P<item>[-+*](?=\s|$))"
    r"|(?P<rule>[-=_*](?=[-=_*\s]*$))"
    r"|(?P<heading>#(?=#{0,5}(?:\s|$)))"
    r"|(?P<quote>>)"
    r"|(?P<fence>~(?=~~)|:(?=::)|!(?=!!)|\?(?=\?\?))"
    r"|(?P<meaning>[:~](?=\s))"
    r"|(?P<cells>[|:](?=[-:|\s]*-[-:|\s]*$)|-(?=[-:|\s]*$))"
)
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def escape_text(
    text: str, *, dollars: bool = False, link: bool = False, cloze: bool = False
) -> str:
    """Plain text as running markdown.

    Args:
        text: of one node.
        dollars: another dollar sign stands near, so that the two might hold a formula.
        link: it stands between brackets.
        cloze: it stands in a cloze.
    """
    if _MAY_HOLD_SIGNS.search(text):
        text = _SIGNS.sub(_escaped, text)
    if dollars:
        text = text.replace("$", "\\$")
    if link:
        text = text.replace("[", "&#91;").replace("]", "\\]")
        text = re.sub(r"(?<!\\)\|", r"\\|", text)
    if cloze:
        text = text.replace("}}", "}\\}").replace("::", ":\\:")
    if text.isprintable():
        return text  # none of those signs is
    return _UNSEEN.sub(lambda m: f"&#{ord(m[0])};" if m[0] != "\0" else "\ufffd", text)


def escape_markdown(text: str) -> str:
    """Plain text as a paragraph of markdown that shows exactly it."""
    escaped = escape_text(text.replace("\n", " "), dollars=text.count("$") > 1)
    return at_line_start(escaped)


def _escaped(match: re.Match[str]) -> str:
    r"""A backslash before the sign; a bracket becomes an entity, for `\[` opens a formula."""
    return "&#91;" if match[0] == "[" else f"\\{match[0]}"


def at_line_start(line: str) -> str:
    r"""A line of running markdown, so that its head opens no block.

    >>> at_line_start("1. one"), at_line_start("- one"), at_line_start("-1 or +1")
    ('1\\. one', '\\- one', '-1 or +1')
    """
    if match := _OPENINGS.match(line):
        at = match.end() - 1
        return f"{line[:at]}\\{line[at:]}"
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def at_edges(text: str) -> str:
    """Running markdown whose blanks at its ends stay."""
    bare = text.strip()
    if len(bare) == len(text):
        return text
    start = text.index(bare) if bare else len(text)
    lead, tail = text[:start], text[start + len(bare) :]
    if tail and bare.endswith("\\") and not bare.endswith("\\\\"):
        bare += "\\"  # else it would be the entity's escape
    return _as_entities(lead) + bare + _as_entities(tail)


def _as_entities(blanks: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in blanks)
