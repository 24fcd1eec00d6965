// A page that holds a problem card, as far as problem.js looks at it: no layout, no parser.
var window = {}, document = {}, random = 0;
Math.random = function () {
  random = (random + 0.37) % 1;
  return random;
};

function Element(name) {
  this.name = name;
  this.className = "";
  this.attributes = {};
  this.children = [];
  this.listeners = {};
  this.own = "";
  this.markup = "";
  this.value = "";
  this.hidden = false;
  this.focused = false;
  var element = this;
  this.classList = {
    add: function (kind) { element.className += " " + kind; },
    contains: function (kind) { return (" " + element.className + " ").indexOf(" " + kind + " ") >= 0; }
  };
}
Object.defineProperty(Element.prototype, "textContent", {
  get: function () {
    return this.own + this.children.map(function (child) { return child.markup || child.textContent; }).join("");
  },
  set: function (text) {
    this.own = String(text);
    this.markup = "";
    this.children = [];
  }
});
Object.defineProperty(Element.prototype, "innerHTML", {
  get: function () { return this.markup; },
  set: function (html) { this.markup = html; }
});
Element.prototype.appendChild = function (child) { this.children.push(child); };
Element.prototype.setAttribute = function (name, value) { this.attributes[name] = value; };
Element.prototype.getAttribute = function (name) { return this.attributes[name]; };
Element.prototype.focus = function () { this.focused = true; };
Element.prototype.blur = function () { this.focused = false; };
Element.prototype.select = function () { this.selected = true; };
Element.prototype.scrollIntoView = function () {};
Element.prototype.addEventListener = function (kind, listener) {
  (this.listeners[kind] = this.listeners[kind] || []).push(listener);
};

// What happened to the event: whether the app behind the page gets to see it.
function send(element, kind, more) {
  var event = { type: kind, stopped: false, prevented: false };
  for (var name in more || {}) event[name] = more[name];
  event.stopPropagation = function () { event.stopped = true; };
  event.preventDefault = function () { event.prevented = true; };
  (element.listeners[kind] || []).forEach(function (listener) { listener.call(element, event); });
  return event;
}

function Store(works) {
  this.kept = {};
  this.works = works;
}
Store.prototype.getItem = function (key) {
  if (!this.works) throw new Error("SecurityError");
  return key in this.kept ? this.kept[key] : null;
};
Store.prototype.setItem = function (key, value) {
  if (!this.works) throw new Error("QuotaExceededError");
  this.kept[key] = String(value);
};

var card, parts, calls;

// Opens a side; with `reload` all that stood on `window` is gone, with stores as given.
function open(pool, note, turned, reload) {
  var session = window.sessionStorage, local = window.localStorage;
  if (reload) window = { sessionStorage: session, localStorage: local };
  card = new Element("div");
  card.className = "fc problem" + (turned ? " turned" : "");
  parts = {};
  [".pool", ".statement", ".verdict", ".answer", ".steps", ".seed", ".attempt", ".typed", ".check", ".options"].forEach(function (name) {
    parts[name] = new Element("div");
  });
  parts[".attempt"].hidden = parts[".seed"].hidden = true;
  parts[".statement"].markup = "static statement";
  parts[".answer"].own = "static answer";
  parts[".pool"].own = pool;
  parts[".pool"].setAttribute("data-note", note);
  card.querySelector = function (selector) { return parts[selector] || null; };
  document.querySelector = function (selector) { return selector === ".fc.problem" ? card : null; };
  document.createElement = function (name) { return new Element(name); };
  calls = [];
}

function stores(session, local) {
  window.sessionStorage = new Store(session);
  window.localStorage = new Store(local);
}

function desktop() {
  window.pycmd = function (command) { calls.push(command); };
}

function type(text) {
  parts[".typed"].value = text;
  send(parts[".typed"], "input");
}

function press(key) {
  return send(parts[".typed"], "keydown", { key: key });
}

function report() {
  return {
    statement: parts[".statement"].markup,
    answer: parts[".answer"].textContent,
    steps: parts[".steps"].textContent,
    seed: parts[".seed"].hidden ? "" : parts[".seed"].textContent,
    verdict: parts[".verdict"].textContent,
    kind: parts[".verdict"].className,
    markup: parts[".verdict"].children.map(function (child) { return child.markup; }).join(""),
    asked: !parts[".attempt"].hidden,
    options: parts[".options"].children.map(function (child) { return child.textContent; }),
    focused: parts[".typed"].focused,
    calls: calls
  };
}
