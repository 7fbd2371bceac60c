/* What is chosen but not sent is kept in this tab, so that a reload or a dropped connection does not lose it. */

const PREFIX = "choice:";

function formOf(page) {
  return page.querySelector(".decision-form[data-decision]");
}

function chosen(form) {
  const inputs = form.querySelectorAll("[name='pick'], [name='certainty']");
  return [...inputs].filter((input) => input.checked).map((input) => `${input.name}=${input.value}`);
}

function keep(form) {
  try { sessionStorage.setItem(PREFIX + form.dataset.decision, JSON.stringify(chosen(form))); } catch { /* Kept on the page only. */ }
}

/* A page that came with a choice, such as a refused form, knows better. */
function restore(form) {
  if (!form || chosen(form).length) return;
  let kept = [];
  try { kept = JSON.parse(sessionStorage.getItem(PREFIX + form.dataset.decision)) || []; } catch { return; }
  for (const input of form.querySelectorAll("[name='pick'], [name='certainty']")) {
    if (kept.includes(`${input.name}=${input.value}`)) input.checked = true;
  }
}

export function keepChoice(page) {
  page.addEventListener("change", (event) => {
    const form = event.target.closest(".decision-form[data-decision]");
    if (form) keep(form);
  });
  page.addEventListener("htmx:after:swap", () => restore(formOf(page)));
  restore(formOf(page));
}
