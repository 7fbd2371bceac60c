/* Answering by hand: 1–9 and A–I choose, Shift with A–I rules out, Enter confirms, L opens the ranges, ? lists; dead in fields, and off when the learner says so.
   The rows of a ranking move by two buttons each. In one file, because every file is a request more on a phone. */

const SETTING = "player-keys";

function off() {
  try { return localStorage.getItem(SETTING) === "off"; } catch { return false; }
}

function store(on) {
  try { localStorage.setItem(SETTING, on ? "on" : "off"); } catch { /* Without storage it holds until the page goes. */ }
}

/* Text is typed there; a chosen radio button or box is not text. */
function isField(element) {
  return element.isContentEditable || element.matches("textarea, select, input:not([type='radio'], [type='checkbox'])");
}

function choose(page, index, what) {
  const input = page.querySelectorAll(`.decision-form ${what}`)[index];
  if (!input || input.disabled) return;
  input.focus();
  input.click();
}

/* A link or a button under the focus has an Enter of its own. */
function confirm(page, event) {
  if (event.target.closest("a, button, summary")) return;
  const form = page.querySelector(".decision-form");
  const onward = page.querySelector("[data-go-on]");
  if (!form && !onward) return;
  event.preventDefault();
  if (form) form.requestSubmit();
  else onward.click();
}

function placeOf(key) {
  const digit = "123456789".indexOf(key);
  return digit >= 0 ? digit : "abcdefghi".indexOf(key.toLowerCase());
}

function show(page) {
  const dialog = page.querySelector("[data-keys]");
  if (!dialog || dialog.open) return;
  dialog.querySelector("[data-keys-on]").checked = !off();
  dialog.showModal();
}

/* The panel takes the focus and gives it back. */
let cameFrom = null;
function toggleRanges(page) {
  const panel = page.querySelector("[data-ranges]");
  if (!panel) return;
  panel.open = !panel.open;
  if (panel.open) cameFrom = page.activeElement;
  const target = panel.open ? panel.querySelector("summary") : cameFrom;
  if (target && target.isConnected) target.focus();
  if (panel.open) panel.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  const page = document;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (isField(event.target) || page.querySelector("dialog[open]")) return;
  if (off()) return;
  if (event.key === "?") { event.preventDefault(); show(page); return; }
  if (event.key.toLowerCase() === "l") { toggleRanges(page); return; }
  if (event.key === "Enter") { confirm(page, event); return; }
  if (event.key.length !== 1) return;
  const place = placeOf(event.key);
  /* Capitals without Shift are Caps Lock; digits with Shift are how some keyboards write them. */
  const rulesOut = event.shiftKey && /[a-i]/i.test(event.key);
  if (place >= 0) choose(page, place, rulesOut ? "[data-rule-out]" : "[name='pick']");
}

function offer(page) {
  for (const place of page.querySelectorAll("[data-keys-offer], .movers")) place.hidden = false;
}

const rowsOf = (list) => [...list.querySelectorAll("[data-rank]")];

/* Each row has its list of places, and those are what is sent; the buttons set them. Places chosen by hand come first. */
function move(button) {
  const row = button.closest("[data-rank]");
  const list = row.closest("[data-ranking]");
  const place = (one) => Number(one.querySelector("select").value) || Infinity;
  const rows = rowsOf(list).sort((one, other) => (place(one) < place(other) ? -1 : Number(place(one) > place(other))));
  rows.forEach((one) => list.append(one));
  const at = rows.indexOf(row) + Number(button.dataset.move);
  if (rows[at]) rows[at][at > rows.indexOf(row) ? "after" : "before"](row);
  rowsOf(list).forEach((other, index) => { other.querySelector("select").value = String(index + 1); });
  list.querySelector("[data-told]").textContent = list.dataset.moved
    .replace("{label}", row.querySelector("[data-words]").textContent)
    .replace("{place}", rowsOf(list).indexOf(row) + 1)
    .replace("{places}", rows.length);
  row.dispatchEvent(new Event("change", { bubbles: true }));
  /* A node that is moved loses the focus. */
  button.focus();
}

export function listenToKeys(page) {
  page.addEventListener("keydown", onKey);
  page.addEventListener("click", (event) => { if (event.target.closest("[data-keys-open]")) show(page); });
  page.addEventListener("click", (event) => { if (event.target.closest("[data-move]")) move(event.target.closest("[data-move]")); });
  page.addEventListener("change", (event) => { if (event.target.matches("[data-keys-on]")) store(event.target.checked); });
  page.addEventListener("htmx:after:swap", () => offer(page));
  offer(page);
}
