/* Reads raw SMTP replies and tells what happened, in the reader's browser.

   This is `knowledge.smtp.explain.replies` in JavaScript: a function here has the name of its Python function and does
   the same, so that a browser and `graph.explain` give the same answers; a test holds them against each other. What the
   graph knows comes in as rules, and the words by which replies are told apart as volumes of which a reply needs a few,
   made by `knowledge.smtp.export`. Nothing here touches a page or the network.

   Positions count the units of a JavaScript string, those of Python count characters: they differ behind signs such as
   emoji. A mail comes in as a text here, and as bytes there. */
"use strict";

(() => {

// ---- What Python has and JavaScript lacks ----

const WHITE = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const LETTERS = String.raw`\p{L}\p{N}_`;

/* A regular expression in which \w, \s and \b mean what they do in Python: letters and white space of all scripts. */
function pattern(source, flags = "") {
  let inClass = false;
  const meant = source.replace(/\\[^]|[[\]]/g, (sign) => {
    if (sign === "[" || sign === "]") inClass = sign === "[";
    if (sign === "\\w") return inClass ? LETTERS : `[${LETTERS}]`;
    if (sign === "\\s") return inClass ? WHITE : `[${WHITE}]`;
    if (sign === "\\S") return `[^${WHITE}]`;
    if (sign === "\\b") return `(?:(?<=[${LETTERS}])(?![${LETTERS}])|(?<![${LETTERS}])(?=[${LETTERS}]))`;
    return sign;
  });
  return new RegExp(meant, `u${flags}`);
}

const r = String.raw;

/* Words that stand in a regular expression in any case, where the rest of it stands in one. */
const anyCase = (words) => words.replace(/[A-Z]/g, (letter) => `[${letter}${letter.toLowerCase()}]`);

/* The first match in a text between two positions; the text ends at the second. */
function searched(expression, text, start, end = text.length) {
  const found = new RegExp(expression.source, `${expression.flags.replace("g", "")}g`);
  found.lastIndex = start;
  return found.exec(text.slice(0, end));
}

/* The match that begins at a position. */
function matched(expression, text, start, end = text.length) {
  const found = new RegExp(expression.source, `${expression.flags}y`);
  found.lastIndex = start;
  return found.exec(text.slice(0, end));
}

const BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

function rightStripped(text, signs = BLANKS) {
  let end = text.length;
  while (end > 0 && signs.includes(text[end - 1])) end -= 1;
  return text.slice(0, end);
}

function leftStripped(text, signs = BLANKS) {
  let start = 0;
  while (start < text.length && signs.includes(text[start])) start += 1;
  return text.slice(start);
}

const stripped = (text, signs = BLANKS) => leftStripped(rightStripped(text, signs), signs);
const isLetter = (sign) => /^\p{L}+$/u.test(sign);
const isLetterOrNumber = (sign) => /^[\p{L}\p{N}]+$/u.test(sign);
const isDigits = (text) => /^\p{Nd}+$/u.test(text);
const isAscii = (text) => !/[^\x00-\x7f]/.test(text);
const endsWithOneOf = (text, ends) => ends.some((end) => text.endsWith(end));
const split = (text) => text.split(new RegExp(`[${WHITE}]+`)).filter(Boolean);
const count = (text, sign) => text.split(sign).length - 1;
const unique = (items) => [...new Set(items)];

/* ---- words.py of the language: the form in which texts are compared ---- */

/* Python folds ß to ss, ς to σ and so on. Capitals first and small letters then do the same, but for the Turkish ı and
   for Cherokee, which stay as they are. */
function folded(text) {
  if (isAscii(text)) return text.toLowerCase();
  const kept = /[^ı\u13a0-\u13fd\uab70-\uabbf]+/g;
  return text.replace(kept, (part) => part.toUpperCase().toLowerCase()).replaceAll("ς", "σ");
}

function even(text) {
  const straight = text.replace(/[\u2018\u2019]/g, "'").replaceAll("\u2013", "-");
  return split(folded(straight.normalize("NFKC"))).join(" ");
}

// ---- plain.py: escapes, entities and encodings undone, with the way back to where each character stood ----

const SIGNS = [
  ["\\", "escapes"],
  ["#01", "syslog"],
  ["&", "entities"],
  ["_host_said:_", "underscores"],
  ["_(#", "underscores"],
  ["enhanced_code", "parts"],
  ["=", "hexadecimal"],
  ["<", "tags"],
];

/* What shows that a reply is part of an address. */
const ADDRESS_PART = pattern(r`[2-5][0-9]{2}(?:%20|%2D|\+[245]\.[0-9])`);

/* What each rule finds, and what it puts there instead. */
const RULES = {
  controls: [
    pattern(r`\x1b(?:\[[0-9;?]*[ -\/]*[@-~]|\][^\x07\x1b]{0,200}\x07)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]|\r\n?`, "g"),
    (match) => (match[0][0] === "\r" ? "\n" : ""),
  ],
  quoted: [pattern(r`(?:=\n|=[0-9A-F]{2})+`, "g"), (match) => bytes(match[0].replaceAll("=\n", ""), "=")],
  escapes: [
    pattern(r`\\{1,3}(?:r\\{1,3}n|[nrt"'\/\\]|u[0-9a-fA-F]{4})|(?:\\{1,2}x[0-9a-fA-F]{2})+`, "g"),
    (match) => unescaped(match),
  ],
  syslog: [pattern(r`(?:#015)?#012|#015`, "g"), () => "\n"],
  entities: [
    pattern(r`&(?:amp;){0,3}(?:lt|gt|amp|quot|apos|nbsp|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});`, "g"),
    (match) => (match[0] === "&amp;" ? "&" : entity(match[0].slice(1).replaceAll("amp;", ""))),
  ],
  percent: [pattern(r`(?:%[0-9A-Fa-f]{2})+|\+`, "g"), (match) => (match[0] === "+" ? " " : unquote(match[0]))],
  underscores: [/_/gu, () => " "],
  parts: [
    pattern(
      r`\{\s*"class"\s*:\s*([245])\s*,\s*"subject"\s*:\s*([0-9]{1,3})\s*,\s*"detail"\s*:\s*([0-9]{1,3})\s*\}`,
      "g",
    ),
    (match) => `"${match.slice(1, 4).join(".")}"`,
  ],
  hexadecimal: [
    pattern(r`(?:=[CDEF][0-9A-F](?:=[89AB][0-9A-F])+)+|=3D|(?<=[2-5][0-9]{2})=20|=20(?=[45]\.[0-9]|\n?$)`, "g"),
    (match) => bytes(match[0], "="),
  ],
  tags: [
    pattern(
      r`<(\/?(?:br|p|div|li|tr))\b[^<>]{0,200}>|` +
        r`<\/?(?:b|i|u|em|strong|span|font|td|th|pre|code|tt|a|body|html|ul|ol|table)(?:\s[^<>]{0,300})?\/?>`,
      "gi",
    ),
    (match) => (match[1] ? "\n" : " "),
  ],
};

/* How many of sorted places or words stand at one or before it. */
function bisectRight(sorted, one, of = (each) => each) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(sorted[middle]) > one) high = middle;
    else low = middle + 1;
  }
  return low;
}

class Plain {
  constructor(text, steps = []) {
    this.text = text;
    this.steps = steps; // what each has changed: positions after it, and how far what follows had stood behind
  }

  /* Where the character at a position stood in the text as it came. */
  origin(position) {
    return this.steps.reduceRight((place, changes) => {
      const next = bisectRight(changes, place, (change) => change[0]);
      return next ? place + changes[next - 1][1] : place;
    }, position);
  }
}

function plain(text) {
  let found = new Plain(text);
  for (const name of needed(text)) found = undone(found, ...RULES[name]);
  return found.steps.length ? undone(found, ...RULES.controls) : found; // those that stood there in escapes
}

/* The rules for which a text has a sign, in the order in which they are used. */
function needed(text) {
  const found = ["controls"];
  if (text.includes("=\n") || text.includes("=\r\n")) found.push("quoted");
  found.push(...SIGNS.filter(([sign]) => text.includes(sign)).map(([, name]) => name));
  if (/[%+]/.test(text) && ADDRESS_PART.test(text)) found.push("percent");
  return found;
}

/* What bytes say that are written as %C3%A4. */
function unquote(text) {
  const values = [];
  for (let place = 0; place < text.length; place += 1) {
    const digits = text[place] === "%" ? /^[0-9A-Fa-f]{2}/.exec(text.slice(place + 1, place + 3)) : null;
    values.push(digits ? Number.parseInt(digits[0], 16) : text.charCodeAt(place));
    if (digits) place += 2;
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(values));
}

function bytes(written, sign) {
  return unquote(written.replaceAll("%", "%25").replaceAll(sign, "%"));
}

/* What HTML makes of the numbers 128 to 159. */
const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

function entity(name) {
  const named = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: "\xa0" }[name.slice(0, -1)];
  if (named) return named;
  const value = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (value === 0 || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return "\ufffd";
  if (value >= 0x80 && value < 0xa0) return WINDOWS_1252[value - 0x80];
  const isInvalid = value < 9 || value === 11 || (value > 13 && value < 32) || value === 127 || (value & 0xfffe) === 0xfffe;
  return isInvalid || (value >= 0xfdd0 && value <= 0xfdef) ? "" : String.fromCodePoint(value);
}

/* Pairs of bytes that are common Chinese characters in GBK, and seldom letters of another code. */
const HANZI = /^(?:%(?:[BC][0-9A-F]|D[0-7])%[A-F][0-9A-F])+$/i;

/* The characters of bytes: of UTF-8, or of GBK, in which many servers in China still write. */
function characters(escaped) {
  const text = unquote(escaped);
  if (!text.includes("\ufffd") || !HANZI.test(escaped)) return text;
  const values = escaped.match(/[0-9A-F]{2}/gi).map((digits) => Number.parseInt(digits, 16));
  const chinese = new TextDecoder("gbk").decode(new Uint8Array(values));
  return /[\ufffd\ue000-\uf8ff]/.test(chinese) ? text : chinese;
}

function unescaped(match) {
  const sign = leftStripped(match[0], "\\");
  if (sign[0] === "x") return characters(match[0].replaceAll("\\\\x", "%").replaceAll("\\x", "%"));
  if (sign[0] === "u" && sign.length === 5) return String.fromCharCode(Number.parseInt(sign.slice(1), 16));
  return { n: "\n", r: "\n", t: "\t", "": "\\" }[sign.slice(0, 1)] ?? sign;
}

/* Replaces what a rule finds, and keeps count of how far each change moves what follows it. */
function undone(text, expression, undo) {
  const pieces = [];
  const changes = [];
  let end = 0;
  let length = 0;
  for (const match of text.text.matchAll(expression)) {
    const replacement = undo(match);
    pieces.push(text.text.slice(end, match.index), replacement);
    length += match.index - end + replacement.length;
    end = match.index + match[0].length;
    changes.push([length, end - length]);
  }
  if (!changes.length) return text;
  pieces.push(text.text.slice(end));
  return new Plain(pieces.join(""), [...text.steps, changes]);
}

// ---- signs.py: the words and signs beside a number that tell what it is ----

let tables = {}; // the words that the rules bring along: Python has them as constants

const GAP = " \t'\"`([{<#:=*;|>,-~/\\\uff1a\uff08\u201c\u2018\u300c\u3010\u00ab\u201e";
const OPENING = "'\"`([{<*> \t";
const COLONS = [":", ";", ">", "|", " - ", "\uff1a"];

