/* After htmx has swapped a part of the page, the focus goes to what is new: an alert, else the heading. */

export function focusAfterSwap(page) {
  page.addEventListener("htmx:after:swap", () => {
    const target = page.querySelector("main [role='alert'], main [data-focus], main h1");
    if (!target) return;
    target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  });
}
