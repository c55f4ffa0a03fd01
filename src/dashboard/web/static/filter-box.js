// The box that finds whatever can be chosen: a combobox with chips, as ARIA 1.2 describes it.
//
// `ui/filter_box.py` tells it everything (`data`), and takes its messages: {n, session, chosen}.
// What is chosen is shown at once and is ours until the server answers our last message; numbers
// tell which. Names come from data, so they are only ever set as text.

const version = new URL(import.meta.url).search;
const beside = name => new URL(name + version, import.meta.url);
const [{ find }, { element, icon, Chips }, sheet] = await Promise.all([
  import(beside("filter-match.js")),
  import(beside("filter-chips.js")),
  styles(beside("filter-box.css")),
]);
const boxes = new WeakMap(); // by the root that each was put into
const lists = new Map(); // what can be chosen, by its address: a promise, shared by all
const SPOKEN_AFTER = 700; // milliseconds after the last key
const PAGE = 8; // rows that PageDown goes
const [LEAST_ROOM, MOST_HEIGHT, EDGE] = [180, 420, 8]; // pixels

export default function filterBox(component) {
  const root = component.parentElement;
  if (!boxes.has(root)) boxes.set(root, new Box(root));
  const box = boxes.get(root);
  box.update(component);
  return () => box.leave();
}

async function styles(address) {
  const made = new CSSStyleSheet();
  return made.replace(await (await fetch(address)).text());
}

/** The options of an address, fetched once; a failure is forgotten, so that it is tried again. */
function listAt(address) {
  if (!lists.has(address)) lists.set(address, fetched(address));
  return lists.get(address);
}

async function fetched(address) {
  try {
    const answer = await fetch(new URL(address, document.baseURI));
    if (!answer.ok) throw new Error(answer.status);
    const { kinds, options } = await answer.json();
    const named = options.map(([id, name, kind, words, mark], at) =>
      ({ id, name, kind, words, mark, at }));
    return { address, kinds, options: named, byId: new Map(named.map(o => [o.id, o])) };
  } catch (error) {
    lists.delete(address);
    throw error;
  }
}

class Box {
  n = 0; // of the last message, ours or taken by the server
  list = null;
  hasFailed = false;
  rows = []; // what the list shows: options, and first perhaps an array of several
  active = -1;

  constructor(root) {
    root.adoptedStyleSheets = [sheet];
    this.input = element("input", {
      id: "find", type: "text", role: "combobox", autocomplete: "off", autocapitalize: "none",
      spellcheck: "false", enterkeyhint: "done", "aria-autocomplete": "list",
      "aria-haspopup": "listbox", "aria-controls": "list", "aria-expanded": "false",
    });
    this.label = element("label", { for: "find", class: "unseen" });
    this.chips = new Chips(this.input, id => this.remove(id));
    this.field = element("div", { class: "field" },
      icon("search"), this.chips.ul, this.input, icon("arrow"));
    this.joined = element("p", { class: "joined" });
    this.before = element("p", { class: "note" });
    this.ul = element("ul", { id: "list", role: "listbox", "aria-multiselectable": "true" });
    this.after = element("p", { class: "note" });
    this.popup = element("div", { class: "popup", popover: "manual" },
      this.before, this.ul, this.after);
    this.status = element("div", { role: "status", class: "unseen" });
    this.host = element("div", { class: "box" },
      this.label, this.field, this.joined, this.popup, this.status);
    root.append(this.host);
    this.listen();
  }

  listen() {
    this.field.addEventListener("click", event => this.click(event));
    this.input.addEventListener("input", () => this.open());
    this.input.addEventListener("keydown", event => this.key(event));
    this.input.addEventListener("focus", () => this.load());
    this.input.addEventListener("blur", () => this.drop());
    this.popup.addEventListener("mousedown", event => event.preventDefault());
    this.ul.addEventListener("click", event => {
      const row = event.target.closest("[role=option]");
      if (row) this.pick(Number(row.dataset.row));
    });
    this.place = () => this.isOpen && this.position();
    window.addEventListener("scroll", this.place, { capture: true, passive: true });
    window.addEventListener("resize", this.place);
    window.visualViewport?.addEventListener("resize", this.place);
    window.visualViewport?.addEventListener("scroll", this.place);
  }

