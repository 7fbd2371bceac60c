/* Finds what may be cited and puts it in at the cursor: a combobox in a dialog, by button or Ctrl+K. */
import { ask } from "./sending.js";

const FIELDS = "[data-markdown] textarea, input[data-keys='@'], input[data-keys='any']";
const LATENCY = 200;

/* `from` and `to` are where the cursor was: closing a dialog moves it to the start. */
function insert(field, target, [from, to]) {
  const isList = field.matches("input[data-keys]");
  const before = field.value.slice(0, from).trimEnd();
  const onlyReferences = isList && field.dataset.keys === "@";
  const key = onlyReferences ? target.replace(/^@/, "") : isList ? target : `[${target}]`;
  const comma = isList && before && !before.endsWith(",") ? ", " : "";
  field.focus();
  field.setRangeText(`${comma}${key}`, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function option(entry, number) {
  const item = document.createElement("li");
  item.id = `picker-option-${number}`;
  item.role = "option";
  item.dataset.target = entry.target;
  item.setAttribute("aria-selected", "false");
  const key = document.createElement("code");
  key.textContent = `[${entry.target}]`;
  const title = document.createElement("span");
  title.textContent = ` ${entry.kind} · ${entry.title}`;
  const detail = document.createElement("small");
  detail.textContent = ` ${entry.detail}`;
  item.append(key, title, detail);
  return item;
}

class Picker {
  constructor(desk, dialog) {
    this.desk = desk;
    this.dialog = dialog;
    this.words = dialog.querySelector("input");
    this.list = dialog.querySelector("ul");
    this.count = dialog.querySelector("[role='status']");
    this.number = 0;
    this.words.addEventListener("input", () => this.soon());
    this.words.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("li")));
  }

  open(field) {
    this.field = field;
    this.cursor = [field.selectionStart, field.selectionEnd];
    this.words.value = "";
    this.show([]);
    this.count.textContent = "";
    this.dialog.showModal();
    this.words.focus();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(), LATENCY);
  }

  async find() {
    this.number += 1;
    const { number } = this;
    const address = `${this.desk.citable}?q=${encodeURIComponent(this.words.value)}`;
    const { found } = await ask(address).catch(() => ({ found: [] }));
    if (number !== this.number) return;
    const onlyKeys = this.field.matches("[data-keys='@']");
    this.show(onlyKeys ? found.filter((entry) => entry.target.startsWith("@")) : found);
  }

  show(found) {
    this.list.replaceChildren(...found.map(option));
    this.words.setAttribute("aria-expanded", String(found.length > 0));
    this.count.textContent = found.length ? `${found.length} ${this.count.dataset.some}` : this.count.dataset.none;
    this.mark(0);
  }

  mark(at) {
    const items = [...this.list.children];
    this.at = items.length ? (at + items.length) % items.length : 0;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === this.at)));
    const chosen = items[this.at];
    if (chosen) this.words.setAttribute("aria-activedescendant", chosen.id);
    else this.words.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark(this.at + step);
    if (event.key === "Enter") this.choose(this.list.children[this.at]);
    if (step || event.key === "Enter") event.preventDefault();
  }

  choose(item) {
    if (!item) return;
    this.dialog.close();
    insert(this.field, item.dataset.target, this.cursor);
  }
}

export function watchPicker(desk) {
  const picker = new Picker(desk, document.getElementById("picker"));
  for (const button of document.querySelectorAll("[data-cite]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-cite]");
    if (button) picker.open(button.closest("[data-markdown]").querySelector("textarea"));
  });
  document.addEventListener("keydown", (event) => {
    const wanted = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!wanted || !event.target.matches?.(FIELDS)) return;
    event.preventDefault();
    picker.open(event.target);
  });
}
