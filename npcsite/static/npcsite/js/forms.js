/* Forms: one press sends once and says so; errors take the focus. */

/* The words come from the page, because scripts are not translated. */
function busy(button) {
  button.dataset.idle = button.textContent;
  button.textContent = button.dataset.busy || button.textContent;
  button.setAttribute("aria-disabled", "true");
}

function idle(button) {
  button.textContent = button.dataset.idle || button.textContent;
  button.removeAttribute("aria-disabled");
}

/* `disabled` would keep the button's own name and value out of the request, so a second submit is stopped instead. */
function onSubmit(event) {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "yes";
  const button = event.submitter || form.querySelector("button:not([type='button'])");
  if (button) busy(button);
}

function release(root) {
  for (const form of root.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of root.querySelectorAll("button[aria-disabled][data-idle]")) idle(button);
}

export function guardForms(page) {
  page.addEventListener("submit", onSubmit, true);
  /* Coming back by the Back button, or after a failed request, the form may be sent again. */
  window.addEventListener("pageshow", () => release(page));
  page.addEventListener("htmx:error", () => release(page));
  page.addEventListener("htmx:finally:request", () => release(page));
  const summary = page.querySelector(".error-summary");
  if (summary) summary.focus();
}