/* Numbers that HTTP uses and SMTP does not: they count only where nothing but a reply can stand. */
const SELDOM = ["471", "571"];
const isUnusual = (code) => /^[234][01][0-9]$/.test(code) && code !== "211" && code !== "214";

const UNIT = pattern(
  r`\s?(?:(?:bytes?|[KMG]i?B?|seconds?|secs?|s|ms|min|minutes?|hours?|days?|messages|recipients|mails|emails|times|` +
    r`connections|lines|results|records|rows|items|files|entries|events|pages|addresses|accounts|requests|errors|` +
    r`users|characters|chars|octets|attempts|MB|KB|GB|msgs|rcpts|percent|points|` +
    r`per (?:second|minute|hour|day|week|month|connection|message|user|ip))\b|%)|` +
    r`-(?:level|series|type|class|byte|day|second|minute|hour)`,
);

/* What before a number makes it an HTTP status, or the code that a client had expected. */
const FOREIGN = pattern(
  r`expected (?:response|reply|status)(?: code)? ["'(]?$|request failed with status code $|` +
    r`http(?!s?:\/\/\S*\?\S*=)\S*(?:\s+(?:status|code|error|response|statuscode))*[\s:="'(]*$|internal server error[\s:(]*$`,
  "i",
);

// ---- beside.py: whether what stands beside a number makes it a reply code or an enhanced code ----

const SEEN_BESIDE = 48; // how many characters before a number are looked at
const REPEATS = 1; // counts only as the repetition of another number
const FAIR = 2; // has a sign before it
const SURE = 3; // a pair
const NOTHING = [0, ""];

class Beside {
  constructor(text, start, end) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.seen = text.slice(Math.max(0, start - SEEN_BESIDE), start);
    let bare = rightStripped(this.seen, GAP);
    this.gap = this.seen.slice(bare.length); // the signs between it and the last word before it
    if (bare.endsWith("b") && /^['"]/.test(this.gap) && !isLetterOrNumber(bare.slice(-2, -1))) {
      bare = rightStripped(bare.slice(0, -1), GAP); // b'...' is how Python writes bytes
      this.gap = this.seen.slice(bare.length).replaceAll("b", "");
    }
    this.word = /[A-Za-z]*$/.exec(bare)[0].toLowerCase();
    this.closing = bare.slice(-1);
    this.before = text.slice(Math.max(0, start - 1), start);
    this.after = text.slice(end, end + 1);
  }

  /* Whether it begins a line. */
  get first() {
    return this.closing === "" || this.closing === "\n";
  }

  /* Whether the word before it says that a reply follows. */
  get announced() {
    return endsWithOneOf(this.word, tables.announcing) && !tables.noReply.has(this.word);
  }
}

function beginsLine(text, start) {
  const seen = rightStripped(text.slice(Math.max(0, start - SEEN_BESIDE), start), OPENING);
  return !seen || seen.endsWith("\n");
}

