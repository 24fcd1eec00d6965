// Day or night: as the system has it, until the button says otherwise.
(function () {
  "use strict";
  var root = document.documentElement, dark = window.matchMedia ? window.matchMedia("(prefers-color-scheme: dark)").matches : false;
  root.classList[dark ? "add" : "remove"]("nightMode");
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.getElementById("theme");
    function told() {
      button.setAttribute("aria-pressed", String(root.classList.contains("nightMode")));
    }
    button.addEventListener("click", function () {
      root.classList[root.classList.contains("nightMode") ? "remove" : "add"]("nightMode");
      told();
    });
    told();
    document.getElementById("print").addEventListener("click", function () { window.print(); });
  });
})();
