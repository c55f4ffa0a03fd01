// The list under the field: what was found, the row that Enter takes, and where the list stands.

const [LEAST_ROOM, MOST_HEIGHT, EDGE] = [180, 420, 8]; // pixels

export class List {
  rows = []; // options, and first perhaps an array of several, to be added at once
  active = -1;

  /** `pick(n)` is asked for by a reader. */
  constructor(element, input, field, pick) {
    Object.assign(this, { element, input, field });
    this.before = element("p", { class: "note" });
    this.ul = element("ul", { id: "list", role: "listbox", "aria-multiselectable": "true" });
    this.after = element("p", { class: "note" });
    this.popup = element("div", { class: "popup", popover: "manual" },
      this.before, this.ul, this.after);
    this.popup.addEventListener("mousedown", event => event.preventDefault());
    this.ul.addEventListener("click", event => {
      const row = event.target.closest("[role=option]");
      if (row) pick(Number(row.dataset.row));
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
  }

  /** The words and numbers of `data`, in its language. */
  speak(data) {
    this.data = data;
    this.ul.setAttribute("aria-label", data.words.list);
    this.numbers = new Intl.NumberFormat(data.language === "en" ? "en-GB" : data.language);
    this.plural = new Intl.PluralRules(data.language);
  }

  get isOpen() {
    return this.popup.matches(":popover-open");
  }

  open() {
    if (!this.isOpen) this.popup.showPopover();
    this.input.setAttribute("aria-expanded", "true");
  }

  close() {
    if (this.isOpen) this.popup.hidePopover();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Fill it with what `find` found; `note` stands above, and `kinds` are named behind the names.
   *  `kept` is the row to stay on when the server has told something new. */
  show(found, chosen, kinds, note, kept) {
    const rows = found.parts.length ? [found.parts, ...found.rows] : found.rows;
    Object.assign(this, { rows, chosen, kinds });
    this.ul.replaceChildren(...rows.map((row, n) => this.row(row, n)));
    this.ul.hidden = !rows.length;
    this.before.textContent = note;
    this.after.textContent = found.more
      ? this.data.words.more.replace("{n}", this.numbers.format(found.more)) : "";
    this.activate(kept && rows.includes(kept) ? rows.indexOf(kept) : this.first(found.isGuess));
  }

  /** What Enter takes while somebody types: the first that is not chosen, if it can be. */
  first(isGuess) {
    if (!this.input.value.trim() || isGuess) return -1;
    const first = this.rows.findIndex(row => Array.isArray(row) || !this.chosen.has(row.id));
    return first >= 0 && this.canBe(this.rows[first]) ? first : -1;
  }

  canBe(row) {
    return Array.isArray(row) || this.chosen.has(row.id) || this.data.counts[row.at] !== 0;
  }

  row(row, n) {
    const isSeveral = Array.isArray(row);
    const isChosen = !isSeveral && this.chosen.has(row.id);
    const li = this.element("li", { id: `row-${n}`, role: "option", "aria-selected": isChosen });
    li.dataset.row = n;
    if (!this.canBe(row)) li.setAttribute("aria-disabled", "true");
    const name = isSeveral
      ? this.data.words.add.replace("{n}", row.length)
        .replace("{names}", row.map(option => option.name).join(" + "))
      : row.name;
    li.append(this.element("span", { class: "name" }, name));
    const notes = isSeveral ? [] : this.notes(row);
    if (notes.length) {
      li.append(this.element("span", { class: "notes" }, ` · ${notes.join(" · ")}`));
    }
    return li;
  }

  notes(option) {
    const kind = this.kinds[option.kind];
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

  /** How many there are, to be said aloud; or why there are none. */
  get told() {
    const count = this.rows.filter(row => !Array.isArray(row)).length;
    return count ? this.form(this.data.words.choices, count) : this.before.textContent;
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

  /** By one it goes round; by more it stops at the ends. */
  move(by) {
    const count = this.rows.length;
    if (!count) return;
    if (Math.abs(by) === 1) {
      const from = this.active < 0 && by < 0 ? 0 : this.active;
      return this.activate((from + by + count) % count);
    }
    this.activate(Math.max(0, Math.min(count - 1, this.active + by)));
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
