// Reads and grades a typed answer, step by step as problems/typed.py and problems/grading.py do;
// one table of answers holds all three together. Touches no page: text in, verdict out.
var flashcardsGrader = (function () {
  "use strict";
  var LONGEST = 80, MOST_TENS = 30, MOST_TWOS = 133, LARGEST = 1e40, SLACK = 1e-9;

  var SPACES = /[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
  var INVISIBLE = /[\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g;
  var WIDE = /[\uff01-\uff5e]/g;
  var ALIKE = {
    "\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-", "’": "'", "‘": "'", "′": "'",
    "½": ".5", "¼": ".25", "¾": ".75", "\u2044": "/", "\u2215": "/", "÷": "/", "∗": "*",
    "✕": "×", "\u03bc": "µ"
  };
  var LOOKS = /[\u2212\u2013\u2010\u2011’‘′½¼¾\u2044\u2215÷∗✕\u03bc]/g;
  var RAISED = /[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  var HEDGE = /^(?:[~≈≃≅=] ?|(?:about|approximately|approx\.?|around|roughly|circa|ca\.|exactly|it is) )+/i;
  var LEAD = /^(?:(?:so|hence|thus|therefore),? )?(?:(?:(?:the|my) )?(?:final )?(?:answer|result|total|value)(?: is|:| =)|it's|i get|we get|that is|[a-z][a-z0-9_]{0,15} ?[=:]) ?/i;
  var SIGN = /^([+-]) ?/;
  var MINUS_WORD = /^(?:minus|negative) (?=[0-9.$])/i;
  var SHARE_OF_ONE = /^(?:%|percent|per cent)( (?:faster|more|higher|larger|greater|better))?$/i;
  var PREFIXES = [["money", /^(?:us ?)?\$ ?|^usd /i, "$"], ["factor", /^[xX×*] ?/, "×"]];
  var POWER = /^([0-9]{1,3}) ?(?:\^|\*\*) ?(-?[0-9]{1,3})(.*)$/;
  var HEX = /^0[xX]([0-9a-fA-F]{1,12})(?![0-9a-zA-Z])(.*)$/;
  var MIXED = /^([0-9]{1,9})[ -]([0-9]{1,4}) ?\/ ?([0-9]{1,4})(?![0-9.,])(.*)$/;
  var OPERATOR = /^(?: ?([*×xX/]) ?| (·) )(?=\.?[0-9]|\()/;
  var PLUS = /^ ?([+-]) ?(?=\.?[0-9]|\()/;
  var RANGE = /^ ?(?:-|to|or|and|bis|\.\.\.?|…) ?[0-9]/;
  var NUMBER = /^([0-9][0-9,.'_ ]*|\.[0-9]+ ?)(?:[eE]([+-]?[0-9]{1,3})|[xX*×·] ?(10|2) ?(?:\^|\*\*) ?([+-]?[0-9]{1,3}))?(.*)$/;
  var GROUPED = /^[1-9][0-9]{0,2}(?:([,'_ ])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?$/;
  var TURNED = /^[1-9][0-9]{0,2}(?:([.'_ ])[0-9]{3})(?:\1[0-9]{3})*,[0-9]+$/;
  var DECIMAL_COMMA = /^[0-9]+,[0-9]+$/;
  var ONE_COMMA = /^[1-9][0-9]{0,2},[0-9]{3}$/;
  var ONE_POINT = /^[1-9][0-9]{0,2}\.[0-9]{3}$/;
  var POINTS = /^[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}$/;
  var PLAIN = /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)$/;
  var CLOCK = /^([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?$/;
  var SMALLER = /^([0-5]?[0-9])$/;
  var PAIR = /^([0-9]+(?:\.[0-9]+)?) ?([a-zA-Zµ]+)(?:(?:,| and)? |$)?/;
  var BITS_OR_BYTES = /^(?:[KMGT]b(?:\/s)?|[kKMmGgTt]bps)$/;
  var POWER_OF_WHAT = /^[kKmMgGtT](?:\/s)?$/;
  var MAGNITUDE = /^(k|thousand|m|million|mln|b|bn|billion)(?: (.+))?$/;
  var TRAILING = /^(.+?) (?:of|for|in|at|on|each|total|faster|slower|as|more|less|larger|smaller|longer|per)(?: .*)?$/;
  var PER = /^(.+?) ?(?:\/ ?|per |a )(?:(s|secs?|seconds?)|(min|mins|minutes?)|(?:h|hrs?|hours?))$/;
  var PER_ALONE = /^(?:\/ ?|per |a )(?:(s|secs?|seconds?)|(min|mins|minutes?)|(?:h|hrs?|hours?))$/;
  var TWO_NOUNS = /^([a-z]{1,12}) ([a-z]{3,20})$/;
  var NO_MODIFIER = ["b", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib", "ki", "mi", "gi", "ti", "bits", "bytes",
    "k", "m", "bn", "g", "t", "mln", "thousand", "million", "billion", "trillion", "hundred", "dozen",
    "or", "and", "to", "not", "no", "of", "per", "a", "x", "times", "percent", "minus", "e"];
  var WHICH_PARTS = "Are those hours, minutes or seconds? Write it as 1 h 20 min.";
  var WRITTEN_OUT = 1e6;
  var MAGNITUDES = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6, mln: 1e6, b: 1e9, bn: 1e9, billion: 1e9 };

  function Unreadable(message) {
    this.message = message;
  }

  function has(table, name) {
    return Object.prototype.hasOwnProperty.call(table, name);
  }

  function trim(text, marks) {
    var from = 0, to = text.length;
    while (from < to && marks.indexOf(text.charAt(from)) >= 0) from++;
    while (to > from && marks.indexOf(text.charAt(to - 1)) >= 0) to--;
    return text.slice(from, to);
  }

  function lower(text) {
    return text.replace(/[A-Z]/g, function (char) { return char.toLowerCase(); });
  }

  function tidy(text) {
    var bare = text.replace(INVISIBLE, "").replace(SPACES, " ");
    bare = bare.replace(WIDE, function (char) { return String.fromCharCode(char.charCodeAt(0) - 0xfee0); });
    bare = bare.replace(LOOKS, function (char) { return ALIKE[char]; });
    bare = bare.replace(RAISED, function (raised) {
      return "^" + raised.split("").map(function (char) {
        return char === "⁻" ? "-" : String(SUPERSCRIPT.indexOf(char));
      }).join("");
    });
    return trim(trim(bare, " ").replace(HEDGE, ""), " ");
  }

  // In characters as people count them, not in halves of them.
  function length(text) {
    return text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "_").length;
  }

  function read(text, scheme) {
    var bare = tidy(text);
    if (length(bare) <= LONGEST) bare = tidy(bare.replace(LEAD, "")).replace(MINUS_WORD, "-");
    if (!bare) throw new Unreadable("There is no answer.");
    if (length(bare) > LONGEST) throw new Unreadable("That is too long for an answer.");
    if (scheme.dimension === "duration") {
      var time = CLOCK.exec(bare.replace(/[ .?!;,]+$/, ""));
      if (time) return clock(Number(time[1]), Number(time[2]), time[3]);
      var together = durations(bare.replace(/[ .?!;,]+$/, ""), scheme);
      if (together !== null) return typed(together, "s");
    }
    var signed = sign(bare), prefix = "";
    for (var i = 0; i < PREFIXES.length; i++) {
      var found = scheme.dimension === PREFIXES[i][0] ? PREFIXES[i][1].exec(signed.rest) : null;
      if (!found) continue;
      prefix = PREFIXES[i][2];
      signed.rest = signed.rest.slice(found[0].length);
    }
    if (prefix && signed.sign > 0) signed = sign(signed.rest);
    var number = numberAtStart(signed.rest);
    var rest = trim(number.rest, " .?!;,");
    var share = scheme.dimension === "factor" ? SHARE_OF_ONE.exec(rest) : null;
    if (share) return typed(signed.sign * factor(number.value, !!share[1]), "×");
    if (prefix && named(prefix + " " + rest, scheme)) rest = "";
    var unit = unitAfter(rest, scheme);
    if (prefix && unit.name !== null && unit.name !== prefix) {
      throw new Unreadable("There are two units, " + prefix + " and " + unit.name + ".");
    }
    var whole = typed(signed.sign * number.value * unit.times, prefix || unit.name);
    whole.other = number.other;
    whole.comma = number.other.indexOf(".") >= 0;
    whole.kilo = unit.kilo;
    return whole;
  }

  function typed(number, unit) {
    return { number: number, unit: unit, other: "", comma: false, kilo: false, clock: null };
  }

  function clock(first, second, third) {
    if (third !== undefined) return typed(first * 3600 + second * 60 + Number(third), "s");
    var hours = typed(first * 3600 + second * 60, "s");
    hours.clock = first * 60 + second;
    return hours;
  }

  function factor(number, more) {
    if (more) return 1 + number / 100;
    if (number < 100) throw new Unreadable("Is that a share, or so much more? Write it as 1.6×.");
    return number / 100;
  }

  function readChoice(text, choices) {
    var said = length(text) <= LONGEST ? words(text) : [], begun = [];
    for (var i = 0; said.length && i < choices.length; i++) {
      if (said.join("") === words(choices[i]).join("")) return i;
    }
    for (var j = 0; said.length && j < choices.length; j++) {
      if (words(choices[j]).slice(0, said.length).join(" ") === said.join(" ")) begun.push(j);
    }
    if (begun.length === 1) return begun[0];
    throw new Unreadable("Answer with one of: " + choices.join(", ") + ".");
  }

  function words(text) {
    return lower(tidy(text)).match(/[a-z0-9]+(?:\.[0-9]+)?/g) || [];
  }

  function sign(text) {
    var found = SIGN.exec(text);
    if (!found) return { sign: 1, rest: text };
    return { sign: found[1] === "-" ? -1 : 1, rest: text.slice(found[0].length) };
  }

  function numberAtStart(text) {
    var whole = product(text), found = PLUS.exec(whole.rest);
    while (found && found[1] === "+") {
      var term = product(whole.rest.slice(found[0].length));
      whole = { value: whole.value + term.value, other: "", rest: term.rest };
      found = PLUS.exec(whole.rest);
    }
    if (RANGE.test(whole.rest)) throw new Unreadable("That is a range; answer with one number.");
    bounded(whole.value);
    return whole;
  }

  function product(text) {
    var whole = one(text), found = OPERATOR.exec(whole.rest);
    while (found) {
      var next = one(whole.rest.slice(found[0].length));
      if (found[1] === "/" && !next.value) throw new Unreadable("Nothing can be divided by 0.");
      whole = { value: bounded(found[1] === "/" ? whole.value / next.value : whole.value * next.value), other: "", rest: next.rest };
      found = OPERATOR.exec(whole.rest);
    }
    return whole;
  }

  function bounded(value) {
    if (Math.abs(value) > LARGEST) throw new Unreadable("The number is too large or too small to be one.");
    return value;
  }

  function bracket(text) {
    var whole = product(text), found = PLUS.exec(whole.rest);
    while (found) {
      var term = product(whole.rest.slice(found[0].length));
      whole = { value: found[1] === "+" ? whole.value + term.value : whole.value - term.value, rest: term.rest };
      found = PLUS.exec(whole.rest);
    }
    var rest = whole.rest.replace(/^ +/, "");
    if (rest.charAt(0) !== ")") throw new Unreadable("A bracket is not closed.");
    return { value: whole.value, other: "", rest: rest.slice(1) };
  }

  function one(text) {
    if (text.charAt(0) === "(") return bracket(text.slice(1).replace(/^ +/, ""));
    var found = HEX.exec(text);
    if (found) return { value: parseInt(found[1], 16), other: "", rest: found[2] };
    found = POWER.exec(text);
    if (found) return { value: power(Number(found[1]), Number(found[2])), other: "", rest: found[3] };
    found = MIXED.exec(text);
    if (found && Number(found[2]) > 0 && Number(found[2]) < Number(found[3])) {
      return { value: Number(found[1]) + Number(found[2]) / Number(found[3]), other: "", rest: found[4] };
    }
    found = NUMBER.exec(text);
    if (!found) throw new Unreadable("There is no number at its start.");
    var read = digits(found[1].replace(/[ ,.'_]+$/, "")), raised = Number(found[2] || found[4] || 0);
    if (found[3] === "2") return { value: Number(read.digits) * power(2, raised), other: "", rest: found[5] };
    if (Math.abs(raised) > MOST_TENS) throw new Unreadable("The number is too large or too small to be one.");
    return { value: Number(read.digits + "e" + raised), other: raised ? "" : read.other, rest: found[5] };
  }

  function digits(written) {
    var other = "";
    if (ONE_COMMA.test(written)) other = written.replace(",", ".");
    else if (ONE_POINT.test(written)) other = written.replace(".", "");
    if (GROUPED.test(written)) written = written.replace(/[,'_ ]/g, "");
    else if (TURNED.test(written)) written = written.replace(/[.'_ ]/g, "").replace(",", ".");
    else if (DECIMAL_COMMA.test(written)) written = written.replace(",", ".");
    else if (POINTS.test(written)) written = written.replace(/\./g, "");
    if (!PLAIN.test(written)) throw new Unreadable("The number cannot be read; write it as 1234.5 or 1,234.5.");
    return { digits: written, other: other };
  }

  // By multiplication one at a time: powers by a library differ in their last bit.
  function power(base, exponent) {
    var value = 1, size = Math.abs(exponent);
    for (var i = 0; size <= MOST_TWOS && i < size && value <= LARGEST; i++) value *= base;
    if (size > MOST_TWOS || value > LARGEST || (exponent < 0 && !value)) {
      throw new Unreadable("The number is too large or too small to be one.");
    }
    return exponent < 0 ? 1 / value : value;
  }

  function durations(text, scheme) {
    var total = 0, last = 0, pairs = 0;
    while (text) {
      if (pairs && (last === 3600 || last === 60) && SMALLER.test(text)) return total + Number(text) * last / 60;
      var found = PAIR.exec(text), name = found ? named(found[2], scheme) : null;
      if (!found || name === null || (pairs && scheme.units[name] >= last)) return null;
      last = scheme.units[name];
      total += Number(found[1]) * last;
      text = text.slice(found[0].length);
      pairs++;
    }
    return pairs > 1 ? total : null;
  }

  function unitAfter(text, scheme) {
    if (!text) return { times: 1, name: null, kilo: false };
    var name = named(text, scheme);
    if (name !== null) return { times: 1, name: name, kilo: false };
    if (scheme.dimension === "bytes" || scheme.dimension === "bandwidth") {
      if (BITS_OR_BYTES.test(text)) throw new Unreadable("Does the b of “" + text + "” stand for bits or for bytes? Write Gbit or GB, say.");
      if (POWER_OF_WHAT.test(text)) throw new Unreadable("Is “" + text + "” a power of 1,000 or of 1,024? Write GB or GiB, say.");
    }
    var counted = ["count", "rate", "money"].indexOf(scheme.dimension) >= 0;
    var found = counted ? MAGNITUDE.exec(lower(text)) : null;
    if (found) {
      if (found[2]) name = named(trim(text.slice(found[1].length), " "), scheme);
      if (name !== null || !found[2]) {
        return { times: MAGNITUDES[found[1]], name: name, kilo: found[1] === "k" && scheme.dimension !== "money" };
      }
    }
    throw new Unreadable("“" + text + "” is no unit of this; use " + scheme.listed + ".");
  }

  function named(text, scheme) {
    if (has(scheme.units, text)) return text;
    if ((scheme.dimension === "bytes" || scheme.dimension === "bandwidth") && BITS_OR_BYTES.test(text)) return null;
    var low = lower(text).replace(/^-/, ""), known = scheme.spellings;
    if (has(known, low)) return known[low];
    var alone = scheme.dimension === "rate" ? PER_ALONE.exec(low) : null;
    if (alone) return scheme.unit.replace(/\/s$/, "") + "/" + (alone[1] ? "s" : alone[2] ? "min" : "h");
    var nouns = scheme.dimension === "count" ? TWO_NOUNS.exec(low) : null;
    if (nouns && NO_MODIFIER.indexOf(nouns[1]) < 0 && !has(known, nouns[1]) && has(known, nouns[2])) return known[nouns[2]];
    var found = PER.exec(low);
    if (found) {
      var rate = found[1] + (found[2] ? "/s" : found[3] ? "/min" : "/h");
      if (has(known, rate)) return known[rate];
      if (scheme.dimension !== "money") return null;
    }
    if (/ps$/.test(low) && has(known, low.slice(0, -2) + "/s")) return known[low.slice(0, -2) + "/s"];
    found = TRAILING.exec(text);
    return found && text.indexOf(" or ") < 0 ? named(found[1], scheme) : null;
  }

  function near(one, other, scheme) {
    var room = Math.max(scheme.relative * Math.abs(other), scheme.absolute);
    return Math.abs(one - other) <= room + SLACK * Math.abs(other);
  }

  function measured(scheme, target, typed) {
    var units = scheme.units, unit = typed.unit, fitting = [];
    if (unit === null && (scheme.dimension === "share" || !scheme.optional)) {
      for (var name in units) {
        if (near(typed.number * units[name], target.value, scheme)) fitting.push(name);
      }
      if (fitting.indexOf("") >= 0 || (fitting.indexOf("%") >= 0 && typed.number > 1)) return { correct: true, feedback: "Right." };
      if (fitting.indexOf(scheme.unit) >= 0 && scheme.unit !== "%") {
        return { correct: true, feedback: "Right. Name the unit: " + scheme.unit + "." };
      }
      if (fitting.length) return { correct: null, feedback: "Which unit is missing? In " + fitting[0] + " it would be right." };
    }
    if (unit === null && /^billion /.test(scheme.unit) && typed.number >= WRITTEN_OUT) unit = scheme.unit.slice(8);
    if (unit === null) unit = scheme.dimension === "share" ? "" : scheme.unit;
    if (near(typed.number * units[unit], target.value, scheme)) return { correct: true, feedback: "Right." };
    if (typed.clock !== null) {
      return near(typed.clock, target.value, scheme) ? { correct: true, feedback: "Right." } : { correct: null, feedback: WHICH_PARTS };
    }
    if (typed.kilo && near(typed.number * 1.024 * units[unit], target.value, scheme)) {
      return { correct: null, feedback: "Does k stand for 1,000 or for 1,024? Write the number out." };
    }
    if (typed.other && near(Number(typed.other) * units[unit], target.value, scheme)) {
      if (typed.comma) return { correct: true, feedback: "Right. Write it as " + typed.other + ": a comma parts thousands here." };
      return { correct: null, feedback: "Did you mean " + typed.other + "? Write it so: a point parts decimals, a comma thousands." };
    }
    return { correct: false, feedback: why(scheme, target, typed.number, unit) + "It is " + target.answer + "." };
  }

  function why(scheme, target, number, unit) {
    var answer = number * scheme.units[unit], known = misconception(scheme, target, answer);
    if (known) return known;
    for (var other in scheme.units) {
      if (other !== unit && near(number * scheme.units[other], target.value, scheme)) {
        return other ? "The number is right in " + other + ", not in " + unit + ". " : "The number is right without the percent sign. ";
      }
    }
    return near(-answer, target.value, scheme) ? "Mind the sign. " : "";
  }

  function misconception(scheme, target, answer) {
    for (var i = 0; i < target.wrong.length; i++) {
      if (near(answer, target.wrong[i][0], scheme)) return target.wrong[i][1] + " ";
    }
    return "";
  }

  // The grade of what was typed; `correct` is null where it must be asked again. Never throws.
  function grade(scheme, target, text) {
    try {
      if (!target.choices.length) return measured(scheme, target, read(text, scheme));
      var index = readChoice(text, target.choices);
      if (index === target.value) return { correct: true, feedback: "Right." };
      return { correct: false, feedback: misconception(scheme, target, index) + "It is " + target.answer + "." };
    } catch (error) {
      if (error instanceof Unreadable) return { correct: null, feedback: error.message };
      throw error;
    }
  }

  // What to tell one who types, before anything is graded: empty where the answer reads well.
  // It says nothing about the right answer, so that an exam may show it.
  function reading(scheme, target, text) {
    try {
      if (target.choices.length) {
        readChoice(text, target.choices);
        return "";
      }
      var typed = read(text, scheme);
      if (typed.clock !== null) return WHICH_PARTS;
      if (typed.kilo) return "The k is taken for 1,000.";
      if (typed.unit !== null) return "";
      if (scheme.dimension === "share") return typed.number > 1 ? "Taken as %." : "Taken as a fraction of 1; write % if you mean that.";
      return scheme.optional ? "" : "Name the unit; without one it is taken for " + scheme.unit + ".";
    } catch (error) {
      if (error instanceof Unreadable) return error.message;
      throw error;
    }
  }

  return { grade: grade, reading: reading };
})();