/* How sure three digits are a reply code, and their place. */
function judgedCode(number) {
  if (counts(number) || belongsElsewhere(number)) return NOTHING;
  const { text, end, before, after } = number;
  const code = text.slice(number.start, end);
  const isLikely = "012345".includes(code[1]) || (number.word === "said" && "45".includes(code[0]));
  const usual = (isLikely && !isUnusual(code)) || SELDOM.includes(code);
  if (before === "(" && after === ")") {
    const follows = stripped(text.slice(end + 1, end + 4), " -");
    return usual && "45".includes(code[0]) && !isDigits(follows) ? [FAIR, "paren"] : NOTHING;
  }
  if (before === "(" && after === "," && /^['"]/.test(leftStripped(text.slice(end + 1, end + 4), " b"))) return [FAIR, "mark"];
  if (number.first) {
    const opened = !stripped(number.gap, `${OPENING}-~=`) || number.gap.includes("<");
    return opened && ("012345".includes(code[1]) || " -".includes(after)) ? [FAIR, "start"] : NOTHING;
  }
  if (!usual) return [" ", "-", "\n", ""].includes(after) ? [REPEATS, ""] : NOTHING;
  return marked(number, code);
}

/* Whether what follows makes the number an amount, a status of HTTP or a telephone number. */
function counts(number) {
  const { text, end } = number;
  const phrase = tables.http[text.slice(number.start, end)];
  if (phrase && leftStripped(text.slice(end, end + 40), " :").toLowerCase().startsWith(phrase)) return true;
  if (number.after === "-") {
    const digits = text.slice(end + 1, end + 6);
    if (isDigits(digits.slice(0, 3)) && digits[3] !== "." && digits[4] !== ".") return true;
  }
  return matched(UNIT, text, end) !== null;
}

/* Whether what stands before makes the number a part of something else. */
function belongsElsewhere(number) {
  const { before, after, gap, word } = number;
  if (!before) return false;
  return (
    ("-+$%&?~/".includes(before) && !endsWithOneOf(gap, ["->", "> -", " - ", "--"])) ||
    (before === "#" && !number.announced) ||
    (before === "," && isDigits(number.text.slice(Math.max(0, number.start - 2), Math.max(0, number.start - 1)))) ||
    ["[]", "<>"].includes(before + after) ||
    (tables.noReply.has(word) && !number.first) ||
    (word !== "" && FOREIGN.test(number.seen))
  );
}

/* How sure a code inside a line is. */
function marked(number, code) {
  const { gap, before, after, word } = number;
  const isSuccess = "23".includes(code[0]);
  if (number.announced && gap) {
    const vague = isSuccess && ["error", "err", "with", "was", "message", "failed", "received"].includes(word);
    return vague ? NOTHING : [FAIR, "mark"];
  }
  if (after && !" -\n'\":;,)]}>.<".includes(after)) return NOTHING;
  if (gap.includes("<<") || gap.includes("<-") || gap.includes("< ") || (word === "s" && gap.startsWith(":"))) {
    return [FAIR, "prompt"];
  }
  const coloned = COLONS.some((sign) => gap.includes(sign)) && worded(number);
  if (before === ":" || (coloned && isSuccess && !gap.includes(";") && number.closing !== "]")) return NOTHING;
  if (coloned || quotedCode(number, code)) return [FAIR, "mark"];
  return before === " " || before === "\n" ? [REPEATS, ""] : NOTHING;
}

/* Whether a code stands where a quotation or a further field begins. */
function quotedCode(number, code) {
  const { text, start, end, before, after } = number;
  if ((number.closing === "]" || !isAscii(number.closing)) && "45".includes(code[0]) && " -\n".includes(after)) {
    return isLetter(text.slice(end + 1, end + 2));
  }
  if (before && "'\"`(".includes(before) && " -".includes(after)) return worded(number);
  return text.slice(start - 4, start) === "... " || (before === "," && number.gap[0] === "," && after === " ");
}

/* Whether words follow a code, as they do in a reply; its end is enough where no word stands before it. */
function worded(number) {
  let rest = leftStripped(number.text.slice(number.end, number.end + 16), " -:");
  if (rest[0] === "\n" && rest[1] !== " " && rest[1] !== "\t") return !number.word;
  rest = leftStripped(rest, " -:'\"([<#\n\t");
  if (!rest) return !number.word;
  return isLetter(rest[0]) || !isAscii(rest) || "0123456789/*{".includes(rest[0]);
}

/* How sure three numbers with dots are an enhanced code, and their place. */
function judgedEnhanced(number) {
  const { before, gap, word } = number;
  const [digit, subject] = number.text.slice(number.start, number.end).split(".");
  if (subject.length > 1 || "89".includes(subject) || digit === "3") return NOTHING;
  if (before === "#") return [SURE, "mark"];
  const reported = endsWithOneOf(word, tables.reporting);
  if ((tables.programs.has(word) && !number.first) || (["-", "/", "="].includes(before) && !reported)) return NOTHING;
  if (reported && (gap.includes("=") || gap.includes(":") || word === "dsn")) return [SURE, "report"];
  if (number.first) return [FAIR, "start"];
  return digit === "2" ? NOTHING : markedEnhanced(number);
}

function markedEnhanced(number) {
  const { before, after, gap, text, end } = number;
  if ("([".includes(before || " ") && ")]".includes(after || " ")) return [FAIR, "paren"];
  if ([...":;>|,'\""].some((sign) => gap.includes(sign)) || (endsWithOneOf(number.word, tables.announcing) && gap)) {
    return [FAIR, "mark"];
  }
  return [REPEATS, stripped(text.slice(end, end + 3), " .)'\"\n") ? "" : "end"];
}

// ---- numbers.py: the numbers that are a reply's, told from all the others by what stands beside them ----

const CANDIDATE = pattern(
  r`[2-5](?<![0-9A-Za-z_.@][2-5])(?:` +
    r`(?<code>[0-9]{2})(?:` +
    r`(?<gap>[ \t\n:;,'"()\[\]<#b*\/\-]{1,8})(?<pair>[245]\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9]|\.[0-9])` +
    r`|(?![0-9A-Za-z_@\/%+]|[.,:][0-9])` +
    r`)|(?<alone>\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9A-Za-z_@\/%]|\.[0-9]|-[A-Za-z0-9])` +
    r`)`,
  "g",
);

function* numbers(text) {
  for (const match of text.matchAll(CANDIDATE)) {
    const start = match.index;
    const end = start + match[0].length;
    const { pair, alone } = match.groups;
    if (pair) {
      const isPart = start && "-+$".includes(text[start - 1]) && isLetterOrNumber(text.slice(Math.max(0, start - 2), start - 1));
      if (isPart) continue;
      const place = beginsLine(text, start) ? "start" : "mark";
      const code = Number(text.slice(start, start + 3));
      yield { start, end, code, enhanced: pair, enhancedStart: end - pair.length, sure: SURE, place };
    } else if (alone) {
      const [sure, place] = judgedEnhanced(new Beside(text, start, end));
      if (sure) yield { start, end, code: null, enhanced: match[0], enhancedStart: start, sure, place };
    } else {
      const [sure, place] = judgedCode(new Beside(text, start, end));
      if (sure) yield { start, end, code: Number(match[0]), enhanced: null, enhancedStart: end, sure, place };
    }
  }
}

// ---- grouping.py: the lines of a reply, a reply inside another server's report, replies side by side ----

const FIELD_GAP = 400; // how far from a reply a field such as dsn= may stand that reports its enhanced code

class Group {
  constructor(first) {
    this.outer = first.start;
    this.mixed = false;
    this.begin(first);
  }

  /* Begins with the first number of a reply; of one around it, only where it began is kept. */
  begin(first) {
    this.numbers = [first];
    this.words = first;
    this.code = first.code;
    this.codeNumber = first.code ? first : null;
    this.enhanced = first.enhanced;
    this.enhancedNumber = first.enhanced ? first : null;
  }

  get start() {
    return this.numbers[0].start;
  }

  get end() {
    return this.numbers.at(-1).end;
  }

  get digit() {
    return this.code ? String(this.code)[0] : (this.enhanced?.[0] ?? "");
  }

  /* How much it matters beside other replies: a permanent failure, another failure, a success. */
  get weight() {
    return 2 * ({ 5: 2, 4: 1 }[this.digit] ?? 0) + (this.code ? 1 : 0);
  }

  /* Adds the number of a further line, or one that the reply lacked. Where it is quoted, what stood before it told of
     the reply, and only here are its words. */
  add(number, quoted = false) {
    this.numbers.push(number);
    if (quoted) this.words = number;
    if (number.code && !this.code) [this.code, this.codeNumber] = [number.code, number];
    if (number.enhanced && !this.enhanced) [this.enhanced, this.enhancedNumber] = [number.enhanced, number];
  }

  /* Begins with a reply inside this one, which keeps the enhanced code where the inner reply says the same. */
  enter(inner) {
    const { code, enhanced, enhancedNumber } = this;
    this.begin(inner);
    if (enhanced && !this.enhanced && (code === inner.code || (code === null && enhanced[0] === this.digit))) {
      [this.enhanced, this.enhancedNumber] = [enhanced, enhancedNumber];
    }
  }
}

/* What stands between the replies to several recipients in one line. */
const APART = pattern(
  r`SMTP error from remote mail|["')][)}\]]\s*,\s*\{?b?['"(]|\}\s*,\s*\{|\n[ \t]*\n|` +
    r`\n[^\n]{0,80}\b(?:RCPT|MAIL|DATA|EHLO|AUTH)\b`,
);

function groups(text) {
  const found = [];
  let field = null;
  for (const number of numbers(text)) {
    const last = found.at(-1);
    const between = last ? text.slice(last.end, number.start) : "";
    if (number.place === "report" && !(last && !between.includes("\n"))) {
      field = number;
      continue;
    }
    const announced = last !== undefined && text[last.numbers.at(-1).start + 3] === "-";
    if (!last || !joined(last, number, between, announced)) {
      if (number.sure > REPEATS || (number.place === "end" && !found.length && number.enhanced)) {
        found.push(new Group(number));
        if (field && number.code && !number.enhanced) report(found.at(-1), field, number);
      }
      continue;
    }
    join(last, number, between, quotedNumber(text, number, between), announced);
  }
  if (field && !found.length) found.push(new Group(field));
  else if (field && found.length === 1 && !found[0].enhanced && found[0].digit === field.enhanced[0]) {
    [found[0].enhanced, found[0].enhancedNumber] = [field.enhanced, field];
  }
  return found;
}

function report(group, field, number) {
  if (number.start - field.end < FIELD_GAP && field.enhanced && field.enhanced[0] === group.digit) {
    [group.enhanced, group.enhancedNumber] = [field.enhanced, field];
  }
}

/* Whether a number belongs to the reply before it, as a further line or as what that reply quotes. */
function joined(last, number, between, announced) {
  if (between.includes("\n")) {
    const line = between.slice(between.lastIndexOf("\n") + 1);
    const indented = /^[ \t]/.test(line) && !between.includes("\n\n");
    const isNext = number.place === "start" && count(between, "\n") === 1;
    const further = announced && (last.code === number.code || isNext);
    const same = number.code === null && number.enhanced === last.enhanced;
    if (!(indented || further || same || !stripped(between))) return false;
  }
  const mayBeApart = between.includes(",") || between.includes("SMTP error") || between.includes("\n");
  return !(mayBeApart && APART.test(between));
}

/* Whether a number begins a quotation of the reply. */
function quotedNumber(text, number, between) {
  const isOpened = "'\"".includes(text[number.start - 1]) && /^[ -]$/.test(text.slice(number.end, number.end + 1));
  return number.place !== "report" && (isOpened || between.includes("xception"));
}

/* Adds a number to the reply that it belongs to. */
function join(last, number, between, isQuoted, announced) {
  const quoted = isQuoted && !announced;
  if (number.code === null) {
    const sameClass = number.enhanced && last.digit === number.enhanced[0];
    if (last.code && !last.enhanced && last.digit !== "2" && (number.sure === SURE || sameClass)) {
      last.add(number, quoted);
    } else if (last.enhanced === number.enhanced || number.sure === REPEATS) {
      if (last.enhanced === number.enhanced) last.add(number);
    } else if (last.code === null) {
      last.enter(number);
    }
    return;
  }
  const agrees = number.enhanced === null || number.enhanced === last.enhanced || last.enhanced === null;
  if (number.code === last.code && agrees) last.add(number, quoted);
  else if (last.code === null && (number.place === "paren" || !stripped(between, " :-,)]"))) last.add(number);
  else if (number.sure > REPEATS && (number.code >= 400 || last.weight < 2)) {
    last.mixed = last.mixed || (announced && number.place === "start");
    last.enter(number);
  }
}

// ---- words.py: where the words of a reply begin and end, without line breaks, codes and wrapping ----

const LEADING = " \t\n-:;,.'\"`)]>#";
const CLOSING = { "'": "'", '"': '"', "(": ")", "[": "]", "<": ">", "`": "'" };
const BRACKETS = { ")": "(", "]": "[", "}": "{", ">": "<" };
const FARTHEST = 4000; // how far from a reply its closing bracket is looked for

/* What ends a reply whose report quotes it without quotes. */
const END = pattern(
  r`\((?:in reply to |delivery attempts|state [0-9])|\[(?:RCPT_TO|MAIL_FROM|DATA|CONNECT)\]|` +
    r`\n(?=\S)(?!(?:[^\n]{1,200}\n){0,3}[^\n]{0,200}\(in reply to )|\n[ \t]*\n|\n\s+(?:at |File |\.{3} )|` +
    r`\{\s*code:|[ \t]\{(?=\n?$)|\}?;\{(?:MSG|FQDN|IP)=|, nrcpts?=|; from=<|\/?Giving up on |` +
    r`"(?=\s*[,}\]])|Additional SMTP info:|> #SMTP#|##|DSN generated by:`,
);
const QUOTE = pattern(
  r`[\s,;:)\]\-]*(?:"enhanced[_\-]code"\s?:\s?"[0-9.]+",\s?)?` +
    r`(?:"?(?:Msg|message|Message|content|description|with message)"?[=:]?\s?)?b?(['"])`,
);
/* What programs put before each further line of a reply. */
const LINE_PREFIX = pattern(
  r`['"]?\s*\n[^\p{L}\p{N}]*(?:reply|S|server|recv|SERVER -> CLIENT)?[:>\s<*\-]*b?['"]?$`,
  "i",
);
const DETAIL = pattern(r`Detail: ([^\x00]{1,600}?)\s*SMTP code:`);
/* Where an event of Mailgun quotes the server; its field "description" has the words of Mailgun. */
const MESSAGE = pattern(r`"message"\s?:\s?"([^"\n]{1,600})"(?=\s?[,}])`);
const NEXT = 20; // how far from a code the field of an event that follows it stands
const AROUND = 600; // and how far the one with what the server said

function wordsOf(text, group, earliest, following) {
  const first = group.words;
  if (text.slice(first.end, first.end + NEXT).includes('"description"')) {
    const told = searched(MESSAGE, text, Math.max(earliest, first.start - AROUND), Math.min(following, first.end + AROUND));
    if (told) return { text: undigited(told[1]), start: group.start, end: Math.max(told.index + told[0].length, group.end) };
  }
  const [begin, closed] = quotedWords(text, group, following);
  let end = closed;
  if (end === null) {
    const last = Math.max(first.end, group.end);
    const match = searched(END, text, last, following);
    end = last + rightStripped(text.slice(last, match ? match.index : following)).length;
  }
  const said = withoutNumbers(text, group, begin, end);
  if (!said || said.startsWith("Additional SMTP info")) return wordsBefore(text, group, earliest, end);
  return { text: shown(said), start: group.start, end: Math.max(end, group.end) };
}

/* Where the words begin, and where the quote or bracket closes that they stand in; null if in none. */
function quotedWords(text, group, following) {
  const first = group.words;
  let begin = first.end;
  const quote = matched(QUOTE, text, begin, Math.min(begin + 80, following));
  let opening = text.slice(Math.max(0, first.start - 1), first.start);
  if (quote) [opening, begin] = [quote[1], begin + quote[0].length];
  for (const sign of text.slice(first.start, first.end)) {
    if (sign === "'" || sign === '"') opening = sign;
  }
  if (!(opening in CLOSING)) return [begin, null];
  const place = text[first.start + 3] === "-" ? Math.max(begin, group.end) : begin;
  const last = Math.min(following, place + FARTHEST);
  if ("([<".includes(opening)) {
    const isTold = text.slice(place, Math.min(last, place + 3)) === "): "; // permanent error (550): words
    return isTold ? [place + 3, null] : [begin, bracket(text, place, last, opening)];
  }
  const seen = text.slice(0, last);
  let end = seen.indexOf(opening, place);
  while (end >= 0 && isLetterOrNumber(text.slice(end + 1, end + 2))) end = seen.indexOf(opening, end + 1);
  if (end < 0) return [begin, null];
  const isName = quote && !stripped(quote[0].slice(0, -1)) && text[end + 1] === " "; // 550 "joe" is no user here
  return isName && isLetter(text.slice(end + 2, end + 3)) ? [first.end, null] : [begin, end];
}

function bracket(text, place, last, opening) {
  let depth = 1;
  for (let position = place; position < last; position += 1) {
    if (text[position] === opening) depth += 1;
    else if (text[position] === CLOSING[opening]) {
      depth -= 1;
      if (!depth) return position;
    }
  }
  return null;
}

/* The words of a reply as one line. */
function withoutNumbers(text, group, begin, end) {
  const pieces = [];
  let place = begin;
  for (const number of group.numbers.slice(group.numbers.indexOf(group.words) + 1)) {
    if (place > number.start || number.start >= end) continue;
    const piece = text.slice(place, number.start);
    pieces.push(rightStripped(piece.includes("\n") ? piece.replace(LINE_PREFIX, "") : piece, "#(["));
    place = number.end;
  }
  pieces.push(text.slice(place, end));
  return balanced(split(pieces.map(led).join(" ")).join(" "));
}

/* Words without the signs before them, but with the quote that opens there and closes within them. */
function led(piece) {
  const words = leftStripped(piece, LEADING);
  const sign = piece.slice(0, piece.length - words.length).slice(-1);
  return sign && "'\"".includes(sign) && count(words, sign) % 2 && !words.endsWith(sign) ? sign + words : words;
}

/* Words that can be written anywhere: no control characters, no halves of characters, nothing that turns the text. */
function shown(words) {
  return words.replace(/\p{Cs}/gu, "\ufffd").replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "");
}

/* Words as one line, without the numbers before them. */
function undigited(words) {
  return shown(split(leftStripped(words, "0123456789. ")).join(" "));
}

/* Words without the closing signs of what was opened before them. */
function balanced(words) {
  let kept = words;
  while (kept) {
    const sign = kept.at(-1);
    const opening = BRACKETS[sign];
    if (opening) {
      if (count(kept, sign) <= count(kept, opening)) return kept;
    } else if (!(sign === "#" || ("'\"".includes(sign) && count(kept, sign) % 2))) {
      if (!"/ ".includes(sign) || kept.length > 1) return kept;
    }
    kept = rightStripped(kept.slice(0, -1));
  }
  return kept;
}

/* The words of a reply whose numbers stand at their end, as in "no mailbox here by that name (#5.1.1)". */
function wordsBefore(text, group, earliest, end) {
  const { start } = group;
  const line = Math.max(earliest, text.slice(0, start).lastIndexOf("\n") + 1, start - FARTHEST);
  const detail = searched(DETAIL, text, Math.max(earliest, start - 700), end);
  if (detail) return { text: undigited(detail[1]), start, end };
  const said = rightStripped(text.slice(line, start), " \t(#[");
  const { place } = group.words;
  const nothing = { text: "", start, end: Math.max(end, group.end) };
  if (!said || ":;=,>'\"<".includes(said.at(-1)) || !["paren", "end", "mark", ""].includes(place)) return nothing;
  if (place === "mark" && text.at(start - 1) !== "#") return nothing;
  return { text: shown(split(said).join(" ")), start: line + said.length - leftStripped(said).length, end: nothing.end };
}

// ---- tags.py: words that look like what a provider calls its reply ----

const TAG = pattern(
  r`[?&](?:p|c|r|code)=(?<link>[A-Za-z][\w.\-]{1,40})|` +
    r`(?<![\w.@\/=\-])(?<word>` +
    r`[A-Z]{2,12}(?:\.[A-Za-z]+){1,3}(?![\w@])|` + // RESOLVER.ADR.RecipNotFound
    r`(?:[A-Z]{2,5}[:#][A-Z0-9](?:[A-Za-z0-9]|-(?=[0-9]))*)|` + // DYN:T1, AUP#CDRBL
    r`AS\([0-9]+\)|` +
    r`[A-Z]{1,6}[A-Z0-9]{0,6}-?[A-Z]{0,3}[0-9]{1,10}(?:_[0-9]{1,6}|[A-Z])?` +
    r`(?![\w.@:\/+=]|-[A-Za-z0-9])|` + // S3140, RP-001, OFR006_102
    r`[A-Z]{2,5}(?:-[A-Z]{2,5})+(?![\w.@]|-))|` + // ERS-DUL
    r`\((?<letters>[A-Z]{2,6})\)|` +
    r`(?<irp>\birp[0-9a-zA-Z]{3,12}\b)`,
  "g",
);

function tagsIn(words) {
  const found = [...words.matchAll(TAG)].map(({ groups: { link, word, letters, irp } }) => link ?? word ?? letters ?? irp);
  return unique(found.filter((tag) => !tables.noTags.has(tag.toUpperCase())));
}

// ---- circumstances.py: what the text around a reply says of it ----

/* How reports and transcripts name the command that a reply answers. */
const NAMED_VERB = pattern(
  r`(?:(?:in reply to|after|response to|[Rr]eject(?:ed)?:?(?: command)?|Error following|[Cc]ommand"?:|` +
    r`Sent:|\[|>>>|\bC:|CLIENT:|-> SERVER:|~>|->|\bsent:)\s{0,3}b?["'(]{0,2}(?:the |pipelined )?` +
    r`(CONNECT|CONN|initial|HELO|EHLO|LHLO|STARTTLS|AUTH|MAIL|RCPT|DATA|BDAT|end|END|sending)|` +
    r`(?:send: b?['"]|performing the |[<>] {0,3}|"|sending |verb=|\bat |during )` +
    `(${anyCase("HELO|EHLO|LHLO|STARTTLS|AUTH|MAIL FROM|RCPT TO|DATA|BDAT")}))` +
    r`(?![A-Za-z=])`,
  "g",
);

/* How reports name whose mail a reply is about. */
const RECIPIENT = (() => {
  const sign = r`[^\x00-\x20\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\s<>'",;:()\[\]}]`;
  return pattern(
    r`(?:\bto=|RCPT TO: ?|[Rr]ecipient[\w"]*[ :=]+|rfc822; ?|emailAddress["\\]*: ?|"email": ?|rcpt_to["\\]*: ?|` +
      r`ecipients failed: |\{|, (?=')|(?:^|\n)[ \t]*(?=<[^<>\s]{1,300}>(?::|\.\.\.|\s*(?:$|(?=\n))|\n)))` +
      r`\s{0,2}[<'"]*(${sign}{1,100}@${sign}{1,200})`.replaceAll("${sign}", sign),
    "g",
  );
})();

function phaseOf(before, after, words) {
  for (const [phase, ...signs] of tables.said) {
    if (signs.some((sign) => before.includes(sign))) return phase;
  }
  const isNamedAfter = after.slice(0, 14).includes("in reply") || after.includes("ommand") || after.slice(0, 2).includes("[");
  const found = (isNamedAfter && searched(NAMED_VERB, after, 0)) || [...before.matchAll(NAMED_VERB)].at(-1);
  if (found) return tables.verbs[(found[1] ?? split(found[2])[0]).toUpperCase()];
  const verb = ["EHLO", "HELO", "CONNECT"].find((each) => words.includes(`(${each})`));
  return verb ? tables.verbs[verb] : null;
}

function reporterOf(before, after) {
  for (const [reporter, ...signs] of tables.reporters) {
    if (signs.some((sign) => before.includes(sign) || after.includes(sign))) return reporter;
  }
  return before.endsWith("#") ? "exchange" : null;
}

/* The address named last before a reply, else the first after it. */
function recipientOf(before, after) {
  const line = after.split("\n", 1)[0];
  let found = before.includes("@") ? [...before.matchAll(RECIPIENT)].at(-1) : undefined;
  const mayFollow = !/^['"]/.test(line) || before.includes("ecipient") || line.includes("ecipient");
  if (!found && line.includes("@") && mayFollow) found = searched(RECIPIENT, line, 0);
  return found ? found[1] : null;
}

// ---- reading.py: raw replies out of any text ----

const SEEN_BEFORE = 500;
const SEEN_AFTER = 300; // how many characters around a reply are looked at for what they say of it
const GO_AHEAD = 354; // the reply after which the message follows: what comes next answers the end of data

/* The reply that a text is about: where one server quotes another, the innermost; of several the first permanent
   failure, else the first other failure, else the last reply. */
function readReply(text) {
  const meant = plain(text);
  const found = groups(meant.text);
  if (!found.length) return null;
  let place = 0;
  found.forEach((group, index) => {
    const best = found[place].weight;
    if (group.weight > best || (group.weight === best && best < 2)) place = index;
  });
  return replyAt(meant, found, place, text.length);
}

function readReplies(text) {
  const meant = plain(text);
  const found = groups(meant.text);
  return found.map((_group, place) => replyAt(meant, found, place, text.length));
}

function replyAt(meant, found, place, length) {
  const group = found[place];
  const { text } = meant;
  const following = place + 1 < found.length ? found[place + 1].outer : text.length;
  const said = wordsOf(text, group, place ? found[place - 1].end : 0, following);
  const [before, answered] = textBefore(text, found, place);
  const after = text.slice(said.end, Math.max(said.end, Math.min(following, said.end + SEEN_AFTER)));
  let phase = phaseOf(answered, after, said.text);
  if (phase === "DATA" && place && found[place - 1].code === GO_AHEAD) phase = "end of data";
  const { codeNumber: code, enhancedNumber: enhanced } = group;
  return {
    code: group.code,
    enhanced: group.enhanced,
    text: said.text,
    span: [meant.origin(said.start), Math.min(meant.origin(said.end), length)],
    codeSpan: code ? [meant.origin(code.start), meant.origin(code.start + 2) + 1] : null,
    enhancedSpan: enhanced ? [meant.origin(enhanced.enhancedStart), meant.origin(enhanced.end - 1) + 1] : null,
    tags: tagsIn(said.text),
    phase,
    reporter: reporterOf(before, after),
    recipient: recipientOf(before, after),
    warnings: replyWarnings(group, phase),
  };
}

/* What stands before a reply up to the one before it, and up to the last one that was no success. */
function textBefore(text, found, index) {
  let place = index;
  const { start } = found[place];
  const earliest = Math.max(0, start - SEEN_BEFORE);
  const near = Math.max(earliest, place ? found[place - 1].end : 0);
  while (place && (found[place - 1].code || GO_AHEAD) <= GO_AHEAD) {
    place -= 1;
    if (found[place].start < earliest) break;
  }
  const far = Math.max(earliest, place ? found[place - 1].end : 0);
  return [text.slice(Math.min(near, start), start), text.slice(Math.min(far, start), start)];
}

function replyWarnings(group, phase) {
  const warnings = group.mixed ? ["mixed-codes"] : [];
  if (group.code && group.enhanced) {
    if ((group.code >= 300 && group.code < 400) || phase === "greeting" || phase === "EHLO") {
      warnings.push("enhanced-not-allowed");
    } else if (group.enhanced[0] !== String(group.code)[0]) warnings.push("class-mismatch");
  }
  return warnings;
}

// ---- mail_parts.py: a mail taken apart: its header, its texts and the reports in it ----

const STATUS_TYPES = ["message/delivery-status", "message/global-delivery-status", "message/x-delivery-status"];
const COMPLAINT = "message/feedback-report";
const RECEIPT = ["message/disposition-notification", "message/global-disposition-notification"];
const MOST_PARTS = 500;
const HEADER_LINE = /^(?:[!-9;-~]*:|[\t ]|From )/;
const HIDDEN = /<(style|script|head|title)\b[^<>]*>[^]*?<\/\1>/giu;
const BREAKS = /<(?:br|\/?p|\/?div|\/?tr|\/?li|\/?h[1-6]|\/?table)\b[^<>]*>/giu;
const MARKUP = /<\/?[A-Za-z!][^<>@]{0,2000}>/gu;
const ENTITY = /&(?:lt|gt|amp|quot|apos|nbsp|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});/gu;

/* A part of a mail: the fields of its header by name, the first of each, and what follows. */
function mailPart(text) {
  const header = new Map();
  let [place, last] = [0, null];
  while (place < text.length) {
    const end = text.indexOf("\n", place);
    const line = text.slice(place, end < 0 ? text.length : end);
    if (line && !HEADER_LINE.test(line)) break;
    place = end < 0 ? text.length : end + 1;
    if (!line) break;
    if (/^[\t ]/.test(line)) {
      if (last) header.set(last, `${header.get(last)}\n${line}`);
      continue;
    }
    const name = line.startsWith("From ") ? "" : line.slice(0, line.indexOf(":")).toLowerCase();
    last = name && !header.has(name) ? name : null;
    if (last) header.set(name, leftStripped(line.slice(name.length + 1), " \t"));
  }
  const kind = /^\s*([^\s;/]+\/[^\s;/]+)\s*(?:;|$)/.exec(header.get("content-type") ?? "");
  return { header, type: kind ? kind[1].toLowerCase() : "text/plain", body: text.slice(place) };
}

/* What the header of a part says beside its type: its boundary, its character set. */
function parameter(part, name) {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, "i").exec(part.header.get("content-type") ?? "");
  return found ? (found[1] ?? found[2]) : "";
}