  leave() {
    window.removeEventListener("scroll", this.place, { capture: true });
    window.removeEventListener("resize", this.place);
    window.visualViewport?.removeEventListener("resize", this.place);
    window.visualViewport?.removeEventListener("scroll", this.place);
    boxes.delete(this.host.getRootNode());
    this.host.remove();
  }

  /** What the server says, and the newest way to send it something. */
  update({ data, setStateValue }) {
    const isOther = data.session !== this.data?.session;
    this.data = data;
    this.send = setStateValue;
    this.host.lang = data.language;
    this.numbers = new Intl.NumberFormat(data.language === "en" ? "en-GB" : data.language);
    this.plural = new Intl.PluralRules(data.language);
    this.label.textContent = data.words.label;
    this.ul.setAttribute("aria-label", data.words.list);
    this.chips.speak(data.words);
    if (isOther || data.n >= this.n) {
      this.n = data.n;
      this.chips.set(data.chosen.map(([id, name, mark]) => ({ id, name, mark })));
    }
    this.refresh();
    const whenIdle = window.requestIdleCallback ?? setTimeout;
    whenIdle(() => this.load());
  }

  refresh() {
    const { words } = this.data;
    this.input.placeholder = this.chips.isEmpty ? words.hint : "";
    this.joined.textContent = this.chips.joined(words);
    if (this.isOpen) this.show(this.rows[this.active]);
  }

  async load() {
    const address = this.data.options;
    if (this.list?.address === address) return;
    try {
      const list = await listAt(address);
      if (address !== this.data.options) return; // another one was told meanwhile
      [this.list, this.hasFailed] = [list, false];
    } catch {
      this.hasFailed = true;
    }
    if (this.isOpen) this.show();
  }

  get isOpen() {
    return this.popup.matches(":popover-open");
  }

  get current() {
    return this.list?.address === this.data.options ? this.list : null;
  }

