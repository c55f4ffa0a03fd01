// What is meant by what somebody types. No page, no network: plain functions on plain lists.
//
// An option is {id, name, kind, words, mark, at}: `kind` a number, the lower the likelier; `words`
// folded, its own name first; `at` its place in the list. `counts[at]` is what stands behind it:
// people, -n for n figures, null for other records, 0 for nothing.

const MOST = 60;
const OF_A_KIND = 6; // of each, where nothing is typed and there are too many to show
const GUESSES = 5;
const MOST_WORDS = 12; // of a text that is cut into parts
const SHORTEST = { part: 3, inside: 3, guess: 4 };
const NEAR = 0.4;
const [EXACT, BEGINS, BEGIN_WORDS, INSIDE] = [0, 1, 2, 4];

/** The same as `dashboard.words.folding.fold`. */
export function fold(text) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "");
  // Letter by letter, down, up and down again, as Python's casefold: "ß" is "ss".
  const low = [...bare].map(c => c.toLowerCase().toUpperCase().toLowerCase()).join("");
  return (low.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

/** `{rows, parts, isGuess, more}`: options as they are shown; `parts` are to be added at once. */
export function find(options, counts, text, chosen = new Set()) {
  const typed = fold(text);
  if (!typed) return text.trim() ? none() : everything(options, counts);
  const hits = ranked(options, counts, typed);
  const parts = hits.length && hits[0].rank <= BEGINS + 0.5 ? [] : cut(options, counts, typed);
  if (parts.length > 1) {
    const rest = hits.map(hit => hit.option).filter(option => !parts.includes(option));
    const isWhole = parts.every(option => counts[option.at] !== 0);
    const missing = parts.filter(option => !chosen.has(option.id));
    return shown([...parts, ...rest], isWhole && missing.length > 1 ? missing : []);
  }
  if (parts.length === 1 && !hits.length) return shown(parts);
  if (hits.length) return shown(hits.map(hit => hit.option));
  return { ...shown(nearest(options, typed)), isGuess: true };
}

const none = () => ({ rows: [], parts: [], isGuess: false, more: 0 });

function shown(rows, parts = []) {
  return { rows: rows.slice(0, MOST), parts, isGuess: false, more: Math.max(0, rows.length - MOST) };
}

/** What has anything behind it, kind by kind; the largest of each where that is too much. */
function everything(options, counts) {
  const there = options.filter(option => counts[option.at] !== 0);
  if (there.length <= MOST) return shown(there);
  const kinds = [...new Set(there.map(option => option.kind))];
  const rows = kinds.flatMap(kind => there.filter(option => option.kind === kind)
    .sort((a, b) => people(counts, b) - people(counts, a)).slice(0, OF_A_KIND));
  return { ...shown(rows), more: there.length - Math.min(rows.length, MOST) };
}

function people(counts, option) {
  return Math.max(0, counts[option.at] ?? 0);
}

function ranked(options, counts, typed) {
  const parts = typed.split(" ");
  const hits = [];
  for (const option of options) {
    const rank = rankOf(option, typed, parts);
    if (rank < Infinity) hits.push({ option, rank });
  }
  return hits.sort((a, b) => a.rank - b.rank || before(a.option, b.option, counts));
}

/** What has nothing behind it stands after what has, then the likelier kind, then more people. */
function before(a, b, counts) {
  return (counts[a.at] === 0) - (counts[b.at] === 0)
    || a.kind - b.kind
    || people(counts, b) - people(counts, a)
    || a.at - b.at;
}

function rankOf(option, typed, parts) {
  let best = Infinity;
  option.words.forEach((words, n) => {
    const rank = rankOfWords(words, typed, parts) + (n ? 0.5 : 0);
    if (rank < best) best = rank;
  });
  return best;
}

function rankOfWords(words, typed, parts) {
  if (words === typed) return EXACT;
  if (words.startsWith(typed)) return BEGINS;
  const spaced = ` ${words}`;
  if (parts.every(part => spaced.includes(` ${part}`))) return BEGIN_WORDS;
  return typed.length >= SHORTEST.inside && words.includes(typed) ? INSIDE : Infinity;
}

/** The text cut from the left into the longest parts that are options; empty where a part is none. */
function cut(options, counts, typed) {
  const words = typed.split(" ");
  if (words.length > MOST_WORDS) return [];
  const found = new Set();
  for (let start = 0; start < words.length;) {
    const [option, length] = partAt(options, counts, words.slice(start));
    if (!option) return [];
    found.add(option);
    start += length;
  }
  return [...found];
}

function partAt(options, counts, words) {
  for (const worst of [EXACT + 0.5, BEGINS + 0.5]) {
    for (let length = words.length; length > 0; length--) {
      const typed = words.slice(0, length).join(" ");
      const [hit] = ranked(options, counts, typed);
      const isShort = worst > EXACT + 0.5 && typed.length < SHORTEST.part;
      if (hit && hit.rank <= worst && !isShort) return [hit.option, length];
    }
  }
  return [null, 0];
}

/** Names that look like what was typed: a question, never taken by itself. */
function nearest(options, typed) {
  if (typed.length < SHORTEST.guess) return [];
  const own = trigrams(typed);
  const near = options.map(option => [Math.max(...option.words.map(w => alike(own, w))), option]);
  return near.filter(([likeness]) => likeness >= NEAR)
    .sort((a, b) => b[0] - a[0] || a[1].kind - b[1].kind || a[1].at - b[1].at)
    .slice(0, GUESSES).map(([, option]) => option);
}

function alike(own, words) {
  const others = trigrams(words);
  const shared = [...own].filter(each => others.has(each)).length;
  return (2 * shared) / (own.size + others.size);
}

function trigrams(words) {
  const padded = `  ${words} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, n) => padded.slice(n, n + 3)));
}