/* The parts of a mail, but not those of the mail that came back inside it. */
function partsOf(text) {
  const waiting = [mailPart(text)];
  const found = [];
  while (waiting.length && found.length < MOST_PARTS) {
    const part = waiting.pop();
    found.push(part);
    const boundary = part.type.startsWith("multipart/") ? rightStripped(parameter(part, "boundary")) : "";
    const bodies = boundary ? bodiesOf(part.body, `--${boundary}`) : null;
    part.isWhole = !bodies;
    if (bodies) waiting.push(...bodies.map(mailPart).reverse());
  }
  return found;
}

/* What stands between the boundaries of a mail; null if none of them is in it. */
function bodiesOf(body, boundary) {
  let lines = null;
  const bodies = [];
  for (const line of body.split("\n")) {
    const rest = line.startsWith(boundary) ? rightStripped(line.slice(boundary.length), " \t") : null;
    if (rest !== "" && rest !== "--") {
      lines?.push(line);
      continue;
    }
    if (lines) bodies.push(lines.join("\n"));
    lines = [];
    if (rest) return bodies;
  }
  if (lines) bodies.push(lines.join("\n"));
  return lines && bodies;
}

/* The text of a part in the character set that it names, or in one that it may have. */
function textOf(part) {
  const encoding = stripped(part.header.get("content-transfer-encoding") ?? "").toLowerCase();
  if (encoding === "base64") return decoded(fromBase64(part.body), parameter(part, "charset"));
  if (encoding === "quoted-printable") return decoded(fromQuoted(part.body), parameter(part, "charset"));
  return part.body;
}

function decoded(values, charset) {
  for (const label of [charset || "utf-8", "utf-8"]) {
    try {
      return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(values);
    } catch {
      continue; // a name that nobody knows, or bytes that it does not have
    }
  }
  return new TextDecoder("latin1").decode(values);
}

