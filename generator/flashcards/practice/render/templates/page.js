// The page of a practice set: progress, clock, finish, result. What it writes into the page is text,
// never HTML; what there is of the key stands in the page and is shown or not.
(function () {
  "use strict";
  var holder = document.getElementById("key"), key = holder ? JSON.parse(holder.textContent) : null;
  var exam = !!key && key.exam, sections = all(document, ".item"), items = [];
  var begun = 0, finished = false, warned = false, told = {}, ticking = 0;

  function byId(id) {
    return document.getElementById(id);
  }

  function all(root, selector) {
    return Array.prototype.slice.call(root.querySelectorAll(selector));
  }

  function say(text) {
    byId("announce").textContent = text;
  }

  function element(name, text) {
    var made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function plural(number, noun) {
    return number + " " + noun + (number === 1 ? "" : "s");
  }

  // What is wider than its place can be reached by Tab, so that arrow keys scroll it.
  function shown() {
    all(document, "pre").concat(all(document, ".scroll")).forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    });
  }

  function answered() {
    return items.filter(function (one) { return one.done || one.answer() !== null; }).length;
  }

  function count() {
    var text = answered() + " of " + items.length + " answered";
    if (key && !exam) text += " · " + score() + " of " + plural(key.points, "point");
    byId("progress").textContent = text;
  }

  function score() {
    return practiceMarking.tenth(items.reduce(function (sum, one) { return sum + (one.marked ? one.marked.points : 0); }, 0));
  }

  // An exam with a time limit: nothing is to be read before the clock runs.
  function wait() {
    byId("items").hidden = byId("finish").hidden = true;
    byId("begin").addEventListener("click", function () {
      byId("start").hidden = true;
      byId("items").hidden = byId("finish").hidden = false;
      start();
      byId("questions").focus();
    });
  }

  function start() {
    begun = Date.now();
    ticking = setInterval(tick, 1000);
    tick();
  }

  function tick() {
    var passed = Math.floor((Date.now() - begun) / 1000), left = key.minutes * 60 - passed;
    if (!key.minutes) byId("clock").textContent = clock(passed);
    else if (left >= 0) byId("clock").textContent = clock(left) + " left";
    else byId("clock").textContent = clock(-left) + " over time";
    if (!key.minutes) return;
    [5, 1].forEach(function (minutes) {
      if (left > minutes * 60 || told[minutes] || key.minutes <= minutes) return;
      told[minutes] = true;
      if (left > 0) say(plural(minutes, "minute") + " left.");
    });
    if (left > 0 || told.over) return;
    told.over = true;
    say("Time is up.");
    if (exam) end();
  }

  function clock(seconds) {
    var rest = seconds % 60;
    return Math.floor(seconds / 60) + ":" + (rest < 10 ? "0" : "") + rest;
  }

  function finish() {
    var open = items.length - answered(), unread = items.filter(function (one) { return one.isUnread(); });
    if ((open || unread.length) && !warned) {
      warned = true;
      unread.forEach(function (one) { one.hintReading(); });
      byId("finish").textContent = "Finish all the same";
      return say([
        open ? (open === 1 ? "One question has" : open + " questions have") + " no answer." : "",
        unread.length ? (unread.length === 1 ? "One answer cannot" : unread.length + " answers cannot") + " be graded as written." : "",
        "Press again to finish."
      ].filter(Boolean).join(" "));
    }
    end();
  }

  function end() {
    finished = true;
    clearInterval(ticking);
    document.body.classList.add("finished");
    items.forEach(function (one) {
      if (one.done) return;
      var answer = one.answer();
      if (one.item.form !== "long") {
        one.marked = answer === null ? { points: 0, correct: false, feedback: "No answer.", missing: true } : practiceMarking.mark(one.item, answer);
        one.tell(one.marked.correct === null ? { points: 0, correct: false, feedback: one.marked.feedback } : one.marked);
      }
      one.reveal(false);
    });
    byId("finish").hidden = true;
    result();
    byId("result").hidden = false;
    byId("result").focus();
  }

  function result() {
    var total = score(), open = items.filter(function (one) { return !one.marked; }).length;
    var share = key.points ? Math.round(100 * total / key.points) : 0, table = byId("summary");
    byId("score").textContent = total + " of " + plural(key.points, "point") + ", " + share + " %." +
      (open ? " Grade the long " + (open === 1 ? "answer" : "answers") + " below by the rubric; the points are added here." : "");
    table.textContent = "";
    items.forEach(function (one, index) {
      var row = document.createElement("tr"), head = document.createElement("th"), link = element("a", String(index + 1));
      link.setAttribute("href", "#item-" + (index + 1));
      head.setAttribute("scope", "row");
      head.appendChild(link);
      row.appendChild(head);
      row.appendChild(element("td", one.item.title));
      row.appendChild(element("td", (one.marked ? one.marked.points : "–") + " of " + one.item.points));
      table.appendChild(row);
    });
    count();
  }

  var page = {
    exam: exam,
    count: count,
    say: say,
    shown: shown,
    graded: function () {
      if (finished) result();
      else count();
    }
  };
  for (var n = 0; n < sections.length; n++) items.push(new PracticeQuestion(sections[n], key ? key.items[n] : null, page));

  all(document, ".spoiler").forEach(function (spoiler) {
    function show(event) {
      if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      spoiler.classList.add("shown");
    }
    spoiler.addEventListener("click", show);
    spoiler.addEventListener("keydown", show);
  });
  shown();
  window.addEventListener("resize", shown);
  window.addEventListener("beforeunload", function (event) {
    if (answered() && !finished) event.preventDefault();
  });
  if (key) {
    byId("finish").addEventListener("click", finish);
    if (byId("start")) wait();
    else start();
  }
  count();
})();
