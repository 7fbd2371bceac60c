/* A decision that did not reach the site is said so beside the form, which stays as it was and can be sent again. */

/* Refused (422) and stale (409) answers are pages of ours; any other failure must not replace the question. */
const PAGES = [409, 422];

function unsent(page, isUnsent) {
  const notice = page.querySelector("[data-unsent]");
  if (notice) notice.hidden = !isUnsent;
}

export function watchSending(page) {
  page.addEventListener("htmx:before:request", () => unsent(page, false));
  page.addEventListener("htmx:error", () => unsent(page, true));
  page.addEventListener("htmx:before:swap", (event) => {
    const status = event.detail.ctx?.response?.status ?? 200;
    if (status < 400 || PAGES.includes(status)) return;
    event.preventDefault();
    /* 403: signed in elsewhere meanwhile. A new page brings a new form, and the choice is kept in this tab. */
    if (status === 403) location.reload();
    else unsent(page, true);
  });
}
