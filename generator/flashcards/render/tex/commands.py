"""The commands of TeX that formulas may use, and what each stands for; no other one passes.

A command that loads, links, styles or defines (`href`, `style`, `class`, `require`, `def` …) is
not here, and never will be: a card is no place for it.
"""

from __future__ import annotations

from collections.abc import Mapping


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


LETTERS: Mapping[str, str] = _pairs(
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι"
    " kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς"
    " tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ"
    " Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω ell ℓ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘"
    " aleph ℵ beth ℶ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅ eth ð degree °"
)
"""Set in italics, as variables are."""

OPERATORS: Mapping[str, str] = _pairs(
    "times × cdot ⋅ div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙"
    " oslash ⊘ wedge ∧ vee ∨ land ∧ lor ∨ cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ uplus ⊎ setminus ∖"
    " smallsetminus ∖ amalg ⨿ dagger † ddagger ‡ le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ll ≪"
    " gg ≫ lt < gt > ne ≠ neq ≠ approx ≈ approxeq ≊ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ asymp ≍"
    " doteq ≐ triangleq ≜ coloneqq ≔ prec ≺ succ ≻ preceq ⪯ succeq ⪰ in ∈ notin ∉ ni ∋ subset ⊂"
    " subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ supsetneq ⊋ sqsubseteq ⊑ mid ∣ nmid ∤ parallel ∥"
    " perp ⊥ bot ⊥ top ⊤ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬"
    " to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐"
    " Leftrightarrow ⇔ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹"
    " Longleftarrow ⟸ Longleftrightarrow ⟺ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼"
    " uparrow ↑ downarrow ↓ updownarrow ↕ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ hookrightarrow ↪"
    " rightharpoonup ⇀ rightleftharpoons ⇌ leadsto ⇝ rightsquigarrow ⇝ therefore ∴ because ∵"
    " ldots … dots … dotsc … dotsb ⋯ cdots ⋯ vdots ⋮ ddots ⋱ colon : prime ′ angle ∠ triangle △"
    " square □ Box □ blacksquare ■ checkmark ✓ lozenge ◊ sharp ♯ flat ♭ backslash \\"
)
"""Signs between things; relations and arrows among them."""

LARGE: Mapping[str, str] = _pairs(
    "sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂"
    " bigodot ⨀ bigvee ⋁ bigwedge ⋀ biguplus ⨄ bigsqcup ⨆"
)
"""Signs that grow, with what they run over below and above them."""

LIMITS = frozenset("∑∏∐⋃⋂⨁⨂⨀⋁⋀⨄⨆")
"""Those of them whose limits stand straight below and above."""

DELIMITERS: Mapping[str, str] = {
    "(": "(", ")": ")", "[": "[", "]": "]", "|": "|", "/": "/", ".": "", "<": "⟨", ">": "⟩",
    r"\{": "{", r"\}": "}", r"\|": "‖", r"\lbrace": "{", r"\rbrace": "}", r"\lbrack": "[",
    r"\rbrack": "]", r"\vert": "|", r"\lvert": "|", r"\rvert": "|", r"\Vert": "‖",
    r"\lVert": "‖", r"\rVert": "‖", r"\langle": "⟨", r"\rangle": "⟩", r"\lfloor": "⌊",
    r"\rfloor": "⌋", r"\lceil": "⌈", r"\rceil": "⌉", r"\backslash": "\\", r"\uparrow": "↑",
    r"\downarrow": "↓", r"\updownarrow": "↕",
}  # fmt: skip
"""What `\\left` and `\\right` may take; the same signs stand alone, too."""

ESCAPED: Mapping[str, str] = {sign: sign for sign in "%$#&_"}

FUNCTIONS = frozenset(
    ("log", "ln", "lg", "exp", "max", "min", "sup", "inf", "arg", "argmax", "argmin", "lim",
     "limsup", "liminf", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan",
     "sinh", "cosh", "tanh", "coth", "det", "dim", "ker", "deg", "gcd", "hom", "Pr", "bmod",
     "mod")
)  # fmt: skip
"""Set upright by their own names."""

OVER_LIMITS = frozenset(
    ("max", "min", "sup", "inf", "lim", "limsup", "liminf", "argmax", "argmin", "det", "gcd",
     "Pr")
)  # fmt: skip
"""Those of them with what they run over straight below."""

TEXTS: Mapping[str, str] = {
    "text": "", "textrm": "", "textnormal": "", "mbox": "", "hbox": "", "textbf": "bold",
    "textit": "", "texttt": "mono", "textsf": "sans", "textsc": "",
}  # fmt: skip
"""What holds words and no formula, and the style of its words."""

NAMES = frozenset(("operatorname", "operatornamewithlimits"))
"""What makes a function's name of what it holds."""

