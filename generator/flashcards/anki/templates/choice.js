// Options in another order at each review, and on the back in the order of the front. The order and
// what was picked are kept in the session's storage and on `window`; where nothing can be kept, the
// options stand as the document has them, on both sides.
(function () {
  "use strict";
  var card = document.querySelector(".fc.choice"), list = card && card.querySelector(".choices");
  var options = list ? Array.prototype.slice.call(list.children) : [];
  if (!options.length) return;
  var turned = card.classList.contains("turned"), count = options.length;
  var key = "flashcards-choice:" + list.getAttribute("data-note");
  var right = list.getAttribute("data-right").split(" ").map(Number);
  var state = turned ? recalled() : shuffled();
  state.order.forEach(function (place) {
    list.appendChild(options[place]);
  });
  options.forEach(function (option, place) {
    if (state.picked.indexOf(place) >= 0) option.classList.add("picked");
    if (turned && right.indexOf(place) >= 0) option.classList.add("answer-right");
    if (!turned) {
      option.classList.add("tappable");
      option.addEventListener("click", function (event) {
        event.stopPropagation();
        pick(place);
      });
    }
  });

  function inOrder() {
    return options.map(function (_, place) { return place; });
  }

  function places(kept) {
    return Array.isArray(kept) && kept.every(function (place) {
      return Number.isInteger(place) && place >= 0 && place < count;
    });
  }

  // What was kept, if it is of these options: each of them once.
  function sound(kept) {
    if (!kept || !places(kept.order) || !places(kept.picked) || kept.order.length !== count) return null;
    var once = kept.order.every(function (place, at) { return kept.order.indexOf(place) === at; });
    return once ? { order: kept.order, picked: kept.picked } : null;
  }

  function stored() {
    try {
      return sound(JSON.parse(window.sessionStorage.getItem(key)));
    } catch (error) {
      return null;
    }
  }

  function keep() {
    window.flashcardsChoice = { key: key, order: state.order, picked: state.picked };
    try {
      window.sessionStorage.setItem(key, JSON.stringify(state));
      return window.sessionStorage.getItem(key) === JSON.stringify(state);
    } catch (error) {
      return false;
    }
  }

  function recalled() {
    var onWindow = window.flashcardsChoice;
    return (onWindow && onWindow.key === key && sound(onWindow)) || stored() || { order: inOrder(), picked: [] };
  }

  function shuffled() {
    var order = inOrder();
    for (var last = count - 1; last > 0; last--) {
      var other = Math.floor(Math.random() * (last + 1)), held = order[last];
      order[last] = order[other];
      order[other] = held;
    }
    state = { order: order, picked: [] };
    if (!keep()) {
      state.order = inOrder();
      keep();
    }
    return state;
  }

  function pick(place) {
    var at = state.picked.indexOf(place);
    if (right.length === 1) {
      state.picked.slice().forEach(function (other) { options[other].classList.remove("picked"); });
      state.picked = at >= 0 ? [] : [place];
    } else if (at >= 0) state.picked.splice(at, 1);
    else state.picked.push(place);
    options[place].classList.toggle("picked", state.picked.indexOf(place) >= 0);
    keep();
  }
})();
