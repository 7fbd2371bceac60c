/* What is new in the chart is read out after a swap. The region stays where it is, or it would not be spoken. */

export function announceNews(page) {
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