function fromBase64(text) {
  const signs = text.replace(/[^A-Za-z0-9+/]/g, "");
  const whole = signs.slice(0, signs.length - (signs.length % 4 === 1 ? 1 : 0));
  return Uint8Array.from(atob(whole), (sign) => sign.charCodeAt(0));
}

function fromQuoted(text) {
  const joined = text.replace(/[ \t]+$/gm, "").replace(/=\n/g, "");
  const signs = new TextEncoder().encode(joined);
  const values = [];
  for (let place = 0; place < signs.length; place += 1) {
    const pair = signs[place] === 61 ? String.fromCharCode(...signs.slice(place + 1, place + 3)) : "";
    const isByte = /^[0-9A-Fa-f]{2}$/.test(pair);
    values.push(isByte ? Number.parseInt(pair, 16) : signs[place]);
    if (isByte) place += 2;
  }
  return new Uint8Array(values);
}

/* A field of a header as people read it (RFC 2047). */
function fieldOf(written) {
  const word = /=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi;
  const text = written.replace(/(\?=)\s+(?==\?)/g, "$1").replace(word, (_word, charset, kind, content) => {
    const values = kind.toLowerCase() === "b" ? fromBase64(content) : fromQuoted(content.replaceAll("_", "=20"));
    return decoded(values, charset.split("*")[0]);
  });
  return split(text).join(" ");
}

/* The words of an HTML page, line by line. */
function fromHtml(text) {
  const lines = text.replaceAll("\n", " ").replace(HIDDEN, "").replace(BREAKS, "\n").replace(MARKUP, "");
  return lines.replace(ENTITY, (name) => entity(name.slice(1))).split("\n").map((line) => split(line).join(" ")).join("\n");
}

function mailParts(raw) {
  const parts = partsOf(raw.replace(/\r\n?/g, "\n"));
  const texts = parts.filter(({ type, isWhole }) => type === "text/plain" || (type.startsWith("multipart/") && isWhole)).map(textOf);
  if (!texts.some((text) => stripped(text))) {
    texts.push(...parts.filter(({ type }) => type === "text/html").map((part) => fromHtml(textOf(part))));
  }
  return {
    header: new Map([...parts[0].header].map(([name, value]) => [name, fieldOf(value)])),
    text: texts.join("\n\n"),
    reports: parts.filter(({ type }) => STATUS_TYPES.includes(type)).map(textOf),
    types: parts.map(({ type }) => type),
  };
}

// ---- bounce_signs.py: whether a mail is a bounce ----

const AUTOMATIC = ["x-autoreply", "x-autorespond", "x-auto-reply", "x-vacation", "x-ms-exchange-inbox-rules-loop"];
const SEEN_OF_TEXT = 6000;
const SENDER = /mailer-daemon|post_?master|mail[ ._-]?deliver|mail administrator|<>|mdaemon|bounce|sysadmin/iu;
const SUBJECT = pattern(
  r`undeliver|returned mail|failure notice|(?:not|n't) be delivered|failed mail|non.?delivery|unable to deliver|` +
    r`deliver\w* (?:has failed|status|failure|failed|problem|error|report|delayed|unsuccessful)|` +
    r`mail(?:ing)? (?:failed|failure|error|delivery|system error)|` +
    r`message (?:status|delayed|not delivered|you sent)|` +
    r`delivery.{0,40}(?:failed|failure|notification)|could not (?:send|deliver)|warning: could|returned to sender|` +
    r`return(?:ing)? message|permanent.{0,20}error|bounce|address unknown|unknown (?:user|address)|` +
    r`unzustellbar|nicht zugestellt|non remis|no se (?:ha )?podido entregar|mancato recapito|недоставл|` +
    r`不達|退信|エラー|配信|送信できません`,
  "i",
);
const ANSWER = pattern(
  r`out of (?:the )?office|auto(?:matic|mated)?[ \-]?(?:reply|response|answer)|vacation|abwesen|absence|` +
    r`on holiday|away from|不在`,
  "i",
);
const SPOKEN = pattern(
  r`(?:could not|couldn't|cannot|can't|not|unable to|wasn't able to|failed to) (?:be )?(?:deliver|sen[dt]|reach)|` +
    r`undeliver|permanent (?:fatal )?(?:error|failure)|deliver\w* (?:has )?(?:failed|failure|attempt|error)|` +
    r`user unknown|unknown user|no such user|invalid user address|over ?quota|bounced|did not reach|` +
    r`mailbox (?:is )?(?:full|unavailable|not found)|returned (?:to sender|mail|message)|` +
    r`failed (?:permanently|addresses|recipients?)|rejected (?:by|recipient|your)|` +
    r`\b[45][0-9]{2}[ \-][45]\.[0-9]\.[0-9]`,
  "i",
);

function isBounce({ header, text }) {
  if (header.has("x-failed-recipients")) return true;
  const field = (name) => header.get(name) ?? "";
  const subject = field("subject");
  if (ANSWER.test(subject) || AUTOMATIC.some((name) => header.has(name))) return false;
  const said = SUBJECT.test(subject);
  const senders = ["from", "return-path", "sender"].map(field).join(" ");
  const sent = SENDER.test(senders) || field("content-type").includes("multipart/report");
  return (said && sent) || ((said || sent) && SPOKEN.test(text.slice(0, SEEN_OF_TEXT)));
}

// ---- bounce_text.py: which lines of a bounce are about which recipient ----

const LONGEST_BOUNCE = 200_000;
const ADDRESS = r`[^\x00-\x20\x7f\s<>()\[\]"',;:@]{1,100}@[A-Za-z0-9_.\-]{1,200}[A-Za-z0-9]`;
const RETURNED = pattern(
  r`^[ >]*(?:[\-=*_]{2,}[^\n]{0,20}(?:original|copy of|returned|header|unsent|your message|below this line)` +
    r`[^\n]{0,80}|(?:Return-Path|Received): [^\n]*|Original message follows.?|` +
    r`The (?:header|first|following is)[^\n]{0,40}original message[^\n]*|` +
    r`Message headers? follow:?|Content-Type: message/rfc822)$`,
  "gim",
);
const ABOUT = pattern(
  r`^[ \t>*]{0,12}(?:\d+ |\d{3}-|- |To: ?|Recipient: ?|Recipient address: ?|\S{0,3}Address: ?|User: ?|` +
    r`RCPT TO: ?)?(?:[<"'](?<marked>${ADDRESS})[>"']|(?<plain>${ADDRESS}))(?=[ \t]*(?:$|[:;,.(\-]|\s))`,
  "gm",
);
const NAMED = pattern(
  r`(?:recipients?|deliver\w*|address(?:es)?|to|for|user|mailbox|account)[^\n@<]{0,40}?` +
    r`[ :=<\["'(]+(${ADDRESS})`,
  "gi",
);

/* What a mail says to people: its own text, the addresses with which lines begin, the lines about each in lower case. */
function spokenIn(said) {
  const text = ownText(said);
  const pieces = piecesOf(text);
  return { text, addresses: [...pieces.keys()], pieces: new Map([...pieces].map(([each, piece]) => [each.toLowerCase(), piece])) };
}

function toldRecipients(parts) {
  const { text, addresses, pieces } = spokenIn(parts.text);
  const named = (parts.header.get("x-failed-recipients") ?? "").split(",").map((each) => stripped(each, " <>\n\t"));
  let wanted = unique(named.filter(Boolean));
  const replies = new Map([...pieces].map(([each, piece]) => [each, readReply(piece)]));
  const heard = addresses.filter((each) => replies.get(each.toLowerCase()));
  if (heard.length && !wanted.some((each) => pieces.has(each.toLowerCase()))) wanted = heard;
  for (const others of [heard, addresses, wanted.length ? [] : firstNamed(text, parts)]) {
    if (!wanted.length) wanted = others;
  }
  const isAlone = wanted.length < 2;
  const whole = isAlone || wanted.some((each) => !pieces.has(each.toLowerCase())) ? readReply(text) : null;
  if (!wanted.length) return whole ? [{ recipient: null, action: "failed", status: whole.enhanced, text, reply: whole }] : [];
  return wanted.map((recipient) => {
    const piece = pieces.get(recipient.toLowerCase()) ?? "";
    const reply = replies.get(recipient.toLowerCase()) ?? null;
    const told = !reply && (isAlone || !piece) ? { text, reply: whole } : { text: piece, reply };
    return { recipient, action: actionIn(parts), status: told.reply ? told.reply.enhanced : null, ...told };
  });
}

/* The lines that are about a recipient with some addresses; all of them where the mail is about no other. */
function spokenAbout({ text, pieces }, recipients, isAlone) {
  const found = recipients.map((each) => pieces.get(each.toLowerCase()) ?? "").find((piece) => readReply(piece)?.code);
  return found ?? (isAlone ? text : "");
}

function actionIn({ header, text }) {
  const subject = (header.get("subject") ?? "").toLowerCase();
  const isWaiting = ["delayed", "warning"].some((sign) => subject.includes(sign));
  return isWaiting || text.includes("will be retried") || text.includes("ill keep trying") ? "delayed" : "failed";
}

/* A text without the mail that came back below it. */
function ownText(written) {
  const text = written.slice(0, LONGEST_BOUNCE).replace(/\r\n?/g, "\n");
  for (const match of text.matchAll(RETURNED)) {
    if (stripped(text.slice(0, match.index))) return text.slice(0, match.index);
  }
  return text;
}

/* The lines about each address that a line begins with. */
function piecesOf(text) {
  const found = [...text.matchAll(ABOUT)];
  const pieces = new Map();
  found.forEach((match, place) => {
    const address = match.groups.marked ?? match.groups.plain;
    const end = place + 1 < found.length ? found[place + 1].index : text.length;
    pieces.set(address, (pieces.get(address) ?? "") + text.slice(match.index, end));
  });
  return pieces;
}

/* The address that a text names as the recipient. */
function firstNamed(text, { header }) {
  const senders = ["from", "return-path"].map((name) => header.get(name) ?? "").join(" ");
  const own = [...senders.matchAll(pattern(ADDRESS, "g"))].map((match) => match[0].toLowerCase());
  const found = [...text.matchAll(NAMED)].find((match) => !own.includes(match[1].toLowerCase()));
  return found ? [found[1]] : [];
}

// ---- delivery_report.py: the fields for each recipient (RFC 3464, section 2.3; RFC 6533, section 4) ----

const REPORT_FIELDS = ["final-recipient", "original-recipient", "action", "status", "diagnostic-code"];
const FIELD = pattern(r`^[ \t]*([A-Za-z][A-Za-z\-]{2,40})[ \t]*:[ \t]*(.*(?:\n[ \t]+\S.*)*)`, "gm");

function reportedRecipients(reports, said) {
  const blocks = reports.flatMap(blocksOf);
  let speech = null;
  return blocks.map((block) => {
    const field = (name) => block.get(name) ?? "";
    const original = addressIn(field("original-recipient"));
    const recipient = addressIn(field("final-recipient") || field("original-recipient"));
    const status = /(?<![0-9.])[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])/.exec(field("status"))?.[0] ?? null;
    const [action] = [.../[a-z-]+/.exec(field("action").toLowerCase()) ?? [], { 2: "delivered", 4: "delayed" }[(status ?? "5")[0]] ?? "failed"];
    let text = field("diagnostic-code").slice(0, LONGEST);
    let reply = readReply(text);
    if (!reply?.code) {
      speech ??= spokenIn(said);
      const spoken = spokenAbout(speech, [recipient, original].filter(Boolean), blocks.length === 1);
      const heard = readReply(spoken);
      if (heard && (!reply || heard.code)) [text, reply] = [spoken, heard];
    }
    return { recipient, action, status, text, reply };
  });
}

