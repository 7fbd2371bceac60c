/* What every page does beyond HTML; each part works on its own, and no page needs any of them.
   One file, because every file is a request more on a learner's phone. */

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

function guardForms(page) {
  page.addEventListener("submit", onSubmit, true);
  /* Coming back by the Back button, or after a failed request, the form may be sent again. */
  window.addEventListener("pageshow", () => release(page));
  page.addEventListener("htmx:error", () => release(page));
  page.addEventListener("htmx:finally:request", () => release(page));
  const summary = page.querySelector(".error-summary");
  if (summary) summary.focus();
}

/* Says when the connection is gone and when it is back; what was chosen stays in the form. */

function watchConnection(page) {
  const banner = page.getElementById("offline");
  if (!banner) return;
  const gone = banner.textContent;
  const show = () => { banner.hidden = navigator.onLine; banner.textContent = gone; };
  window.addEventListener("offline", show);
  window.addEventListener("online", () => { banner.textContent = banner.dataset.back; });
  /* What is sent next shows that it is true. */
  for (const sent of ["submit", "htmx:after:swap"]) page.addEventListener(sent, show);
  show();
}

/* After htmx has swapped the page, the focus goes to what is new: an alert, else the heading. Of a part of it, a note
   for example, only an alert takes it. */

function focusAfterSwap(page) {
  page.addEventListener("htmx:after:swap", (event) => {
    const isPart = event.detail?.ctx?.sourceElement?.closest?.("[data-part]");
    const target = page.querySelector(isPart ? ".error-summary" : "main [role='alert'], main [data-focus], main h1");
    if (!target) return;
    target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  });
}

guardForms(document);
watchConnection(document);
focusAfterSwap(document);
