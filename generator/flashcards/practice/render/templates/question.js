// One question of the page: its moves, its hints, its check, its rubric. `page` is told of what
// happens: { exam, count(), say(text), shown(), graded() }. What is written into the page is text, never HTML.
var PracticeQuestion = (function () {
  "use strict";

  function all(root, selector) {
    return Array.prototype.slice.call(root.querySelectorAll(selector));
  }

  function element(name, text) {
    var made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function plural(number, noun) {
    return number + " " + noun + (number === 1 ? "" : "s");
  }

  // A section of the page, and what the key says of it: null where there is no key.
  function Question(section, item, page) {
    var one = this;
    this.section = section;
    this.item = item;
    this.page = page;
    this.marked = null;
    this.moved = false;
    this.done = false;
    this.roles("line").forEach(function (line) { one.movable(line); });
    section.addEventListener("input", page.count);
    section.addEventListener("change", page.count);
    this.role("form").addEventListener("submit", function (event) {
      event.preventDefault();
      if (item && !page.exam) one.check();
    });
    if (!item) return;
    if (page.exam) {
      this.role("check").hidden = true;
      section.addEventListener("input", function () { one.hintReading(); });
    }
    if (this.role("hint")) this.hints();
    if (this.role("rubric")) this.rubric();
  }

  Question.prototype.role = function (name) {
    return this.section.querySelector('[data-role="' + name + '"]');
  };

  Question.prototype.roles = function (name) {
    return all(this.section, '[data-role="' + name + '"]');
  };

  Question.prototype.movable = function (line) {
    var one = this;
    ["up", "down"].forEach(function (way) {
      var button = line.querySelector('[data-role="' + way + '"]');
      button.addEventListener("click", function () {
        var lines = one.roles("line"), at = lines.indexOf(line), to = at + (way === "up" ? -1 : 1);
        if (one.done || to < 0 || to >= lines.length) return;
        line.parentNode.insertBefore(line, way === "up" ? lines[to] : lines[to + 1] || null);
        one.moved = true;
        button.focus();
        one.page.say("Now at place " + (to + 1) + " of " + lines.length + ".");
        one.page.count();
      });
    });
  };

  // What was answered, as marking takes it; null for nothing.
  Question.prototype.answer = function () {
    var choices = this.roles("choice"), pairs = this.roles("pair"), lines = this.roles("line");
    if (choices.length) {
      for (var i = 0; i < choices.length; i++) {
        if (choices[i].checked) return this.item && this.item.form === "numeric" ? this.item.target.choices[i] : i;
      }
      return null;
    }
    if (pairs.length) {
      var chosen = pairs.map(function (select) { return select.value === "" ? -1 : Number(select.value); });
      return chosen.some(function (index) { return index >= 0; }) ? chosen : null;
    }
    if (lines.length) {
      return this.moved ? lines.map(function (line) { return Number(line.getAttribute("data-line")); }) : null;
    }
    var typed = this.role("typed").value;
    return typed.trim() ? typed : null;
  };

  // How a number is read, said while it is typed: an exam grades only what can be read.
  Question.prototype.hintReading = function () {
    var place = this.role("verdict");
    if (this.done) return;
    place.textContent = this.reading();
    place.className = "verdict again";
  };

  // What is to be said of a typed number before it is graded; empty for anything else.
  Question.prototype.reading = function () {
    var typed = this.item.form === "numeric" ? this.role("typed") : null;
    if (!typed || !typed.value.trim()) return "";
    return practiceMarking.reading(this.item, typed.value);
  };

  // Whether an answer was given that nobody could grade.
  Question.prototype.isUnread = function () {
    var answer = this.answer();
    return !!this.item && !this.done && answer !== null && this.item.form === "numeric" &&
      practiceMarking.mark(this.item, answer).correct === null;
  };

  Question.prototype.check = function () {
    if (this.done) return;
    if (this.item.form === "long") return this.reveal(true);
    if (this.item.form === "ordering") this.moved = true; // To check it as it stands is to answer.
    var answer = this.answer();
    if (answer === null) return this.tell({ correct: null, feedback: "There is no answer yet." });
    if (this.item.form === "matching" && answer.indexOf(-1) >= 0) {
      return this.tell({ correct: null, feedback: "Choose a letter for each term." });
    }
    var marked = practiceMarking.mark(this.item, answer);
    this.tell(marked);
    if (marked.correct === null) {
      if (this.role("typed")) this.role("typed").select();
      return;
    }
    this.marked = marked;
    this.reveal(true);
  };

  Question.prototype.tell = function (marked) {
    var place = this.role("verdict"), part = marked.points > 0 && !marked.correct;
    place.textContent = "";
    if (marked.correct === false && !marked.missing) place.appendChild(element("strong", part ? "Partly right. " : "Not right. "));
    place.appendChild(element("span", marked.feedback));
    if (marked.correct !== null) {
      place.appendChild(element("span", " " + marked.points + " of " + plural(this.item.points, "point") + "."));
    }
    place.className = "verdict " + (marked.correct === null ? "again" : marked.correct ? "passed" : "failed");
  };

  // Shows the key, and takes no more answers.
  Question.prototype.reveal = function (focus) {
    this.done = true;
    ["choice", "pair", "up", "down", "hint"].forEach(function (name) {
      this.roles(name).forEach(function (control) { control.disabled = true; });
    }, this);
    if (this.role("typed")) this.role("typed").readOnly = true;
    this.role("check").hidden = true;
    if (this.role("hint")) this.role("hint").hidden = true;
    this.role("solution").hidden = false;
    this.page.shown();
    if (focus) this.role("solution").focus();
    this.page.count();
  };

  Question.prototype.hints = function () {
    var one = this, button = this.role("hint"), texts = this.roles("hint-text"), shown = 0;
    button.hidden = this.page.exam;
    button.addEventListener("click", function () {
      one.role("hints").hidden = false;
      texts[shown].hidden = false;
      texts[shown].focus();
      one.page.shown();
      shown++;
      button.textContent = "Show a hint (" + (shown + 1) + " of " + texts.length + ")";
      button.hidden = shown >= texts.length;
    });
  };

  Question.prototype.rubric = function () {
    var one = this, given = this.roles("given");
    this.roles("row").forEach(function (row, r) {
      all(row, '[data-role="level"]').forEach(function (level) {
        level.addEventListener("change", function () {
          given[r].value = level.value;
          one.graded();
        });
      });
      given[r].addEventListener("input", function () { one.graded(); });
    });
    this.graded();
  };

  // The points that one gave oneself, added up against what passes.
  Question.prototype.graded = function () {
    var most = this.item.most, left = 0, points = this.roles("given").map(function (input, r) {
      if (input.value.trim() === "") left++;
      return Math.min(most[r], Math.max(0, Math.round(Number(input.value) || 0)));
    });
    var sum = this.role("sum"), told = practiceMarking.mark(this.item, points);
    var least = this.item.passing.map(function (one) { return one[0] + ": " + one[1]; }).join(", ");
    this.marked = left < points.length ? told : null;
    sum.textContent = (left === points.length ? "Choose what fits in each row." : left
      ? told.points + " of " + this.item.points + " points so far; " + plural(left, "row") + " to grade." : told.feedback) +
      (least ? " To pass: " + least + "." : "");
    this.page.graded();
  };

  return Question;
})();
