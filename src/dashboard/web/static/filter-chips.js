// What was chosen, as chips that can be taken away: by a click, or by keys.

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  search: "M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13M15.5 15.5L21 21",
  arrow: "M6 9l6 6l6-6",
  cross: "M7 7l10 10M17 7L7 17",
};

/** An element with attributes and children; texts stay texts. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function icon(name) {
  const made = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: name })) {
    made.setAttribute(key, value);
  }
  made.setAttribute("aria-hidden", "true");
  made.append(document.createElementNS(SVG, "path"));
  made.firstChild.setAttribute("d", PATHS[name]);
  return made;
}

export class Chips {
  chosen = []; // {id, name, mark}, those of one kind beside each other

  /** `input`: where the focus goes when no chip is left; `remove(id)` is asked for by a reader. */
  constructor(input, remove) {
    this.input = input;
    this.ul = element("ul", { role: "list", class: "chips" });
    this.ul.addEventListener("click", event => {
      const button = event.target.closest("button");
      if (button) this.leave(button, remove);
    });
    this.ul.addEventListener("keydown", event => this.key(event, remove));
  }

  get ids() {
    return new Set(this.chosen.map(each => each.id));
  }

  get isEmpty() {
    return !this.chosen.length;
  }

  get last() {
    return this.chosen.at(-1).id;
  }

  get buttons() {
    return [...this.ul.querySelectorAll("button")];
  }

  speak(words) {
    this.words = words;
    this.ul.setAttribute("aria-label", words.chosen);
  }

  /** As the server says; the same ones stay in the order in which they were chosen. */
  set(chosen) {
    const told = new Map(chosen.map(each => [each.id, each]));
    const isSame = told.size === this.chosen.length && this.chosen.every(each => told.has(each.id));
    this.chosen = isSame ? this.chosen.map(each => told.get(each.id)) : chosen;
    this.draw();
  }

  /** A year takes the place of a span of years: of what `isOption` does not know. */
  add(options, isOption) {
    if (options.some(each => isYear(each.id))) {
      this.chosen = this.chosen.filter(each => !isYear(each.id) || isOption(each.id));
    }
    for (const option of options.filter(each => !this.ids.has(each.id))) {
      const kind = kindOf(option.id);
      const beside = this.chosen.findLastIndex(each => kindOf(each.id) === kind);
      this.chosen.splice(beside < 0 ? this.chosen.length : beside + 1, 0, option);
    }
    this.draw();
  }

  /** Takes it away, and gives its name. */
  remove(id) {
    const gone = this.chosen.find(each => each.id === id);
    this.chosen = this.chosen.filter(each => each.id !== id);
    this.draw();
    return gone?.name ?? "";
  }

  /** How chips belong together, where that has to be said: once there are two of a kind. */
  joined(words) {
    const kinds = new Set(this.chosen.map(each => kindOf(each.id)));
    if (kinds.size === this.chosen.length) return "";
    return kinds.size === 1 ? words.any : words.joined;
  }

  enter() {
    this.buttons.at(-1)?.focus();
  }

  key(event, remove) {
    const { buttons } = this;
    const at = buttons.indexOf(event.target);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: buttons.length - 1 }[event.key];
    const isGone = event.key === "Backspace" || event.key === "Delete";
    if (at < 0 || (to === undefined && !isGone)) return;
    event.preventDefault();
    if (isGone) this.leave(event.target, remove);
    else (buttons[Math.max(0, to)] ?? this.input).focus();
  }

  /** The neighbour has the focus then. */
  leave(button, remove) {
    const at = this.buttons.indexOf(button);
    remove(button.dataset.id);
    (this.buttons[Math.min(at, this.buttons.length - 1)] ?? this.input).focus();
  }

  draw() {
    const focused = this.ul.getRootNode().activeElement?.dataset?.id;
    this.ul.replaceChildren(...this.chosen.map(each => this.chip(each)));
    this.ul.hidden = this.isEmpty;
    if (focused) this.buttons.find(button => button.dataset.id === focused)?.focus();
  }

  chip({ id, name, mark }) {
    const label = this.words.remove.replace("{name}", name);
    const button = element("button", { type: "button", "aria-label": label }, icon("cross"));
    button.dataset.id = id;
    const text = element("span", { class: "name", title: name }, name);
    const told = mark ? [element("span", { class: "mark" }, ` · ${mark}`)] : [];
    return element("li", {}, text, ...told, button);
  }
}

function kindOf(id) {
  return id.slice(0, id.indexOf("="));
}

function isYear(id) {
  return kindOf(id) === "years";
}