  open() {
    if (!this.current) this.load();
    if (!this.isOpen) this.popup.showPopover();
    this.input.setAttribute("aria-expanded", "true");
    this.show();
    this.position();
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => this.isOpen && this.tellHowMany(), SPOKEN_AFTER);
  }

  close() {
    if (this.isOpen) this.popup.hidePopover();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    clearTimeout(this.speaking);
  }

  drop() {
    this.input.value = "";
    this.close();
  }

  click(event) {
    if (event.target.closest("button")) return;
    this.input.focus();
    const isOnArrow = event.target.closest(".arrow");
    if (this.isOpen && isOnArrow) this.close();
    else if (!this.isOpen) this.open();
  }

  /** Fill the list; `kept` is the row to stay on when the server has told something new. */
  show(kept) {
    const { words, counts } = this.data;
    const text = this.input.value;
    const found = this.current
      ? find(this.current.options, counts, text, this.chips.ids)
      : { rows: [], parts: [], isGuess: false, more: 0 };
    this.rows = found.parts.length ? [found.parts, ...found.rows] : found.rows;
    this.ul.replaceChildren(...this.rows.map((row, n) => this.row(row, n)));
    this.ul.hidden = !this.rows.length;
    this.before.textContent = this.said(found, words);
    this.after.textContent = found.more
      ? words.more.replace("{n}", this.numbers.format(found.more)) : "";
    this.activate(kept && this.rows.includes(kept) ? this.rows.indexOf(kept) : this.first(found));
  }

  said(found, words) {
    if (!this.current) return this.hasFailed ? words.failed : words.loading;
    if (found.isGuess && this.rows.length) return words.guess;
    return this.rows.length ? "" : words.nothing;
  }

  /** What Enter takes while somebody types: the first that is not chosen, if it can be. */
  first(found) {
    if (!this.input.value.trim() || found.isGuess) return -1;
    const first = this.rows.findIndex(row => Array.isArray(row) || !this.chips.ids.has(row.id));
    return first >= 0 && this.canBe(this.rows[first]) ? first : -1;
  }

  canBe(row) {
    return Array.isArray(row) || this.chips.ids.has(row.id) || this.data.counts[row.at] !== 0;
  }

  row(row, n) {
    const isSeveral = Array.isArray(row);
    const isChosen = !isSeveral && this.chips.ids.has(row.id);
    const li = element("li", { id: `row-${n}`, role: "option", "aria-selected": isChosen });
    li.dataset.row = n;
    if (!this.canBe(row)) li.setAttribute("aria-disabled", "true");
    const name = isSeveral
      ? this.data.words.add.replace("{n}", row.length)
        .replace("{names}", row.map(option => option.name).join(" + "))
      : row.name;
    li.append(element("span", { class: "name" }, name));
    const notes = isSeveral ? [] : this.notes(row);
    if (notes.length) li.append(element("span", { class: "notes" }, ` · ${notes.join(" · ")}`));
    return li;
  }

  notes(option) {
    const kind = this.current.kinds[option.kind];
    const mark = option.mark === kind ? "" : option.mark;
    return [mark, kind, this.behind(this.data.counts[option.at])].filter(Boolean);
  }

  behind(count) {
    const { words } = this.data;
    if (count === 0) return words.none;
    if (count === null || count === undefined) return words.unknown;
    return count > 0 ? this.numbers.format(count) : this.form(words.figures, -count);
  }

  form(forms, n) {
    return (forms[this.plural.select(n)] ?? forms.other).replace("{n}", this.numbers.format(n));
  }

  activate(n) {
    this.ul.querySelector(".active")?.classList.remove("active");
    this.active = n;
    const row = this.ul.children[n];
    if (!row) return this.input.removeAttribute("aria-activedescendant");
    row.classList.add("active");
    row.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", row.id);
  }

  move(by) {
    if (!this.isOpen) return this.open();
    const count = this.rows.length;
    if (!count) return;
    if (Math.abs(by) === 1) {
      const from = this.active < 0 && by < 0 ? 0 : this.active;
      return this.activate((from + by + count) % count);
    }
    this.activate(Math.max(0, Math.min(count - 1, this.active + by)));
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const isEmpty = !this.input.value;
    const act = {
      ArrowDown: () => (event.altKey ? this.open() : this.move(1)),
      ArrowUp: () => (event.altKey ? this.close() : this.move(-1)),
      PageDown: () => this.move(PAGE),
      PageUp: () => this.move(-PAGE),
      Enter: () => this.isOpen && this.active >= 0 && this.pick(this.active),
      Escape: this.isOpen ? () => this.close() : isEmpty ? null : () => this.drop(),
      Backspace: isEmpty && !event.repeat && !this.chips.isEmpty
        ? () => this.remove(this.chips.last) : null,
      ArrowLeft: isEmpty && !this.chips.isEmpty ? () => this.chips.enter() : null,
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  pick(n) {
    const row = this.rows[n];
    if (!row || !this.canBe(row)) return;
    const isChosen = !Array.isArray(row) && this.chips.ids.has(row.id);
    this.drop();
    if (isChosen) return this.remove(row.id);
    const added = [row].flat();
    this.chips.add(added, id => this.current.byId.has(id));
    this.ask(this.data.words.added.replace("{name}", added.map(each => each.name).join(", ")));
  }

  remove(id) {
    const { words } = this.data;
    const name = this.chips.remove(id);
    this.ask(this.chips.isEmpty ? words.cleared : words.removed.replace("{name}", name));
  }

  ask(told) {
    this.n = Math.max(this.n, this.data.n) + 1;
    this.refresh();
    this.tell(told);
    const chosen = [...this.chips.ids];
    this.send("asked", { n: this.n, session: this.data.session, chosen });
  }

  tellHowMany() {
    const count = this.rows.filter(row => !Array.isArray(row)).length;
    this.tell(count ? this.form(this.data.words.choices, count) : this.before.textContent);
  }

  /** Said aloud, also when it is the same as before. */
  tell(text) {
    this.status.textContent = "";
    setTimeout(() => { this.status.textContent = text; }, 50);
  }

  /** Under the field, or over it where there is little room. */
  position() {
    const field = this.field.getBoundingClientRect();
    const view = window.visualViewport;
    const height = view ? view.height + view.offsetTop : window.innerHeight;
    const below = height - field.bottom - EDGE;
    const isOver = below < LEAST_ROOM && field.top > below;
    const style = this.popup.style;
    style.left = `${field.left}px`;
    style.width = `${field.width}px`;
    style.top = isOver ? "auto" : `${field.bottom + 2}px`;
    style.bottom = isOver ? `${window.innerHeight - field.top + 2}px` : "auto";
    style.maxHeight = `${Math.min(MOST_HEIGHT, isOver ? field.top - EDGE : below)}px`;
  }
}
