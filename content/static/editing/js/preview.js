/* A preview beside every Markdown field, also in rows added later: one listener for the whole page. */
import { ask } from "./sending.js";

const LATENCY = 350;
const TARGETS = { recommendations: "rec", figures: "fig" };
const asked = new WeakMap();

function areaOf(node) {
  return node instanceof HTMLTextAreaElement && node.closest("[data-markdown]") ? node : null;
}

/* Rows of the form whose keys may be cited though they are not saved yet. */
function unsavedTargets() {
  const inputs = document.querySelectorAll("input[name$='-key']");
  const rows = [...inputs].map((input) => [TARGETS[input.name.split("-")[0]], input.value.trim()]);
  return rows.filter(([kind, key]) => kind && key).map(([kind, key]) => `${kind}:${key}`).join(" ");
}

function showSize(editor, area) {
  const size = editor.querySelector(".md-size");
  const bytes = new TextEncoder().encode(area.value).length;
  size.textContent = `${Math.ceil(bytes / 1024)} ${size.dataset.words}`;
  size.classList.toggle("bad", bytes > Number(size.dataset.most));
}

function lineStart(text, line) {
  let at = 0;
  for (let passed = 1; passed < line && at >= 0; passed += 1) at = text.indexOf("\n", at) + 1 || -1;
  return Math.max(at, 0);
}

function goTo(area, line) {
  const start = lineStart(area.value, line);
  const end = area.value.indexOf("\n", start);
  area.focus();
  area.setSelectionRange(start, end < 0 ? area.value.length : end);
}

function finding(area, list, found) {
  const item = document.createElement("li");
  item.className = found.severity;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `${list.dataset.line} ${found.line ?? "–"}`;
  button.addEventListener("click", () => goTo(area, found.line || 1));
  item.append(button, ` ${list.dataset[found.severity]} ${found.code}: ${found.message}`);
  return item;
}

function show(editor, area, answer) {
  const pane = editor.querySelector(".md-preview");
  const list = editor.querySelector(".md-findings");
  pane.hidden = false;
  /* Sanitised by the site with the renderer that publishes. */
  pane.innerHTML = answer.html;
  if (!answer.html) pane.textContent = pane.dataset.none;
  list.replaceChildren(...answer.findings.map((found) => finding(area, list, found)));
  list.hidden = !answer.findings.length;
}

function failed(editor) {
  const pane = editor.querySelector(".md-preview");
  pane.hidden = false;
  pane.textContent = pane.dataset.failed;
}

async function refresh(desk, area) {
  const editor = area.closest("[data-markdown]");
  const state = asked.get(area) || { number: 0 };
  state.abort?.abort();
  state.abort = new AbortController();
  state.number += 1;
  asked.set(area, state);
  const { number } = state;
  const beside = area.form?.elements[area.name.replace(/[^-]*$/, "citations")]?.value?.trim() || "";
  const fields = { place: desk.place, field: area.name, text: area.value, own: unsavedTargets(), beside };
  try {
    const answer = await ask(desk.preview, fields, { signal: state.abort.signal });
    /* An answer that was overtaken says nothing about the text as it is now. */
    if (number === state.number) show(editor, area, answer);
  } catch (error) {
    if (error.name !== "AbortError" && number === state.number) failed(editor);
  }
}

export function watchPreviews(desk) {
  const timers = new WeakMap();
  const soon = (area, wait) => {
    clearTimeout(timers.get(area));
    timers.set(area, setTimeout(() => refresh(desk, area), wait));
    showSize(area.closest("[data-markdown]"), area);
  };
  document.addEventListener("input", (event) => areaOf(event.target) && soon(event.target, LATENCY));
  document.addEventListener("focusin", (event) => {
    const area = areaOf(event.target);
    if (area && !asked.has(area)) soon(area, 0);
  });
  const inView = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting || asked.has(target)) continue;
      inView.unobserve(target);
      soon(target, 0);
    }
  });
  for (const area of document.querySelectorAll("[data-markdown] textarea")) {
    if (!area.name.includes("__prefix__")) inView.observe(area);
  }
}