/* The fields about each recipient; those about the whole mail name none. */
function blocksOf(report) {
  const found = [];
  let block = new Map();
  const isOfRecipient = () => block.has("final-recipient") || block.has("original-recipient");
  for (const [, written, value] of report.replace(/\r\n?/g, "\n").matchAll(FIELD)) {
    const name = written.toLowerCase();
    if (!REPORT_FIELDS.includes(name)) continue;
    if (block.has(name) && ["final-recipient", "original-recipient", "action"].includes(name)) {
      if (isOfRecipient()) found.push(block);
      block = new Map();
    }
    if (!block.has(name)) block.set(name, stripped(value));
  }
  return isOfRecipient() ? [...found, block] : found;
}

function addressIn(field) {
  const written = stripped(field.slice(field.lastIndexOf(";") + 1));
  const sign = (_sign, digits) => String.fromCodePoint(Math.min(Number.parseInt(digits, 16), 0x10ffff));
  const address = stripped(written.replace(/\\x\{([0-9A-Fa-f]{1,6})\}/g, sign), " <>\"'").replace(/^mailto:/, "");
  return split(address).join(" ").replace(/\p{C}/gu, "") || null;
}

// ---- events.py: notices of Amazon SES, which come as JSON inside a mail ----

const isEvent = (text) => leftStripped(text).startsWith("{") && /notificationType|eventType/.test(text);

function eventRecipients(text) {
  try {
    const notice = JSON.parse(firstObject(leftStripped(text).replace(/\r|!\n ?|\n/g, "")));
    const { bounce, deliveryDelay, delivery } = typeof notice.Message === "string" ? JSON.parse(notice.Message) : notice;
    const told = [[bounce, "failed"], [deliveryDelay, "delayed"], [delivery, "delivered"]].filter(([each]) => each);
    return told.flatMap(([each, action]) => noticed(each, action));
  } catch {
    return []; // no JSON, or another kind of notice
  }
}

function noticed(told, usual) {
  const recipients = told.bouncedRecipients || told.delayedRecipients || told.recipients || [];
  return recipients.map((each) => {
    const fields = typeof each === "string" ? { emailAddress: each } : each;
    const text = String(fields.diagnosticCode || told.smtpResponse || "");
    const { emailAddress, action, status } = fields;
    return { recipient: emailAddress || null, action: action || usual, status: status || null, text, reply: readReply(text) };
  });
}

/* The object with which a text begins, without what follows it. */
function firstObject(text) {
  let depth = 0;
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    depth += { "{": 1, "}": -1 }[match[0]] ?? 0;
    if (!depth) return text.slice(0, match.index + 1);
  }
  return text;
}

// ---- messages.py: mails that tell of a delivery ----

const NO_FAILURES = ["delivered", "relayed", "expanded", "delayed"];

function readMessage(raw) {
  const parts = mailParts(raw);
  const isComplaint = (parts.header.get("content-type") ?? "").toLowerCase().includes("feedback-report");
  if (isComplaint || parts.types.some((type) => type === COMPLAINT || RECEIPT.includes(type))) return [];
  if (isEvent(parts.text)) return eventRecipients(parts.text);
  let found = reportedRecipients(parts.reports, parts.text);
  if (found.length) return namedByHeader(found, parts);
  if (!isBounce(parts)) return [];
  if (/inal-[Rr]ecipient:/.test(parts.text)) found = reportedRecipients([parts.text], parts.text);
  return found.length ? found : toldRecipients(parts);
}

/* Puts the address in the place of a program or file that it leads to, which Exim reports as the recipient. */
function namedByHeader(found, { header }) {
  const named = stripped(header.get("x-failed-recipients") ?? "");
  const isProgram = found.length === 1 && "|/".includes((found[0].recipient ?? "|")[0]);
  return isProgram && named && !named.includes(",") ? [{ ...found[0], recipient: named }] : found;
}

/* The status of a report in the place of a reply, where the report holds no other (RFC 3464, section 2.3.4). */
function ofStatus({ status, text }) {
  const nothing = { codeSpan: null, enhancedSpan: null, phase: null, reporter: null, recipient: null };
  return status ? { code: null, enhanced: status, text: shown(text), span: [0, 0], tags: [], warnings: [], ...nothing } : null;
}

// ---- patterns.py: which of many patterns a text holds, found by way of the rarest word of each ----

const WORD = /[\p{L}\p{N}]+/gu;
const PLACES = { // what varies in a reply; the parts of a pattern stay together
  "*": "[^\\n]{0,100}?",
  "{address}": r`<?[^\s<>@]{1,100}@[^\s<>@]{1,200}>?`,
  "{host}": r`[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,20}`,
  "{ip}": r`\[?[0-9a-f:.]{3,45}\]?`,
  "{number}": r`[0-9]+(?:[.,][0-9]+){0,4}`,
  "{date}": r`(?=[^\n]{0,30}[0-9])[\w:,\/+ \-]{4,40}?`,
};
const SPLIT = /(\*|\{(?:address|host|ip|number|date)\})/u;

class Patterns {
  constructor() {
    this.byWord = new Map();
    this.compiled = new Map();
  }

  /* Takes in patterns that are found by a word, each with what it stands for. */
  put(word, pairs) {
    this.byWord.set(word, pairs);
  }

  /* What the patterns stand for that a text holds, which is in the form of `even`. */
  foundIn(text) {
    const known = wordsIn(text).flatMap((word) => this.byWord.get(word) ?? []);
    return known.filter(([words]) => this.matches(words, text)).map(([, meant]) => meant);
  }

  matches(words, text) {
    if (!text.includes(words) && !/^\^|\$$/u.test(words) && !SPLIT.test(words)) return false;
    if (!this.compiled.has(words)) this.compiled.set(words, expression(words));
    return this.compiled.get(words).test(text);
  }
}

/* The words of a text, each once. */
const wordsIn = (text) => unique(text.match(WORD) ?? []);

function expression(words) {
  const inner = stripped(words.replace(/^\^|\$$/gu, ""));
  const before = /^[\p{L}\p{N}_]/u.test(inner) ? r`(?<!\w)` : "";
  const after = /[\p{L}\p{N}_]$/u.test(inner) ? r`(?!\w)` : "";
  const pieces = inner.split(SPLIT).map((piece) => PLACES[piece] ?? literal(piece));
  return pattern((words.startsWith("^") ? "^" : before) + pieces.join("") + (words.endsWith("$") ? "$" : after));
}

/* Words as an expression; white space beside what varies may be missing. */
function literal(piece) {
  const space = (sign) => (/\s/u.test(sign) ? r`\s?` : "");
  const inner = stripped(piece).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return space(piece.slice(0, 1)) + (inner && inner + space(piece.slice(-1)));
}

// ---- speaking.py: the hosts that a text says to have replied ----

const HOST = "([a-z0-9-]+(?:\\.[a-z0-9-]+)+)";
const SPEAKS = new RegExp(
  [
    `\\bhost ${HOST}(?: ?\\[[^\\] ]*\\])?(?:(?: said| refused to talk to me)?:| smtp error from remote)`,
    `\\bh=${HOST} \\[[^\\] ]*\\]: smtp error from remote`,
    `\\bwhile talking to ${HOST}\\.?:`,
    `\\bserver at ${HOST} \\([^) ]*\\) returned`,
  ].join("|"),
  "gu",
);

function speakingHosts(text) {
  return [...text.matchAll(SPEAKS)].map((match) => match.slice(1).find(Boolean));
}

// ---- matching.py: replies of providers, their marks, and the words that servers of any maker use ----

