// Shows a variant of a computed problem: another one at each review, and on the back the one that
// stood on the front. Which one is kept in the session's storage and on `window`: where neither
// app nor browser keeps anything, it is the first on both sides, as it is without this script.
(function () {
  "use strict";
  var card = document.querySelector(".fc.problem"), holder = card && card.querySelector(".pool");
  var pool = holder && parsed(holder.textContent), variants = pool && pool.variants;
  if (!variants || !variants.length) return;
  var note = holder.getAttribute("data-note"), key = "flashcards-problem:" + note;
  var turned = card.classList.contains("turned");
  var state = turned ? recalled() : chosen();
  var variant = variants[state.shown];
  part(".statement").innerHTML = variant.statement;
  if (turned) showAnswer();
  else ask();

  function part(selector) {
    return card.querySelector(selector);
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      return null;
    }
  }

  // What was kept, if it is of this pool: an index that it has, and text.
  function sound(kept) {
    var fits = kept && Number.isInteger(kept.shown) && kept.shown >= 0 && kept.shown < variants.length;
    return fits ? { shown: kept.shown, typed: typeof kept.typed === "string" ? kept.typed : "" } : null;
  }

  function onWindow() {
    var kept = window.flashcardsProblem;
    return kept && kept.note === note ? sound(kept) : null;
  }

  function stored(name) {
    try {
      return sound(parsed(window[name].getItem(key)));
    } catch (error) {
      return null;
    }
  }

  function store(name, text) {
    try {
      window[name].setItem(key, text);
      return window[name].getItem(key) === text;
    } catch (error) {
      return false;
    }
  }

  // Whether both sides will find it again.
  function keep() {
    window.flashcardsProblem = { note: note, shown: state.shown, typed: state.typed };
    var text = JSON.stringify({ shown: state.shown, typed: state.typed });
    var session = store("sessionStorage", text), local = store("localStorage", text);
    return session || local;
  }

  function recalled() {
    return onWindow() || stored("sessionStorage") || stored("localStorage") || { shown: 0, typed: "" };
  }

  function chosen() {
    var last = onWindow() || stored("sessionStorage") || stored("localStorage"), count = variants.length;
    state = { shown: last ? (last.shown + stride(count)) % count : Math.floor(Math.random() * count), typed: "" };
    if (!keep()) {
      state.shown = 0;
      keep();
    }
    return state;
  }

  // Steps that come to every variant before one comes again, and not in the order of the pool.
  function stride(count) {
    var step = Math.max(1, Math.round(count * 0.38));
    while (divisor(step, count) > 1) step++;
    return step;
  }

  function divisor(one, other) {
    return other ? divisor(other, one % other) : one;
  }

  function grade(text) {
    return flashcardsGrader.grade(pool.scheme, variant.target, text);
  }

  function element(name, kind, text) {
    var made = document.createElement(name);
    made.className = kind;
    made.textContent = text;
    return made;
  }

  // Grades are told as text, never as HTML: they quote what was typed.
  function tell(verdict, typed) {
    var place = part(".verdict");
    place.textContent = "";
    if (typed) place.appendChild(element("div", "said", "You answered: " + typed));
    if (verdict.correct === false) place.appendChild(element("strong", "", "Not right. "));
    place.appendChild(element("span", "", verdict.feedback.replace(/≈ /g, "≈\u00a0")));
    place.className = "verdict " + (verdict.correct === null ? "again" : verdict.correct ? "passed" : "failed");
  }

  function turn() {
    if (typeof window.pycmd === "function") window.pycmd("ans");
    else if (typeof window.showAnswer === "function") window.showAnswer();
  }

  function ask() {
    var form = part(".attempt"), input = part(".typed"), button = part(".check");
    var done = false, refused = null;
    var canTurn = typeof window.pycmd === "function" || typeof window.showAnswer === "function";

    function check() {
      if (done) return turn();
      var verdict = grade(input.value);
      tell(verdict);
      part(".verdict").scrollIntoView(false);
      if (verdict.correct === null) {
        refused = input.value;
        return input.select();
      }
      done = true;
      input.readOnly = true;
      input.blur();
      button.textContent = "Show answer";
      button.hidden = !canTurn;
      form.classList.add("done");
    }

    function offer(choice) {
      var option = element("button", "option tappable", choice);
      option.type = "button";
      option.addEventListener("click", function () {
        if (done) return;
        input.value = state.typed = choice;
        option.classList.add("picked");
        keep();
        check();
      });
      part(".options").appendChild(option);
    }

    if (["count", "number", "factor"].indexOf(pool.scheme.dimension) >= 0 && variant.target.value > 0) {
      input.setAttribute("inputmode", "decimal"); // Such keys have no minus, and no letters.
    }
    input.addEventListener("input", function () {
      state.typed = input.value;
      keep();
    });
    // The apps' own keys, a digit that rates or a space that turns, are for the box while it has the focus.
    ["keydown", "keypress", "keyup"].forEach(function (kind) {
      input.addEventListener(kind, function (event) {
        event.stopPropagation();
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        if (kind !== "keydown") return;
        if (!done && input.value.trim() && input.value !== refused) check();
        else turn();
      });
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      check();
    });
    variant.target.choices.forEach(offer);
    part(".options").hidden = !variant.target.choices.length;
    form.hidden = false;
    if (typeof window.pycmd === "function") input.focus({ preventScroll: true }); // With a keyboard, not where one would pop up.
  }

  function showAnswer() {
    part(".answer").textContent = variant.target.answer;
    var list = document.createElement("ol"), steps = part(".steps"), seed = part(".seed");
    variant.steps.forEach(function (step) {
      var item = document.createElement("li");
      item.innerHTML = step;
      list.appendChild(item);
    });
    if (steps) {
      steps.textContent = "";
      steps.appendChild(list);
    }
    if (state.typed.trim()) tell(grade(state.typed), state.typed);
    seed.textContent = "flashcards problem " + pool.family + " --seed " + variant.seed;
    seed.hidden = false;
  }
})();
