// What a page of a practice set needs of a browser: a tree, events that bubble, a clock. No layout.
var now = 0, timers = {}, lastTimer = 0, printed = 0, focused = null;
Date.now = function () { return now; };
var setInterval = function (run) {
  timers[++lastTimer] = run;
  return lastTimer;
};
var clearInterval = function (id) { delete timers[id]; };

function Listening() { this.listeners = {}; }
Listening.prototype.addEventListener = function (kind, run) {
  (this.listeners[kind] = this.listeners[kind] || []).push(run);
};

function Element(name, attributes) {
  Listening.call(this);
  this.name = name;
  this.attributes = attributes || {};
  this.children = [];
  this.parentNode = null;
  this.own = "";
  this.typed = undefined;
  this.ticked = undefined;
  var element = this;
  this.classList = {
    contains: function (kind) { return (" " + element.className + " ").indexOf(" " + kind + " ") >= 0; },
    add: function (kind) { if (!this.contains(kind)) element.className = (element.className + " " + kind).trim(); },
    remove: function (kind) { element.className = (" " + element.className + " ").replace(" " + kind + " ", " ").trim(); }
  };
}
Element.prototype = Object.create(Listening.prototype);

function reflected(property, attribute) {
  Object.defineProperty(Element.prototype, property, {
    get: function () { return attribute in this.attributes; },
    set: function (on) {
      if (on) this.attributes[attribute] = "";
      else delete this.attributes[attribute];
    }
  });
}
reflected("hidden", "hidden");
reflected("disabled", "disabled");
reflected("readOnly", "readonly");

Object.defineProperty(Element.prototype, "className", {
  get: function () { return this.attributes["class"] || ""; },
  set: function (kinds) { this.attributes["class"] = kinds; }
});
Object.defineProperty(Element.prototype, "textContent", {
  get: function () { return this.own + this.children.map(function (child) { return child.textContent; }).join(""); },
  set: function (text) {
    this.children = [];
    this.own = String(text);
  }
});
Object.defineProperty(Element.prototype, "innerHTML", {
  set: function () { throw new Error("the page writes no HTML"); }
});
Object.defineProperty(Element.prototype, "value", {
  get: function () { return this.typed !== undefined ? this.typed : this.attributes.value || ""; },
  set: function (text) { this.typed = String(text); }
});
Object.defineProperty(Element.prototype, "checked", {
  get: function () { return !!this.ticked; },
  set: function (on) {
    var element = this;
    if (on) {
      all(root(this), function (other) { return other.attributes.name === element.attributes.name && form(other) === form(element); })
        .forEach(function (other) { other.ticked = false; });
    }
    this.ticked = on;
  }
});
Element.prototype.getAttribute = function (name) { return name in this.attributes ? this.attributes[name] : null; };
Element.prototype.setAttribute = function (name, value) { this.attributes[name] = String(value); };
Element.prototype.removeAttribute = function (name) { delete this.attributes[name]; };
Element.prototype.appendChild = function (child) { return this.insertBefore(child, null); };
Element.prototype.insertBefore = function (child, before) {
  if (child.parentNode) child.parentNode.children.splice(child.parentNode.children.indexOf(child), 1);
  this.children.splice(before ? this.children.indexOf(before) : this.children.length, 0, child);
  child.parentNode = this;
  return child;
};
Element.prototype.focus = function () { focused = this; };
Element.prototype.select = function () { focused = this; };
Element.prototype.querySelectorAll = function (selector) {
  var role = /^\[data-role="([a-z-]+)"\]$/.exec(selector), kind = /^\.([a-z-]+)$/.exec(selector);
  if (!role && !kind && !/^[a-z]+$/.test(selector)) throw new Error("no such selector here: " + selector);
  return all(this, function (element) {
    if (role) return element.attributes["data-role"] === role[1];
    return kind ? element.classList.contains(kind[1]) : element.name === selector;
  });
};
Element.prototype.querySelector = function (selector) { return this.querySelectorAll(selector)[0] || null; };

function all(element, fits) {
  return element.children.reduce(function (found, child) {
    return found.concat(fits(child) ? [child] : [], all(child, fits));
  }, []);
}

function root(element) { return element.parentNode ? root(element.parentNode) : element; }

function form(element) {
  return !element || element.name === "form" ? element : form(element.parentNode);
}

function build(node) {
  if (typeof node === "string") {
    var text = new Element("#text");
    text.own = node;
    return text;
  }
  var made = new Element(node[0], node[1]);
  node[2].forEach(function (child) { made.appendChild(build(child)); });
  return made;
}

var window = new Listening(), document = new Listening();
window.matchMedia = function () { return { matches: false }; };
window.print = function () { printed++; };
document.createElement = function (name) { return new Element(name); };
document.getElementById = function (id) {
  return all(document.tree, function (element) { return element.attributes.id === id; })[0] || null;
};
document.querySelectorAll = function (selector) { return document.tree.querySelectorAll(selector); };

function open(tree) {
  document.tree = build(tree);
  document.documentElement = document.querySelectorAll("html")[0];
  document.body = document.querySelectorAll("body")[0];
}

function fire(target, kind, more) {
  var event = { type: kind, prevented: false, preventDefault: function () { event.prevented = true; } };
  for (var name in more || {}) event[name] = more[name];
  for (var at = target; at; at = at.parentNode) {
    ((at.listeners || {})[kind] || []).forEach(function (run) { run.call(at, event); });
  }
  return event.prevented;
}

function visible(element) { return !element || (!element.hidden && visible(element.parentNode)); }

function pass(seconds) {
  for (var s = 0; s < seconds; s++) {
    now += 1000;
    Object.keys(timers).forEach(function (id) { if (timers[id]) timers[id](); });
  }
}

// By people's means: what cannot be seen or is off cannot be used.
function usable(element) {
  if (!element) throw new Error("no such control");
  if (!visible(element) || element.disabled) throw new Error("it cannot be used");
  return element;
}

function part(question, role, index) {
  return document.getElementById("item-" + question).querySelectorAll('[data-role="' + role + '"]')[index || 0];
}

function click(element) {
  return fire(usable(element), "click");
}

function type(element, text) {
  if (usable(element).readOnly) throw new Error("it is closed");
  element.value = text;
  fire(element, "input");
}

function tick(element) {
  usable(element).checked = true;
  fire(element, "change");
}

function pick(element, value) {
  usable(element).value = value;
  fire(element, "change");
}

function check(question) {
  usable(part(question, "check"));
  fire(part(question, "form"), "submit");
}
