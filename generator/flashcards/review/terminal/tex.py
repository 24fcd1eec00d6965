r"""Formulas in LaTeX as a person would type them: `\frac{a}{b} \times 10^{3}` → `a/b × 10³`."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}^_&~]|\s+|[^\\{}^_&~\s]+", re.DOTALL)

_RAISED = str.maketrans(
    "0123456789+-=()niabcdefghjklmoprstuvwxyzT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ"
)
_LOWERED = str.maketrans("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_SCRIPTS = {"^": _RAISED, "_": _LOWERED}

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ"
    " lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ"
    " omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω"
)
_SIGNS = (
    "times × cdot · div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ oplus ⊕ otimes ⊗ odot ⊙ le ≤ leq ≤ ge ≥"
    " geq ≥ ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ equiv ≡ propto ∝ ll ≪ gg ≫ to → rightarrow →"
    " Rightarrow ⇒ leftarrow ← Leftarrow ⇐ leftrightarrow ↔ mapsto ↦ implies ⇒ iff ⇔ in ∈ notin ∉"
    " subset ⊂ subseteq ⊆ cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ neg ¬ land ∧ lor ∨ infty ∞"
    " partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ ldots … cdots ⋯ dots … vdots ⋮ lfloor ⌊ rfloor ⌋"
    " lceil ⌈ rceil ⌉ langle ⟨ rangle ⟩ mid | vert | Vert ‖ prime ′ degree ° ell ℓ top ⊤ perp ⊥"
)
_WORDS = (_GREEK + " " + _SIGNS).split()
_NAMES = {"\\" + name: sign for name, sign in zip(_WORDS[::2], _WORDS[1::2], strict=True)}

_NOTHING = {
    "\\left", "\\right", "\\big", "\\Big", "\\bigl", "\\bigr", "\\Bigl", "\\Bigr", "\\!",
    "\\displaystyle", "\\textstyle", "\\limits", "\\nolimits", "\\middle",
}  # fmt: skip
_SPACES = {"\\,", "\\;", "\\:", "\\ ", "\\quad", "\\qquad", "~", "&"}
_PLAIN = {
    "\\{": "{",
    "\\}": "}",
    "\\%": "%",
    "\\$": "$",
    "\\#": "#",
    "\\&": "&",
    "\\_": "_",
    "\\|": "‖",
}
_SIMPLE = re.compile(r"[^\s+\-−±*/=<>≤≥·×÷]*")
_DEEPEST = 50


def readable(tex: str) -> str:
    r"""A formula without its LaTeX; what is not known stays as it was written.

    >>> readable(r"P_i = \frac{e^{z_i/T}}{\sum_j e^{z_j/T}}")
    'P_i = e^(z_i/T)/(∑_j e^(z_j/T))'
    >>> readable(r"2^{30} \times x_{12}")
    '2³⁰ × x₁₂'
    """
    reader = _Reader(_TOKEN.findall(tex))
    lines = (" ".join(line.split()) for line in reader.until_end(depth=0).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader:
    """Tokens, taken one by one."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0

    def until_end(self, *, depth: int) -> str:
        """What follows, up to the closing brace of this depth or to the end."""
        out: list[str] = []
        while self.at < len(self.tokens):
            if self.tokens[self.at] == "}" and depth:
                self.at += 1
                break
            out.append(self.one(depth))
        return "".join(out)

    def argument(self, depth: int) -> str:
        """The group or the single sign that a command or a script takes."""
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        if self.at >= len(self.tokens):
            return ""
        sign = self.tokens[self.at]
        if sign[0] not in "\\{}^_&~" and len(sign) > 1:  # `^10` raises the 1 alone
            self.tokens[self.at] = sign[1:]
            return sign[0]
        return self.one(depth).strip()

    def one(self, depth: int) -> str:  # noqa: C901, PLR0911 - a table of what LaTeX has
        """The next sign, read."""
        sign = self.tokens[self.at]
        self.at += 1
        if depth > _DEEPEST:
            return sign
        if sign == "{":
            return self.until_end(depth=depth + 1)
        if sign == "}":
            return ""
        if sign in _SCRIPTS:
            return _script(sign, self.argument(depth + 1))
        if sign in _NAMES:
            return _NAMES[sign]
        if sign in _NOTHING:
            return ""
        if sign in _SPACES:
            return " "
        if sign in _PLAIN:
            return _PLAIN[sign]
        if sign == "\\\\":
            return "\n"
        if sign in {"\\frac", "\\dfrac", "\\tfrac"}:
            above = self.argument(depth + 1)
            return f"{_grouped(above)}/{_grouped(self.argument(depth + 1))}"
        if sign == "\\sqrt":
            return f"√{_grouped(self.argument(depth + 1))}"
        if sign in {"\\begin", "\\end"}:
            self.argument(depth + 1)
            return ""
        if sign.startswith("\\") and sign[1:2].isalpha():
            # A style such as \mathrm{…} and a function such as \log are both their own words.
            following = self.tokens[self.at] if self.at < len(self.tokens) else ""
            return self.argument(depth + 1) if following == "{" else sign[1:]
        return " " if sign.isspace() else sign


def _script(sign: str, text: str) -> str:
    moved = text.translate(_SCRIPTS[sign])
    # A letter among lowered digits would be hard to make out, and not all have a small form.
    if text and (text.lstrip("-+").isdigit() or (len(text) == 1 and sign == "^")) and moved != text:
        return moved
    if len(text) <= 1 or (sign == "_" and text.isalnum()):
        return f"{sign}{text}"
    return f"{sign}({text})"


def _grouped(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) or _one_group(text) else f"({text})"


def _one_group(text: str) -> bool:
    """Whether brackets hold the whole, or all but one head such as `e^`."""
    start = text.find("(")
    if start < 0 or not _SIMPLE.fullmatch(text[:start]):
        return False
    open_ = 0
    for index, sign in enumerate(text[start:], start):
        open_ += (sign == "(") - (sign == ")")
        if not open_:
            return index == len(text) - 1
    return False
