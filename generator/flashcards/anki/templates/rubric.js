// Grading oneself: tap one cell a row of the rubric, and the points add up below it.
// Columns are worth what their heads say, such as "Fair (2-3)"; without that, nothing happens.
(function () {
  var table = document.querySelector(".rubric table");
  if (!table || !table.tHead) return;
  var worth = [], heads = table.tHead.rows[0].cells, graded = 0;
  for (var i = 0; i < heads.length; i++) {
    var range = /\((\d+)\s*[-–]\s*(\d+)\)/.exec(heads[i].textContent);
    worth.push(range ? [Number(range[1]), Number(range[2])] : null);
    if (range) graded++;
  }
  if (graded < 2) return;
  var sum = document.createElement("p");
  sum.className = "score";
  table.parentNode.insertAdjacentElement("afterend", sum);
  function show() {
    var low = 0, high = 0, most = 0, rows = table.tBodies[0].rows, done = 0;
    for (var r = 0; r < rows.length; r++) {
      var best = 0;
      for (var c = 0; c < rows[r].cells.length; c++) {
        if (!worth[c]) continue;
        best = Math.max(best, worth[c][1]);
        if (rows[r].cells[c].classList.contains("picked")) {
          low += worth[c][0];
          high += worth[c][1];
          done++;
        }
      }
      most += best;
    }
    sum.textContent = done
      ? "Your score: " + low + "–" + high + " of " + most + (done < rows.length ? ", " + (rows.length - done) + " to grade" : "")
      : "Tap a cell in each row to add up your score.";
  }
  table.tBodies[0].addEventListener("click", function (event) {
    var cell = event.target.closest("td");
    if (!cell || !worth[cell.cellIndex]) return;
    var picked = cell.classList.contains("picked"), cells = cell.parentNode.cells;
    for (var c = 0; c < cells.length; c++) cells[c].classList.remove("picked");
    if (!picked) cell.classList.add("picked");
    event.stopPropagation();
    show();
  });
  table.classList.add("gradable", "tappable");
  show();
})();