STYLES: Mapping[str, str] = {
    "mathrm": "upright", "mathup": "upright", "rm": "upright", "mathbf": "bold",
    "boldsymbol": "bold",
    "bm": "bold", "mathbfit": "bold", "pmb": "bold", "mathbb": "double", "Bbb": "double",
    "mathcal": "script", "mathscr": "script", "mathfrak": "fraktur", "mathsf": "sans",
    "mathtt": "mono", "mathit": "", "mathnormal": "",
}  # fmt: skip

ACCENTS: Mapping[str, tuple[str, str]] = {
    "hat": ("\u0302", "^"), "widehat": ("\u0302", "^"), "bar": ("\u0304", "‾"),
    "overline": ("\u0305", "‾"), "vec": ("\u20d7", "→"), "overrightarrow": ("\u20d7", "→"),
    "overleftarrow": ("\u20d6", "←"), "tilde": ("\u0303", "~"), "widetilde": ("\u0303", "~"),
    "dot": ("\u0307", "˙"), "ddot": ("\u0308", "¨"), "check": ("\u030c", "ˇ"),
    "breve": ("\u0306", "˘"), "acute": ("\u0301", "´"), "grave": ("\u0300", "`"),
    "mathring": ("\u030a", "˚"), "underline": ("\u0332", "_"), "cancel": ("\u0338", "/"),
    "bcancel": ("\u0338", "\\"), "not": ("\u0338", "/"), "boxed": ("", "□"), "overbrace": ("", "⏞"),
    "underbrace": ("", "⏟"), "phantom": ("", ""), "hphantom": ("", ""), "vphantom": ("", ""),
}  # fmt: skip
"""A sign that combines with one letter, and the same sign alone."""

SPACES: Mapping[str, str] = {
    ",": "0.17", ":": "0.22", ">": "0.22", ";": "0.28", " ": "0.28", "!": "", "~": "0.28",
    "quad": "1", "qquad": "2", "thinspace": "0.17", "medspace": "0.22", "thickspace": "0.28",
    "enspace": "0.5", "space": "0.28", "negthinspace": "",
}  # fmt: skip
"""Widths in em."""

NOTHING = frozenset(
    ("big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl",
     "Biggr", "bigm", "Bigm", "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle",
     "limits", "nolimits", "nonumber", "notag", "hfill", "hline", "relax")
)  # fmt: skip
"""What says only how large a sign is or where it stands."""

FRACTIONS: Mapping[str, str] = {
    "frac": "line", "dfrac": "line", "tfrac": "line", "cfrac": "line", "binom": "binomial",
    "dbinom": "binomial", "tbinom": "binomial",
}  # fmt: skip

STACKS: Mapping[str, str] = {
    "overset": "above", "stackrel": "above", "underset": "below",
}  # fmt: skip

ENVIRONMENTS: Mapping[str, tuple[str, str, str]] = {
    "matrix": ("matrix", "", ""), "smallmatrix": ("matrix", "", ""),
    "pmatrix": ("matrix", "(", ")"), "bmatrix": ("matrix", "[", "]"),
    "Bmatrix": ("matrix", "{", "}"), "vmatrix": ("matrix", "|", "|"),
    "Vmatrix": ("matrix", "‖", "‖"), "array": ("matrix", "", ""),
    "cases": ("cases", "{", ""), "rcases": ("cases", "", "}"),
    "aligned": ("aligned", "", ""), "align": ("aligned", "", ""), "align*": ("aligned", "", ""),
    "alignat": ("aligned", "", ""), "alignedat": ("aligned", "", ""),
    "split": ("aligned", "", ""), "eqnarray": ("aligned", "", ""),
    "gathered": ("gathered", "", ""), "gather": ("gathered", "", ""),
    "gather*": ("gathered", "", ""), "equation": ("gathered", "", ""),
    "equation*": ("gathered", "", ""), "multline": ("gathered", "", ""),
}  # fmt: skip
"""Environment → its kind, and the delimiters around it."""

WITH_ARGUMENT = frozenset(("array", "alignat", "alignedat"))
"""Environments whose first group is a layout, which is not read."""

PLAIN = frozenset("+-=<>,;.:!?()[]|/*'\"@")
"""Signs that stand for themselves."""

MATHJAX: Mapping[str, str] = {
    "argmax": r"\operatorname*{argmax}", "argmin": r"\operatorname*{argmin}", "bm": r"\boldsymbol",
    "mathup": r"\mathrm", "degree": r"\text{°}", "coloneqq": ":=", "textsc": r"\text",
    "textnormal": r"\text", "omicron": "o", "bigm": r"\big", "Bigm": r"\Big", "relax": "",
}  # fmt: skip
"""How MathJax spells what it does not know by that name."""
