/* The player beyond HTML: what was chosen and typed is kept until it is stored, a failure is said, what is new in the
   chart is read out. No page needs any of it. One file, because every file is a request more on a learner's phone. */
import { listenToKeys } from "./keys.js";

const CHOICE = "choice:";
const NOTE = "note:";
const CHOICES = "[name='pick'], [name='certainty'], [name^='place-'], [name='number'], [name='unit']";
const RULED_OUT = "[data-rule-out]";
const isBox = (input) => input.matches("[type='radio'], [type='checkbox']");
/* Refused (422) and stale (409) answers are pages of ours; any other failure must not replace the question. */
const PAGES = [409, 422];
const sender = (event) => event.detail?.ctx?.sourceElement;
/* A note is sent beside the page's own question, and its answer leaves the rest of the page alone. */
const isPart = (event) => Boolean(sender(event)?.closest?.("[data-part]"));

/* Kept in this tab, so that a reload or a dropped connection does not lose it. */
function keep(key, value) {
  try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* On the page only. */ }
}

function kept(key) {
  try { return JSON.parse(sessionStorage.getItem(key)) ?? []; } catch { return []; }
}

const words = (input) => `${input.name || "out"}=${input.value}`;
const filled = (form, inputs) => [...form.querySelectorAll(inputs)].filter((input) => (isBox(input) ? input.checked : input.value)).map(words);

/* A page that came with a choice, such as a refused form, knows better; what was ruled out only this tab knows. */
function restoreChoice(form) {
  const found = kept(CHOICE + form.dataset.decision);
  const inputs = filled(form, CHOICES).length ? RULED_OUT : `${CHOICES}, ${RULED_OUT}`;
  for (const input of form.querySelectorAll(inputs)) {
    const typed = found.find((one) => one.startsWith(`${input.name}=`));
    if (isBox(input)) input.checked = found.includes(words(input));
    else if (typed) input.value = typed.slice(input.name.length + 1);
  }
}

function restoreNote(field) {
  const [typed, seen] = kept(NOTE + field.dataset.kept);
  if (typed === undefined || typed === field.value) return;
  field.value = typed;
  /* It was typed over an older note, and the site is to know. */
  field.form.elements.seen.value = seen;
  field.closest("details").open = true;
  field.form.querySelector("[data-unsaved]").hidden = false;
}

function restore(page) {
  page.querySelectorAll(".decision-form[data-decision]").forEach(restoreChoice);
  page.querySelectorAll("[data-kept]").forEach(restoreNote);
}

function keepTyped(page) {
  page.addEventListener("change", (event) => {
    const form = event.target.closest(".decision-form[data-decision]");
    if (form) keep(CHOICE + form.dataset.decision, filled(form, `${CHOICES}, ${RULED_OUT}`));
  });
  page.addEventListener("input", (event) => {
    if (!event.target.matches("[data-kept]")) return;
    keep(NOTE + event.target.dataset.kept, [event.target.value, event.target.form.elements.seen.value]);
    event.target.form.querySelector("[data-unsaved]").hidden = false;
  });
  page.addEventListener("htmx:after:swap", (event) => {
    const field = isPart(event) && page.querySelector(".own-note:has([data-said]) [data-kept]");
    if (field) keep(NOTE + field.dataset.kept, []);
    restore(page);
  });
  restore(page);
}

/* Beside what was sent: in its form, or beside the link that leads on. */
function say(event, isUnsent) {
  const notice = (sender(event)?.closest?.("form") ?? document).querySelector("[data-unsent]");
  if (notice) notice.hidden = !isUnsent;
}

/* The form stays as it was and can be sent again: its key makes sure that it counts once. */
function watchSending(page) {
  page.addEventListener("htmx:before:request", (event) => say(event, false));
  page.addEventListener("htmx:error", (event) => say(event, true));
  page.addEventListener("htmx:before:swap", (event) => {
    const status = event.detail.ctx?.response?.status ?? 200;
    if (status < 400 || PAGES.includes(status)) return;
    event.preventDefault();
    /* 403: signed in elsewhere meanwhile, a new page brings a new form. 404: signed out meanwhile, a new page leads to
       the sign-in. The choice is kept in this tab. */
    if (status === 403 || status === 404) location.reload();
    else say(event, true);
  });
}

/* The region stays where it is from page to page, or it would not be spoken. */
function announceNews(page) {
  const region = page.createElement("p");
  region.className = "vh";
  region.setAttribute("role", "status");
  page.body.append(region);
  page.addEventListener("htmx:after:swap", (event) => {
    /* A step back in the history replaces all of <body>. */
    if (!region.isConnected) page.body.append(region);
    region.textContent = page.querySelector(isPart(event) ? "[data-said]" : "[data-news]")?.textContent ?? "";
  });
}

listenToKeys(document);
keepTyped(document);
watchSending(document);
announceNews(document);