/* The numbers at the ends of a pattern: the words of a reply that is read have none there. */
const NUMBERS = /^(?:[2-5][0-9]{2} )?(?:[245](?:\.[0-9]{1,3}){2} )?(?=.)| \(#[245](?:\.[0-9]{1,3}){2}\)$/gu;

class Matcher {
  constructor(graph) {
    this.graph = graph;
    this.answers = new Patterns();
    this.causes = new Patterns();
    this.evidence = new Patterns();
    this.byMark = new Map();
    this.hosts = new Patterns();
    for (const [word, shown] of graph.evidence) {
      this.evidence.put(word, shown);
      this.hosts.put(word, shown.filter(([words]) => words.includes(".")).map((row) => [row[0], row]));
    }
  }

  /* Takes in a volume: by word or mark the phrases, the replies by their words, and the replies by their marks. */
  put(volume) {
    for (const [word, [phrases = [], replies = [], marked = []]] of Object.entries(volume)) {
      const answers = replies.map((row) => this.graph.answer(row));
      this.answers.put(word, answers.map((answer) => [answer.words, answer]));
      this.causes.put(word, phrases.flatMap((row) => this.graph.phrases(row)).map((phrase) => [phrase.words, phrase]));
      this.byMark.set(word, marked.map((row) => this.graph.answer(row)));
    }
  }

  /* Whether a number is a provider's own: it is in no registry, and too high for others to come upon it. */
  isMadeUp(enhanced) {
    return !this.graph.enhanced.has(enhanced.slice(2)) && /[0-9]{2}$/.test(enhanced);
  }

  /* The replies of providers that fit, the best first. */
  replies(raw, words, around) {
    const told = this.shown(words);
    const evident = told.size ? told : this.shown(around);
    const byName = ({ provider: one }, { provider: other }) => (one.name < other.name ? -1 : Number(one.name > other.name));
    if (raw && (!tables.answering.includes(raw.reporter) || isRelayed(raw, around))) evident.delete(raw.reporter);
    const marks = marksOf(raw);
    const seen = new Set();
    return [...this.candidates(marks, words)]
      .map(([answer, isQuoted]) => this.matched(answer, isQuoted, raw, marks, evident))
      .filter((each) => each.score > 0)
      .sort((one, other) => other.score - one.score || byName(one.answer, other.answer))
      .filter(({ answer: { reply } }) => !seen.has(reply) && seen.add(reply));
  }

  /* The names of the providers that a text shows by their evidence. */
  shown(words) {
    return new Set(this.evidence.foundIn(words).map((provider) => provider.name));
  }

  /* The provider of the host to whom a text gives the reply; null where there is none, or several. */
  speaker(around) {
    const found = speakingHosts(around).flatMap((host) =>
      this.hosts
        .foundIn(host)
        .flatMap(([words, provider]) => (`.${host}`.endsWith(`.${words.split("*").pop().replace(/^\.+/, "")}`) ? [provider] : [])),
    );
    return new Set(found.map((provider) => provider.name)).size === 1 ? found[0] : null;
  }

  /* The replies that a text quotes or whose mark it has, and whether it quotes them. */
  *candidates(marks, words) {
    const quoted = this.answers.foundIn(words);
    const seen = new Set(quoted.map((answer) => answer.reply));
    for (const answer of quoted) yield [answer, true];
    for (const mark of marks) {
      for (const answer of this.byMark.get(mark) ?? []) {
        if (!seen.has(answer.reply)) {
          seen.add(answer.reply);
          yield [answer, false];
        }
      }
    }
  }

  /* How well a reply fits a text that quotes it or has its mark. */
  matched(answer, isQuoted, raw, marks, evident) {
    const { length } = answer.words;
    const isMarked = this.hasMark(answer.reply, marks);
    const isTold = evident.has(answer.provider.name);
    const isOwn = isQuoted && !answer.isCommon && length >= tables.telling;
    const agreed = agreement(answer.reply, raw);
    let score = isQuoted && (length > tables.weak || isMarked || isTold || agreed > 0) ? Math.min(length, tables.most) : 0;
    if (score || isMarked) {
      score += (isMarked ? tables.marked : 0) + (isTold ? tables.told : 0) - (evident.size && !isTold ? tables.told : 0) + tables.agreed * agreed;
    }
    return { answer, score, isMarked, isEvident: isTold || isMarked || (isOwn && !evident.size) };
  }

  /* Whether a text has the mark of a reply: its tag, or a number that is in no registry. */
  hasMark(reply, marks) {
    if (tagIn(reply, marks)) return true;
    return enhancedCodes(reply).some((each) => marks.includes(each) && this.isMadeUp(each));
  }

  /* The words that tell of a cause, the most telling first; not those that longer ones hold. */
  phrases(words) {
    const isOuter = ({ cause }) => Number(tables.outer.includes(cause.name));
    const order = (one, other) => isOuter(one) - isOuter(other) || other.words.length - one.words.length;
    const found = this.causes.foundIn(words);
    return found.filter((each) => !found.some((other) => each !== other && other.words.includes(each.words))).sort(order);
  }
}

/* Whether a server reports what another server replied. */
function isRelayed(raw, around) {
  return raw !== null && tables.answering.includes(raw.reporter) && tables.quoting.some((sign) => around.includes(sign));
}

/* The marks that a text has; of AUP#CXBL also the part by which its provider names the reply. */
function marksOf(raw) {
  const tags = (raw?.tags ?? []).flatMap((tag) => (tag.includes("#") ? [tag, tag.slice(tag.indexOf("#") + 1)] : [tag]));
  return [...tags, ...(raw?.enhanced ? [raw.enhanced] : [])].map(folded);
}

const enhancedCodes = (reply) => unique(reply.numbers.map(([, enhanced]) => enhanced).filter(Boolean));

/* The mark of a provider's reply that a text has; its enhanced code where it has no tag. */
function markIn(reply, raw) {
  return tagIn(reply, marksOf(raw)) || (enhancedCodes(reply).includes(raw.enhanced) ? raw.enhanced : "");
}

function tagIn(reply, marks) {
  return reply.tags.find((tag) => marks.includes(folded(tag))) ?? "";
}

/* How far the numbers of two replies agree; below zero where they contradict each other. */
function agreement(reply, raw) {
  return raw ? Math.max(...reply.numbers.map(([code, enhanced]) => points(code, enhanced, raw))) : 0;
}

function points(ours, enhanced, raw) {
  let found = 0;
  if (ours && raw.code) {
    const code = String(raw.code);
    found += ours === code ? 1 : ours[0] === code[0] ? -1 : -3;
  }
  if (enhanced && raw.enhanced) found += enhanced === raw.enhanced ? 2 : -1;
  return found;
}

// ---- deciding.py: the words of a reply decide where they can, its numbers where they cannot ----

function decide(raw, nodes, fitting, told, around) {
  const isReported = raw || tables.refusing.some((sign) => around.includes(sign));
  const phrases = isReported ? told : told.filter((each) => each.cause.isSilent || isTelling(each));
  const backed = [...numbered("enhanced", raw?.enhanced, nodes.enhanced), ...numbered("code", raw?.code, nodes.code)];
  const named = phrases.map((each) => ({ kind: "phrase", words: each.words, cause: each.cause.name }));
  const evidence = [...fitting.slice(0, tables.quoted).map((each) => quotedEvidence(each, raw)), ...named, ...backed];
  const spoken = firstCauses(fitting);
  const isSpoken = spoken.length && (!phrases.length || saysMore(fitting[0], phrases[0]));
  if (isSpoken) {
    const isSure = fitting[0].isEvident && spoken.length === 1;
    const others = phrases.map((each) => each.cause.name);
    const agreed = others.slice(0, 1).filter((name) => spoken.includes(name)); // settles what one text leaves open
    const names = spoken.length > 1 ? [...agreed, ...spoken, ...others] : [...spoken, ...others];
    return verdict(names, isSure ? "certain" : "likely", evidence, spoken.length === 1 || agreed.length > 0);
  }
  if (phrases.length && !(isVague(phrases[0]) && tells(backed))) {
    const names = byWords(phrases, backed.map((each) => each.cause));
    const isSure = backed.length > 0 && names[0] === backed[0].cause;
    return verdict(names, isSure ? "certain" : "likely", evidence, true);
  }
  return byNumbers(backed, evidence);
}

/* Whether words speak for their cause even where no number stands beside them. */
function isTelling(phrase) {
  return phrase.words.length >= tables.shortest && phrase.words.includes(" ") && !tables.common.includes(phrase.cause.name);
}

/* Whether words are one alone, and say only that a server does not want to. */
function isVague(phrase) {
  return tables.vague.includes(phrase.cause.name) && !phrase.words.includes(" ");
}

/* Whether the numbers have one cause, which says more than that a server does not want to. */
function tells(backed) {
  const told = byNumbers(backed, []);
  return told.isDecided && !tables.vague.includes(told.causes[0]);
}

/* Whether the words of a provider count before the best words of any maker: where it is evident who replied, unless the
   others hold them and more; and where they are longer. */
function saysMore({ answer: { reply, words }, isEvident, isMarked }, phrase) {
  if (isEvident) return isMarked || words === phrase.words || !phrase.words.includes(words);
  const isOuter = tables.outer.includes(reply.cause) && !tables.outer.includes(phrase.cause.name);
  return words.length > phrase.words.length && (!isOuter || words.includes(phrase.words));
}

/* The names of the causes of the replies that fit best. */
function firstCauses(fitting) {
  const best = fitting.filter((each) => each.score === fitting[0].score);
  return unique(best.map((each) => each.answer.reply.cause).filter(Boolean));
}

/* The causes of words, the longest first, or a little shorter ones first with which a number agrees. */
function byWords(phrases, names) {
  const longest = phrases[0].words.length;
  const isOuter = ({ cause }) => tables.outer.includes(cause.name);
  const told = phrases.filter((each) => isOuter(phrases[0]) || !isOuter(each));
  const agreed = told.find((each) => names.includes(each.cause.name) && longest - each.words.length <= tables.near);
  return [(agreed ?? phrases[0]).cause.name, ...phrases.map((each) => each.cause.name)];
}

/* What the numbers alone leave: the enhanced code before the code, what is written before what is seen. */
function byNumbers(backed, evidence) {
  for (const kind of ["enhanced", "code"]) {
    const found = backed.filter((each) => each.kind === kind);
    const written = found.filter((each) => each.isWritten);
    const names = unique((written.length ? written : found).map((each) => each.cause));
    if (names.length) {
      const isDecided = names.length === 1;
      const others = backed.map((each) => each.cause);
      return verdict([...names, ...others], isDecided ? "likely" : "possible", evidence, isDecided);
    }
  }
  return verdict([], null, evidence, false);
}

function verdict(names, confidence, evidence, isDecided) {
  return { causes: unique(names), isDecided, confidence, evidence };
}

function quotedEvidence({ answer: { reply, pattern }, isMarked }, raw) {
  if (isMarked && raw) return { kind: "tag", words: markIn(reply, raw), cause: reply.cause };
  return { kind: "reply", words: shownWords(pattern), cause: reply.cause };
}

/* The words of a pattern as people read them, with an ellipsis for what varies. */
function shownWords(text) {
  return text.replace(/^\^|\$$/gu, "").replace(new RegExp(SPLIT, "gu"), "...");
}

/* The causes that come with a number: what a standard or the registry says comes first. */
function numbered(kind, number, node) {
  const evidence = (isWritten) => (cause) => ({ kind, words: String(number), cause, isWritten });
  return node?.causes ? [...node.causes[0].map(evidence(true)), ...node.causes[1].map(evidence(false))] : [];
}

// ---- moving.py: whose move it is, and what they do ----

/* Who moves first: as the sender of the reply says, or all known senders of its words, or else its cause. */
function mover(cause, { code, enhanced }, reply, fitting, isRelay) {
  if (cause && isRelay && tables.ofClients.includes(cause.name)) return tables.relaying;
  if (reply) return reply.actor;
  const best = fitting.filter((each) => each.score === fitting[0].score).map((each) => each.answer.reply);
  const isOne = best.length > 0 && best.every((each) => each.cause === best[0].cause && each.actor === best[0].actor);
  if (cause && isOne && best[0].cause === cause.name) return best[0].actor;
  return cause?.actor || (enhanced?.isEntry && enhanced.actor) || code?.actor || null;
}

// ---- What the rules hold, in the place of the graph ----

/* "later message": when to try again, and what. */
const retryIn = (text) => {
  const [when, what] = text.split(" ");
  return text ? { when, what } : null;
};

class Graph {
  constructor(rules) {
    const names = Object.keys(rules.causes);
    const causesOf = (places) => places.map((each) => each.map((place) => names[place]));
    this.causes = new Map(Object.entries(rules.causes).map(([name, row], place) => {
      const [title, actor, lasting, scope, retry, isSilent] = row;
      return [name, { key: `cause:${name}`, name, place, title, actor, lasting, scope, retry: retryIn(retry), isSilent }];
    }));
    this.causesInOrder = [...this.causes.values()];
    this.codes = new Map(Object.entries(rules.codes).map(([name, row]) => {
      const [title, actor, scope, retry, causes, isNone] = row;
      const tone = isNone ? "" : `${name[0]}xx`;
      return [name, { key: `code:${name}`, name, title, actor, scope, retry: retryIn(retry), causes: causesOf(causes), tone }];
    }));
    this.enhanced = new Map(Object.entries(rules.enhanced).map(([name, [title, causes, classes]]) => [
      name,
      { title, causes: causesOf(causes), classes },
    ]));
    this.providers = Object.entries(rules.providers).map(([name, title]) => ({ name, title }));
    this.evidence = Object.entries(rules.evidence).map(([word, rows]) => [
      word,
      rows.map(([place, words]) => [words, this.providers[place]]),
    ]);
    this.tags = new Set(rules.tags);
    this.ranges = rules.tags.map((name) => /^([245]\.\d+)\.(\d+)-(\d+)$/.exec(name)).filter(Boolean);
    this.ranges.sort((one, other) => one[3] - one[2] - (other[3] - other[2]));
    this.replies = new Map();
    this.together = rules.together;
  }

  /* The words that tell of a cause. */
  phrases([place, ...texts]) {
    return texts.map((words) => ({ words, cause: this.causesInOrder[place] }));
  }

  /* A reply of a provider; who acts, how long it lasts and what it is about are those of the cause where the row is
     silent, and "-" says nothing. */
  answer(row) {
    const [owner, place, pattern, causePlace, numbers = "", tags = "", phase = "", actor = "", lasting = "", scope = ""] = row;
    const [retry = "", isCommon = 0, quotes = 0] = row.slice(10);
    const own = (said, implied) => (said === "-" ? "" : said || implied || "");
    const provider = this.providers[owner];
    const cause = this.causesInOrder[causePlace];
    const name = `${owner} ${place}`;
    if (!this.replies.has(name)) {
      this.replies.set(name, {
        ...{ place, sender: provider.name, cause: cause?.name ?? "", phase, retry, quotes },
        numbers: [numbers].flat().map((pair) => pair.split(" ")).map(([code = "", enhanced = ""]) => [code, enhanced]),
        tags: [tags].flat().filter(Boolean),
        ...{ actor: own(actor, cause?.actor), lasting: own(lasting, cause?.lasting), scope: own(scope, cause?.scope) },
      });
    }
    return { provider, reply: this.replies.get(name), pattern, words: even(pattern).replace(NUMBERS, ""), isCommon };
  }

  /* The node of an enhanced code: what the registry has for its class, or else what a provider has made up. */
  numbered(enhanced) {
    const entry = this.entry(enhanced);
    if (entry) {
      const [actor, scope, retry] = entry.classes[enhanced[0]];
      const { title, causes } = entry;
      return { key: `enhanced:${enhanced}`, name: enhanced, title, causes, actor, scope, retry: retryIn(retry), isEntry: true };
    }
    return this.mark(enhanced);
  }

  /* What the registry has for a number with its class. */
  entry(enhanced) {
    const entry = this.enhanced.get(enhanced.slice(2));
    return entry?.classes[enhanced[0]] ? entry : null;
  }

  mark(tag) {
    if (!/^[245]\.\d/.test(tag)) return { key: `tag:${tag}`, name: tag, title: "" };
    const [, subject, detail] = /^([245]\.\d{1,3})\.(\d{1,3})$/.exec(tag) ?? [];
    const range = detail && this.ranges.find((each) => each[1] === subject && +each[2] <= +detail && +detail <= +each[3]);
    const name = this.tags.has(tag) ? tag : range?.[0];
    return name ? { key: `tag:${name}`, name, title: "" } : null;
  }
}

// ---- explaining.py: from a raw text to what happened, whose move it is, and what to do ----

const MOST_CANDIDATES = 5; // how many causes are named at most where the text leaves several
const LONGEST = 20_000; // how many characters of a text are searched for words; numbers are found in all of it

class Explainer {
  constructor(rules) {
    const { signs } = rules;
    tables = {
      ...signs,
      noReply: new Set(signs.noReply),
      programs: new Set(signs.programs),
      noTags: new Set(signs.noTags),
    };
    this.graph = new Graph(rules);
    this.matcher = new Matcher(this.graph);
    this.volumes = rules.volumes; // the first word of each
    this.known = new Set();
  }

  /* The numbers of the volumes that it takes to explain a text, without those that are there. */
  wanted(text) {
    const told = failedIn(text);
    const words = told.length ? told.flatMap((each) => asked(each.reply ?? ofStatus(each), each.text)) : [];
    for (const raw of told.length ? [] : [readReply(text), ...readReplies(text)]) words.push(...asked(raw, text));
    const volumes = unique(words).map((word) => Math.max(0, bisectRight(this.volumes, word) - 1));
    return unique(volumes).filter((each) => !this.known.has(each));
  }

  /* Takes in a volume. */
  put(number, volume) {
    this.known.add(number);
    this.matcher.put(volume);
  }

  /* The explanation of the reply that a text is about; null if it holds no reply and no words that tell of a failure. */
  explain(text) {
    return this.explained(readReply(text), text);
  }

  /* The explanations of all replies that a text holds, in their order. */
  explainAll(text) {
    const found = readReplies(text).map((raw) => this.explained(raw, text));
    return found.length ? found : [this.explain(text)].filter(Boolean);
  }

  /* What a delivery report or a bounce tells of each recipient that failed, with the text that it says it in. */
  explainMessage(mail) {
    return failedIn(mail).map((told) => {
      const { recipient, action, text } = told;
      const found = this.explained(told.reply ?? ofStatus(told), text) ?? NOTHING_FOUND;
      return { ...found, recipient: shown(recipient ?? "") || null, action: shown(action), said: text };
    });
  }

  explained(raw, text) {
    const nodes = this.numbersOf(raw);
    if (raw && isSuccess(raw)) return success(raw, nodes);
    const words = spoken(raw, text);
    const isAll = !raw || (raw.span[0] === 0 && raw.span[1] === text.length);
    const around = isAll ? words : even(text.slice(0, LONGEST));
    let fitting = this.matcher.replies(raw, words, around);
    if (!raw) fitting = fitting.filter((each) => each.answer.reply.phase === "none");
    const decided = decide(raw, nodes, fitting, this.matcher.phrases(words), around);
    if (!raw && !decided.isDecided) return null;
    const reported = this.reportedBy(raw, words, around, fitting);
    const speaker = raw && this.matcher.speaker(around);
    return { ...this.told(raw, nodes, fitting, decided, isRelayed(raw, around)), ...reported, ...(speaker && { provider: speaker }) };
  }

  /* Who reports a reply: a program, or a provider that speaks of what another server replied. */
  reportedBy(raw, words, around, fitting) {
    const quoting = fitting.find((each) => each.isEvident)?.answer;
    if (quoting?.reply.quotes) return { reportedBy: quoting.provider.name, provider: null };
    if (!raw || raw.reporter) return { reportedBy: raw?.reporter ?? null };
    const replied = this.matcher.shown(words);
    const others = replied.size ? [...this.matcher.shown(around)].filter((name) => !replied.has(name)) : [];
    return { reportedBy: others.length === 1 ? others[0] : null };
  }

  /* The nodes of the numbers of a reply. */
  numbersOf(raw) {
    const code = raw?.code ? this.graph.codes.get(String(raw.code)) : null;
    return { code: code ?? null, enhanced: raw?.enhanced ? this.graph.numbered(raw.enhanced) : null };
  }

  told(raw, nodes, fitting, decided, isRelay) {
    const candidates = decided.causes.map((name) => this.graph.causes.get(name));
    const cause = decided.isDecided ? candidates[0] : null;
    const [reply, provider] = answered(fitting, cause);
    const retry = retryOf(nodes, cause);
    const tag = reply && (raw ? markIn(reply, raw) : reply.tags[0]);
    const mark = tag ? this.graph.mark(tag) : null;
    return {
      reply: raw,
      code: nodes.code,
      enhanced: nodes.enhanced,
      cause,
      candidates,
      confidence: decided.confidence,
      evidence: decided.evidence,
      lasting: reply?.lasting || cause?.lasting || null,
      actor: mover(cause, nodes, reply, fitting, isRelay),
      scope: reply?.scope || scopeOf(nodes, cause),
      phase: raw?.phase ?? (reply?.phase && reply.phase !== "none" ? reply.phase : null),
      provider: provider ? provider.answer.provider : null,
      providerReply: reply,
      retry: reply?.retry || (retry ? retry.when : ofClass(raw)),
      retryWhat: retry ? retry.what : null,
      related: [mark, nodes.enhanced, nodes.code, cause].filter(Boolean),
      warnings: raw ? [...raw.warnings, ...numberWarnings(raw, nodes)] : [],
      recipient: raw?.recipient ?? null,
    };
  }
}

/* What a mail tells of the recipients that failed. */
const failedIn = (mail) => readMessage(mail).filter(({ action }) => !NO_FAILURES.includes(action));

/* What the server said, or else the whole text, in the form of `even`. */
const spoken = (raw, text) => even((raw ? raw.text : text).slice(0, LONGEST));

/* The words and marks by which the patterns of a reply are found. */
const asked = (raw, text) => [...wordsIn(spoken(raw, text)), ...marksOf(raw)];

const NOTHING_FOUND = {
  ...{ reply: null, code: null, enhanced: null, cause: null, candidates: [], confidence: null, evidence: [], lasting: null },
  ...{ actor: null, scope: null, phase: null, provider: null, providerReply: null, reportedBy: null, retry: null },
  ...{ retryWhat: null, related: [], warnings: [], recipient: null },
};

/* The explanation of a reply after which nobody has to act. */
function success(raw, nodes) {
  return {
    ...NOTHING_FOUND,
    reply: raw,
    code: nodes.code,
    enhanced: nodes.enhanced,
    actor: "nobody",
    phase: raw.phase,
    reportedBy: raw.reporter,
    retry: "not-needed",
    retryWhat: "nothing",
    related: [nodes.enhanced, nodes.code].filter(Boolean),
    warnings: [...raw.warnings, ...numberWarnings(raw, nodes)],
    recipient: raw.recipient,
  };
}

/* Whether a reply reports success, or lets an exchange go on (RFC 5321, section 4.2.1). */
function isSuccess(raw) {
  return raw.code ? raw.code >= 200 && raw.code < 400 : (raw.enhanced ?? "").startsWith("2");
}

/* The provider's reply that speaks for a cause, and what shows who replied. */
function answered(fitting, cause) {
  const evident = fitting.find((each) => each.isEvident);
  if (!evident) return [null, null];
  const own = fitting.filter((each) => each.answer.provider === evident.answer.provider);
  const reply = own.find((each) => !cause || ["", cause.name].includes(each.answer.reply.cause));
  return [reply?.answer.reply ?? null, evident];
}

/* Whether to try again: a code of class 4 says that the failure may pass, whatever its cause. */
function retryOf({ code, enhanced }, cause) {
  if (enhanced?.isEntry && enhanced.retry) return enhanced.retry;
  if (cause && (!code || code.tone !== "4xx" || cause.lasting === "permanent")) return cause.retry;
  return code ? code.retry : null;
}

/* What the first digit alone says of trying again (RFC 5321, section 4.2.1). */
function ofClass(raw) {
  const digit = raw ? String(raw.code ?? raw.enhanced ?? "")[0] : "";
  return { 4: "later", 5: "after-change" }[digit] ?? null;
}

function scopeOf({ code, enhanced }, cause) {
  return cause ? cause.scope : (enhanced?.isEntry && enhanced.scope) || code?.scope || null;
}

/* The pieces of prose that an answer needs: those of its causes, and the first where numbers speak. */
function proseOf({ cause, candidates, providerReply: reply }, graph) {
  const causes = [...(cause ? [cause] : candidates.slice(0, MOST_CANDIDATES)), graph.causes.get(reply?.cause)];
  const places = causes.filter(Boolean).map((each) => 1 + Math.floor(each.place / graph.together));
  return unique(cause && reply?.cause !== "" ? places : [0, ...places]);
}

/* What happened, in one sentence; empty where no text says it. */
function summaryOf({ cause, enhanced, code }, texts) {
  if (cause) return texts.causes[cause.name][0];
  const entry = enhanced?.isEntry ? texts.enhanced[enhanced.name.slice(2)] : "";
  return entry || (code ? texts.codes[code.name][0] : "");
}

/* What a provider asks for, or what the actor does about the cause; without a cause, what the sender does about the code.
   The texts leave the first out where the second says it. */
function adviceOf({ actor, cause, code, providerReply: reply, retry }, texts) {
  const asked = reply?.actor === actor ? texts.replies[reply.sender]?.[reply.place] : "";
  if (asked || retry === "not-needed") return asked || "";
  if (!cause) return code ? texts.codes[code.name][1] : "";
  const [, , remedies] = texts.causes[cause.name];
  return (remedies.find(([each]) => each === actor) ?? remedies[0])[1];
}

/* The page on which to act, as what it asks for and its address; null where none is known. */
function linkOf({ providerReply: reply }, texts) {
  return (reply && texts.links[reply.sender]?.[reply.place]) ?? null;
}

/* The texts of several pieces together. */
function textsOf(pieces) {
  const texts = { causes: {}, codes: {}, enhanced: {}, replies: {}, links: {} };
  for (const piece of pieces) {
    for (const kind of ["causes", "codes", "enhanced"]) Object.assign(texts[kind], piece[kind]);
    for (const kind of ["replies", "links"]) {
      for (const [sender, told] of Object.entries(piece[kind])) Object.assign((texts[kind][sender] ??= {}), told);
    }
  }
  return texts;
}

function numberWarnings(raw, { code, enhanced }) {
  return [
    ...(raw.code && !code ? ["unknown-code"] : []),
    ...(code && !code.tone ? ["not-a-reply"] : []),
    ...(raw.enhanced && !enhanced ? ["unknown-enhanced"] : []),
  ];
}

const smtpExplain = { Explainer, readReply, readReplies, proseOf, textsOf, summaryOf, adviceOf, linkOf, MOST_CANDIDATES };
if (typeof module === "object") module.exports = smtpExplain;
else globalThis.smtpExplain = smtpExplain;

})();
