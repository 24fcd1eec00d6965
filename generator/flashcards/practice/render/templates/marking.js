// Marks an answer to an item by the rules of practice/mark.py; a test holds both together.
// Touches no page: values in, points and feedback out. `correct` is null where it must be asked again.
var practiceMarking = (function () {
  "use strict";
  var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", WORD = wordPattern();
  var NUMBER = /^(-?[0-9]{1,30}(?:\.[0-9]{1,30})?)([a-z]*)$/, POINT_FIRST = /(^|[^0-9A-Za-z_.])\.(?=[0-9])/g;
  var COUNTED = /^[a-z]{3,30}$/;
  var MEASURES = /^(?:[kmgt]?i?b(?:its?|ytes?)?|(?:kilo|mega|giga|tera|kibi|mebi|gibi|tebi)(?:bits?|bytes?)|bits?|bytes?|sec|secs|min|mins|hrs?|(?:milli|micro|nano)?seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|times|thousand|million|billion|trillion|dozen|hundred)/;

  function wordPattern() {
    try {
      return new RegExp("[\\p{L}\\p{N}]", "u");
    } catch (error) {
      return null; // A browser of before 2018: letters are what has two cases.
    }
  }

  function isWord(char) {
    if (!char) return false;
    return WORD ? WORD.test(char) : /[0-9]/.test(char) || char.toLowerCase() !== char.toUpperCase();
  }

  function isDigit(char) {
    return !!char && /[0-9]/.test(char);
  }

  function characters(text) {
    return text.match(/[\ud800-\udbff][\udc00-\udfff]|[\s\S]/g) || [];
  }

  // Without case, spaces and marks, as items/texts.py `normal`.
  function normal(text) {
    var bare = (text.normalize ? text.normalize("NFKC") : text).toLowerCase().replace(/−/g, "-").replace(POINT_FIRST, "$10.");
    bare = bare.replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1").replace(/([0-9]),(?=[0-9])/g, "$1.");
    bare = bare.replace(/\./g, function (point, at, whole) {
      return isDigit(whole.charAt(at - 1)) && isDigit(whole.charAt(at + 1)) ? point : "";
    });
    bare = bare.replace(/-/g, function (minus, at, whole) {
      var before = whole.charAt(at - 1);
      return !isWord(before) && before !== "_" && isDigit(whole.charAt(at + 1)) ? minus : "";
    });
    var kept = characters(bare).filter(function (char) { return isWord(char) || char === "." || char === "-"; });
    return kept.join("") || bare.replace(/\s+/g, "");
  }

  // A number and what stands behind it, of a text without case, spaces and marks.
  function numberOf(bare) {
    var found = NUMBER.exec(bare);
    return found ? { value: Number(found[1]), unit: found[2] } : null;
  }

  // Whether a short answer is an accepted number written in another way: `4.50`, `.8`, `256 weights`.
  function sameNumber(typed, accepted) {
    var one = numberOf(normal(typed)), other = numberOf(accepted);
    if (!one || !other || one.value !== other.value) return false;
    return one.unit === other.unit || (!other.unit && COUNTED.test(one.unit) && !MEASURES.test(one.unit));
  }

  // To a tenth as Python rounds: what lies in the middle goes to the even neighbour.
  function tenth(value) {
    if (Math.abs(value * 4 % 2) === 1) value = Math.floor(value) + (value * 4 % 4 === 1 ? 0.2 : 0.8);
    return Number(value.toFixed(1));
  }

  function said(points, correct, feedback) {
    return { points: points, correct: correct, feedback: feedback };
  }

  function whole(item, correct, feedback) {
    return said(correct ? item.points : 0, correct, feedback);
  }

  function matching(item, answer) {
    var wrong = [];
    for (var i = 0; i < item.pairs.length; i++) {
      if (answer[i] !== item.pairs[i]) wrong.push(item.left[i] + " is " + LETTERS.charAt(item.pairs[i]));
    }
    var right = item.pairs.length - wrong.length;
    return said(
      tenth(item.points * (right / item.pairs.length)), !wrong.length,
      wrong.length ? right + " of " + item.pairs.length + " right. " + wrong.join("; ") + "." : "Right."
    );
  }

  function ordering(item, answer) {
    var wrong = 0, pairs = 0;
    for (var i = 0; i < answer.length; i++) {
      for (var j = i + 1; j < answer.length; j++) {
        pairs++;
        if (item.order.indexOf(answer[i]) > item.order.indexOf(answer[j])) wrong++;
      }
    }
    return said(
      tenth(item.points * Math.max(0, 1 - 2 * wrong / pairs)), !wrong,
      wrong ? wrong + " of " + pairs + " pairs of lines stand in the wrong order." : "Right."
    );
  }

  function text(item, answer) {
    if (!answer.trim()) return said(0, null, "Answer with a word or a few.");
    var correct = item.accepted.some(function (one) { return one === normal(answer) || sameNumber(answer, one); });
    return whole(item, correct, correct ? "Right." : "It is " + item.answer + ".");
  }

  function long(item, answer) {
    var total = answer.reduce(function (sum, points) { return sum + points; }, 0), passed = [];
    item.passing.forEach(function (one) { if (total >= one[1]) passed.push(one[0]); });
    var feedback = total + " of " + item.points + " points.";
    if (item.passing.length) feedback += passed.length ? " Passed as " + passed[passed.length - 1] + "." : " Not passed.";
    return said(total, item.passing.length ? passed.length > 0 : 2 * total >= item.points, feedback);
  }

  function mark(item, answer) {
    switch (item.form) {
      case "numeric":
        var grade = flashcardsGrader.grade(item.scheme, item.target, answer);
        return whole(item, grade.correct, grade.feedback);
      case "choice":
        return whole(item, answer === item.correct, answer === item.correct ? "Right." : item.wrong[answer]);
      case "matching": return matching(item, answer);
      case "ordering": return ordering(item, answer);
      case "long": return long(item, answer);
      default: return text(item, answer);
    }
  }

  // What is to be said of a number while it is typed; nothing of whether it is right.
  function reading(item, typed) {
    return flashcardsGrader.reading(item.scheme, item.target, typed);
  }

  return { mark: mark, reading: reading, normal: normal, tenth: tenth };
})();
