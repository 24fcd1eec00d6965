"""The full-screen interview."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.driver import Driver
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Input, Static

from flashcards.errors import FlashcardsError
from flashcards.practice.interview import words
from flashcards.practice.interview.course import MOST_NOTES, Course, Stage
from flashcards.practice.interview.editor import cleaned
from flashcards.practice.interview.keep import Keeper
from flashcards.practice.interview.screen.keys import Keys
from flashcards.practice.interview.screen.pages import Answer, Asked, Grading, Points
from flashcards.practice.proposals.model import Proposer
from flashcards.review.session.spell import clock
from flashcards.review.terminal import themes
from flashcards.review.terminal.bars import ThinBar
from flashcards.review.terminal.finish import Finish
from flashcards.review.terminal.foot import Act
from flashcards.safe import one_line

_BENEATH = {"help", "hint", "edit", "done", "back", "skip", "page", "type", "stop"}

TWICE_MS = 10_000
"""Within it, asking again is meant."""

Clock = Callable[[], int]
Edit = Callable[[str], str]


class InterviewApp(App[None]):
    """An interview on the whole screen; what becomes of it is in its course and its record."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        Path(themes.__file__).with_name("review.tcss"),
        "interview.tcss",
    ]
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (56, "-wide")]  # noqa: RUF012 - as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (26, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        # Where an answer is written, some of these keys have another meaning; here they have one.
        *(
            binding
            for function, letter, action in (
                ("f1", "question_mark", "help"),
                ("f2", "h", "hint"),
                ("f3", "e", "edit"),
                ("f4", "d", "done"),
                ("f5", "u", "back"),
                ("f6", "s", "skip"),
            )
            for binding in (
                Binding(function, action, priority=True, show=False),
                Binding(letter, action, show=False),
            )
        ),
        Binding("space,enter", "go_on", "Go on"),
        Binding("up,k", "scroll(-1)", "Up"),
        Binding("down,j", "scroll(1)", "Down"),
        Binding("pageup", "page(-1)", "Page up", priority=True),
        Binding("pagedown", "page(1)", "Page down", priority=True),
        Binding("tab", "type", "Type", priority=True),
        Binding("ctrl+t,t", "theme", "Light or dark"),
        Binding("q", "stop", "Stop"),
        Binding("ctrl+c,ctrl+q", "stop", "Stop", priority=True),
    ]

    def __init__(
        self,
        course: Course,
        keeper: Keeper,
        *,
        now: Clock,
        edit: Edit,
        proposer: Proposer | None = None,
        remark: str = "",
        light: bool = False,
        driver: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver)
        ScrollBar.renderer = ThinBar
        self.course = course
        self.keeper = keeper
        self.now = now
        self.failure: FlashcardsError | None = None
        self._edit = edit
        self._proposer = proposer
        self._remark = remark
        self._asked_to = ("", 0)  # what is done only when asked twice, and when it was asked once
        self._waiting = False
        self._told = 0
        self._warned = False
        self.register_theme(themes.DARK)
        self.register_theme(themes.LIGHT)
        self.theme = themes.LIGHT.name if light else themes.DARK.name

    def compose(self) -> ComposeResult:
        """Head, page, foot."""
        yield Horizontal(Static(id="deck"), Static(id="clock"), id="top")
        yield Static(id="bar")
        with Vertical(id="card"):
            yield self._page()
        yield Static(id="say")
        with Vertical(id="foot"):
            yield self._acts()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While the keys are shown, no key does anything beneath them."""
        return len(self.screen_stack) < 2 or action not in _BENEATH

    def on_mount(self) -> None:
        """The first words, and the clock."""
        self._head()
        self._focus()
        self._say(self._remark or words.HINT_RULE)
        self.set_interval(1, self._tick)

    # --- drawing ----------------------------------------------------------------------------------

    def _page(self) -> Widget:
        match self.course.stage:
            case Stage.ANSWER | Stage.FOLLOW_UP:
                return Asked(self.course)
            case Stage.GRADE:
                return Grading(self.course, waiting=self._waiting)
            case Stage.SCORED:
                return self._scored()
            case Stage.OVER:
                now = self.now()
                return Finish(words.ending(self.course), words.summary(self.course, now))

    def _scored(self) -> Finish:
        attempt, made = self.course.attempt, self.course.score()
        rows = [
            (f"{points:>3} of {max(high for _, high, _ in row.levels)}", one_line(row.name))
            for row, points in zip(attempt.question.rubric.rows, attempt.grades, strict=True)
        ]
        rows.append(("Time", f"{clock(attempt.spent_ms)} of {attempt.question.minutes}:00"))
        return Finish(words.verdict(made), rows)

    def _acts(self) -> Horizontal:
        course, acts = self.course, list[Act]()
        match course.stage:
            case Stage.ANSWER | Stage.FOLLOW_UP:
                acts.append(Act("F4", "done", "done", classes="first"))
                left = len(course.question.hints) - course.attempt.hints
                if course.stage is Stage.ANSWER and left:
                    acts.append(Act("F2", f"hint ({left}, {words.COST} each)", "hint"))
                acts.append(Act("F3", "editor", "edit"))
            case Stage.GRADE:
                acts.append(Act("enter", "give points", "submit", classes="first"))
                if course.attempt.grades:
                    acts.append(Act("F5", "back", "back"))
            case Stage.SCORED:
                last = course.number == len(course.questions) or course.time_is_up(self.now())
                acts.append(Act("space", "end" if last else "next question", "go_on"))
                acts.append(Act("F5", "back", "back"))
            case Stage.OVER:
                acts.append(Act("q", "close", "stop", classes="first"))
        acts.append(Act("F1", "help", "help", classes="last"))
        return Horizontal(*acts, classes="acts")

    def _head(self) -> None:
        course, now = self.course, self.now()
        width = self.size.width
        number = f"Question {course.number} of {len(course.questions)}"
        title = f"  {one_line(course.question.title)}" if width >= 76 else ""
        self.query_one("#deck", Static).update(Content.assemble(number, (title, "$faint")))
        spent, allowed = course.spent_ms(now), course.question.minutes * 60_000
        over = "bold $again" if spent > allowed else "$foreground"
        parts = [(f"{clock(spent)} / {course.question.minutes}:00", over)]
        if width >= 76:
            style = "bold $again" if course.time_is_up(now) else "$faint"
            whole = f"   {clock(course.all_ms(now))} / {course.wishes.minutes}:00 in all"
            parts.append((whole, style))
        self.query_one("#clock", Static).update(Content.assemble(*parts))
        filled = min(width, round(width * spent / allowed))
        self.query_one("#bar", Static).update(
            Content.assemble(("━" * filled, "$primary"), ("─" * (width - filled), "$line"))
        )

    def _say(self, text: str) -> None:
        said = self.query_one("#say", Static)
        said.update(Content(text))
        said.display = bool(text)

    async def _draw(self, said: str = "") -> None:
        """Show what there is to see now."""
        self._asked_to = ("", 0)
        with self.batch_update():
            place, foot = self.query_one("#card"), self.query_one("#foot")
            await place.remove_children()
            await place.mount(self._page())
            await foot.remove_children()
            await foot.mount(self._acts())
            self._head()
            self._say(said)
        self._focus()

    async def _put_foot(self) -> None:
        foot = self.query_one("#foot")
        await foot.remove_children()
        await foot.mount(self._acts())

    def _focus(self) -> None:
        self.screen.set_focus(next(iter(self.query("Answer, Points")), None))

    async def _tick(self) -> None:
        if not self.screen_stack or not self.query("#deck"):
            return  # the program is ending, and its screen is gone
        self._write()
        self._troubles()
        if len(self.screen_stack) > 1:
            return
        self._head()
        if self.course.writing and not self._warned and self.course.time_is_up(self.now()):
            self._warned = True
            self._say(words.TIME_IS_UP)
        if self.course.stage is Stage.GRADE:
            await self._look_for_proposals()

    def _troubles(self) -> None:
        for trouble in self.keeper.troubles[self._told :]:
            self._say(one_line(trouble))
        self._told = len(self.keeper.troubles)

    def on_resize(self) -> None:
        """The head is as wide as the screen."""
        self.call_after_refresh(self._head)

    def _handle_exception(self, error: Exception) -> None:
        """An expected failure ends the interview and is told outside, as other commands do."""
        if isinstance(error, FlashcardsError):
            self.failure = error
            self.exit()
            return
        super()._handle_exception(error)

    # --- the answer -------------------------------------------------------------------------------

    def _write(self) -> None:
        """Keep what stands in the answer; at every act, and each second."""
        answers = self.query(Answer)
        if self.course.writing and answers:
            text = cleaned(answers.first().text)
            if not self.course.write(text, self.now()):
                self._say(f"An answer has at most {MOST_NOTES:,} characters.")

    async def action_hint(self) -> None:
        """Show the next hint, which costs."""
        if self.course.stage is not Stage.ANSWER:
            return
        self._write()
        text = self.course.hint(self.now())
        if text is None:
            self._say("No more hints." if self.course.attempt.hints else "There is no hint here.")
            return
        self.query_one(Asked).add_hint(text)
        self._say("")
        await self._put_foot()

    def action_edit(self) -> None:
        """Write in the learner's editor; the screen comes back when it ends."""
        if not self.course.writing:
            return
        self._write()
        try:
            with self.suspend():
                text = self._edit(self.course.text)
        except SuspendNotSupported:
            self._say("An editor cannot be opened from here.")
            return
        except FlashcardsError as error:
            self._say(one_line(str(error)))
            return
        self.query_one(Answer).text = text
        self._write()
        self.refresh()

    async def action_done(self) -> None:
        """The answer is written."""
        if not self.course.writing:
            return
        self._write()
        if not self.course.text.strip() and not self._twice(
            "done", "Nothing is written. Again goes on without an answer."
        ):
            return
        if self.course.stage is Stage.ANSWER and self._proposer is not None:
            self._proposer.start(self.course.question, self.course.text)
            self._waiting = True
        self.course.done(self.now())
        if self.course.stage is Stage.GRADE:
            await self._look_for_proposals()
        await self._draw()

    async def _look_for_proposals(self) -> None:
        if not self._waiting or self._proposer is None or not self._proposer.ready():
            return
        self._waiting = False
        self.course.propose(self._proposer.result(), self.now())
        for page in self.query(Grading):
            await page.next_row(waiting=False)

    # --- the grades -------------------------------------------------------------------------------

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the row what was typed."""
        await self._grade(event.value)

    async def action_submit(self) -> None:
        """The same, by a click."""
        await self._grade(self.query_one(Points).value)

    async def _grade(self, text: str) -> None:
        row = self.course.row
        if row is None:
            return
        try:
            self.course.grade(int(text), self.now())
        except ValueError:
            self._say(f"This row has {words.span(row)} points.")
            return
        if self.course.stage is Stage.SCORED:
            await self._draw()
            return
        self._say("")
        page = self.query_one(Grading)
        page.emptied()
        await page.next_row(waiting=self._waiting)
        await self._put_foot()

    async def action_back(self) -> None:
        """Take the last row's points back."""
        scored = self.course.stage is Stage.SCORED
        if not self.course.back(self.now()):
            if self.course.stage is Stage.GRADE:
                self._say("This is the first row.")
            return
        if scored:
            await self._draw()
        else:
            await self.query_one(Grading).next_row(waiting=self._waiting)
            await self._put_foot()

    async def action_go_on(self) -> None:
        """From a score to the next question, or out."""
        if self.course.stage is Stage.SCORED:
            self._waiting = self._warned = False
            self.course.go_on(self.now())
            await self._draw()
        elif self.course.stage is Stage.OVER:
            self.exit()

    # --- the rest ---------------------------------------------------------------------------------

    def _twice(self, what: str, said: str) -> bool:
        before, since = self._asked_to
        if before == what and self.now() - since < TWICE_MS:
            self._asked_to = ("", 0)
            return True
        self._asked_to = (what, self.now())
        self._say(said)
        return False

    async def action_skip(self) -> None:
        """Leave the question; only when asked twice."""
        if self.course.stage in {Stage.SCORED, Stage.OVER}:
            return
        self._write()
        if self._twice("skip", "Again skips the question; what you wrote is kept."):
            self._waiting = self._warned = False
            self.course.skip(self.now())
            await self._draw()

    async def action_stop(self) -> None:
        """End the interview; only when asked twice. At its end, leave."""
        if self.course.stage is Stage.OVER:
            self.exit()
            return
        self._write()
        if self._twice("stop", "Again ends the interview; what you wrote is kept."):
            self.course.stop(self.now())
            await self._draw()

    def action_help(self) -> None:
        """All keys."""
        self.push_screen(Keys())

    def action_theme(self) -> None:
        """Light or dark."""
        dark = self.theme == themes.LIGHT.name
        self.theme = themes.DARK.name if dark else themes.LIGHT.name

    def action_type(self) -> None:
        """Back to writing."""
        self._say("")
        self._focus()

    def action_scroll(self, lines: int) -> None:
        """Move the question or the solution."""
        for page in self.query("#asked, #solution, Finish"):
            page.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """The same by a screenful."""
        for page in self.query("#asked, #solution, Finish"):
            page.scroll_relative(y=pages * max(page.size.height - 2, 1), animate=False)
