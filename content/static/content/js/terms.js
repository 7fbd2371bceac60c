// A glossary term explains itself on focus, hover and tap; Escape hides it. Without JavaScript the link leads to the glossary.
// One that the keyboard has opened stays while its term has the focus, wherever the pointer rests.
let bubble = null;

function hide() {
  bubble?.remove();
  bubble = null;
}

function show(link) {
  hide();
  bubble = document.createElement("span");
  bubble.className = "term-bubble";
  bubble.setAttribute("role", "tooltip");
  bubble.id = "term-bubble";
  bubble.textContent = link.dataset.definition;
  link.setAttribute("aria-describedby", "term-bubble");
  link.after(bubble);
}

export function explainTerms() {
  for (const kind of ["focusin", "mouseover"]) {
    document.addEventListener(kind, (event) => {
      const link = event.target.closest?.("a.gloss");
      if (link) show(link);
      else if (!event.target.closest?.(".term-bubble") && !document.activeElement.matches("a.gloss")) hide();
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.gloss");
    if (!link) return;
    const touch = window.matchMedia("(hover: none)").matches;
    if (touch) { event.preventDefault(); show(link); }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}
