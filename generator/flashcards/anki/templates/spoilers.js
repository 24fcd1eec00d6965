// A tapped spoiler stays open. Without this script it is open while it has the focus.
(function () {
  var spoilers = document.querySelectorAll(".fc .spoiler");
  for (var i = 0; i < spoilers.length; i++) {
    spoilers[i].addEventListener("click", function (event) {
      this.classList.add("shown");
      event.stopPropagation();
    });
  }
})();
