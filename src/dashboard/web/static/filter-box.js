// The box that finds whatever can be chosen: a combobox with chips, as ARIA 1.2 describes it.
//
// `ui/filter_box.py` tells it everything (`data`), and takes its messages: {n, session, chosen}.
// What is chosen is shown at once and is ours until the server answers our last message; numbers
// tell which. Names come from data, so they are only ever set as text.

const version = new URL(import.meta.url).search;
const beside = name => new URL(name + version, import.meta.url);
const [{ find }, { element, icon, Chips }, { List }, sheet] = await Promise.all([
  import(beside("filter-match.js")),
  import(beside("filter-chips.js")),
  import(beside("filter-list.js")),
  styles(beside("filter-box.css")),
]);
const boxes = new WeakMap(); // by the root that each was put into
const catalogues = new Map(); // what can be chosen, by its address: a promise, shared by all
const SPOKEN_AFTER = 700; // milliseconds after the last key
const PAGE = 8; // rows that PageDown goes
const NOTHING = { rows: [], parts: [], isGuess: false, more: 0 };

export default function filterBox(component) {
  const root = component.parentElement;
  if (!boxes.has(root)) boxes.set(root, new Box(root));
  const box = boxes.get(root);
  box.update(component);
  // Streamlit calls this also where a newer call overtook the import of this file.
  return () => root.isConnected || box.leave(root);
}

async function styles(address) {
  const made = new CSSStyleSheet();
  return made.replace(await (await fetch(address)).text());
}

/** The options of an address, fetched once; a failure is forgotten, so that it is tried again. */
function catalogueAt(address) {
  if (!catalogues.has(address)) catalogues.set(address, fetched(address));
  return catalogues.get(address);
}

async function fetched(address) {
  try {
    const answer = await fetch(new URL(address, document.baseURI));
    if (!answer.ok) throw new Error(answer.status);
    const { kinds, options } = await answer.json();
    const named = options.map(([id, name, kind, words, mark], at) =>
      ({ id, name, kind, words, mark, at }));
    return { address, kinds, options: named, ids: new Set(named.map(each => each.id)) };
  } catch (error) {
    catalogues.delete(address);
    throw error;
  }
}

class Box {
  n = 0; // of the last message, ours or taken by the server
  catalogue = null;
  hasFailed = false;

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
    this.list = new List(element, this.input, this.field, n => this.pick(n));
    this.joined = element("p", { class: "joined" });
    this.status = element("div", { role: "status", class: "unseen" });
    this.host = element("div", { class: "box" },
      this.label, this.field, this.joined, this.list.popup, this.status);
    root.replaceChildren(this.host); // and not what stood there while it could not be loaded
    this.field.addEventListener("click", event => this.click(event));
    this.input.addEventListener("input", () => this.open());
    this.input.addEventListener("keydown", event => this.key(event));
    this.input.addEventListener("focus", () => this.load());
    this.input.addEventListener("blur", () => this.drop());
  }

  leave(root) {
    this.list.leave();
    this.host.remove();
    boxes.delete(root);
  }

  /** What the server says, and the newest way to send it something. */
  update({ data, setStateValue }) {
    const isOther = data.session !== this.data?.session;
    this.data = data;
    this.send = setStateValue;
    this.host.lang = data.language;
    this.label.textContent = data.words.label;
    this.list.speak(data);
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
    if (this.list.isOpen) this.show(this.list.rows[this.list.active]);
  }

  async load() {
    const address = this.data.options;
    if (this.catalogue?.address === address) return;
    try {
      const catalogue = await catalogueAt(address);
      if (address !== this.data.options) return; // another one was told meanwhile
      [this.catalogue, this.hasFailed] = [catalogue, false];
    } catch {
      this.hasFailed = true;
    }
    if (this.list.isOpen) this.show();
  }

  /** The one whose order the counts are in. */
  get current() {
    return this.catalogue?.address === this.data.options ? this.catalogue : null;
  }

  open() {
    if (!this.current) this.load();
    this.list.open();
    this.show();
    this.list.position();
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => this.tell(this.list.told), SPOKEN_AFTER);
  }

  close() {
    clearTimeout(this.speaking);
    this.list.close();
  }

  /** Unfinished text is no choice. */
  drop() {
    this.input.value = "";
    this.close();
  }

  show(kept) {
    const { current, chips, data, input } = this;
    const found = current ? find(current.options, data.counts, input.value, chips.ids) : NOTHING;
    this.list.show(found, chips.ids, current?.kinds ?? [], this.said(found), kept);
  }

  said(found) {
    const { words } = this.data;
    if (!this.current) return this.hasFailed ? words.failed : words.loading;
    if (!found.rows.length) return words.nothing;
    return found.isGuess ? words.guess : "";
  }

  click(event) {
    if (event.target.closest("button")) return;
    this.input.focus();
    const isOnArrow = event.target.closest(".arrow");
    if (this.list.isOpen && isOnArrow) this.close();
    else if (!this.list.isOpen || this.hasFailed) this.open();
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const { chips, list } = this;
    const canLeave = !this.input.value && !chips.isEmpty;
    const move = by => (list.isOpen ? list.move(by) : this.open());
    const act = {
      ArrowDown: () => (event.altKey ? this.open() : move(1)),
      ArrowUp: () => (event.altKey ? this.close() : move(-1)),
      PageDown: () => move(PAGE),
      PageUp: () => move(-PAGE),
      Enter: () => list.isOpen && list.active >= 0 && this.pick(list.active),
      Escape: list.isOpen ? () => this.close() : this.input.value ? () => this.drop() : null,
      Backspace: canLeave && !event.repeat ? () => this.remove(chips.last) : null,
      ArrowLeft: canLeave ? () => chips.enter() : null,
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  pick(n) {
    const row = this.list.rows[n];
    if (!row || !this.list.canBe(row)) return;
    this.drop();
    if (!Array.isArray(row) && this.chips.ids.has(row.id)) return this.remove(row.id);
    const added = [row].flat();
    this.chips.add(added, id => this.current.ids.has(id));
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

  /** Said aloud, also when it is the same as before. */
  tell(text) {
    this.status.textContent = "";
    setTimeout(() => { this.status.textContent = text; }, 50);
  }
}
