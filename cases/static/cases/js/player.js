/* The player beyond HTML: a choice is kept until it is stored, a failure is said, what is new in the chart is read out.
   No page needs any of it. One file for all three, because every file is a request more on a learner's phone. */
import { listenToKeys } from "./keys.js";

const KEPT = "choice:";
const CHOICES = "[name='pick'], [name='certainty'], [name^='place-'], [name='number'], [name='unit']";
const isBox = (input) => input.matches("[type='radio'], [type='checkbox']");
/* Refused (422) and stale (409) answers are pages of ours; any other failure must not replace the question. */
const PAGES = [409, 422];

function formOf(page) {
  return page.querySelector(".decision-form[data-decision]");
}

function chosen(form) {
  return [...form.querySelectorAll(CHOICES)].filter((input) => (isBox(input) ? input.checked : input.value)).map((input) => `${input.name}=${input.value}`);
}

/* Kept in this tab, so that a reload or a dropped connection does not lose it. */
function keep(form) {
  try { sessionStorage.setItem(KEPT + form.dataset.decision, JSON.stringify(chosen(form))); } catch { /* On the page only. */ }
}

/* A page that came with a choice, such as a refused form, knows better. */
function restore(page) {
  const form = formOf(page);
  if (!form || chosen(form).length) return;
  let kept = [];
  try { kept = JSON.parse(sessionStorage.getItem(KEPT + form.dataset.decision)) || []; } catch { return; }
  for (const input of form.querySelectorAll(CHOICES)) {
    const typed = kept.find((one) => one.startsWith(`${input.name}=`));
    if (isBox(input)) input.checked = kept.includes(`${input.name}=${input.value}`);
    else if (typed) input.value = typed.slice(input.name.length + 1);
  }
}

function keepChoice(page) {
  page.addEventListener("change", (event) => {
    const form = event.target.closest(".decision-form[data-decision]");
    if (form) keep(form);
  });
  page.addEventListener("htmx:after:swap", () => restore(page));
  restore(page);
}

function say(page, isUnsent) {
  const notice = page.querySelector("[data-unsent]");
  if (notice) notice.hidden = !isUnsent;
}

/* The form stays as it was and can be sent again: its key makes sure that it counts once. */
function watchSending(page) {
  page.addEventListener("htmx:before:request", () => say(page, false));
  page.addEventListener("htmx:error", () => say(page, true));
  page.addEventListener("htmx:before:swap", (event) => {
    const status = event.detail.ctx?.response?.status ?? 200;
    if (status < 400 || PAGES.includes(status)) return;
    event.preventDefault();
    /* 403: signed in elsewhere meanwhile. A new page brings a new form, and the choice is kept in this tab. */
    if (status === 403) location.reload();
    else say(page, true);
  });
}

/* The region stays where it is from page to page, or it would not be spoken. */
function announceNews(page) {
  const region = page.createElement("p");
  region.className = "vh";
  region.setAttribute("role", "status");
  page.body.append(region);
  page.addEventListener("htmx:after:swap", () => {
    /* A step back in the history replaces all of <body>. */
    if (!region.isConnected) page.body.append(region);
    region.textContent = page.querySelector("[data-news]")?.textContent ?? "";
  });
}

listenToKeys(document);
keepChoice(document);
watchSending(document);
announceNews(document);
