// Opens a cited source in place: a citation's link shows the reference in a small panel, Escape or a second click closes it.
let panel = null;
let opener = null;

function close({ refocus = false } = {}) {
  if (!panel) return;
  const sentence = panel.parentNode;
  panel.remove();
  sentence.normalize();
  opener.setAttribute("aria-expanded", "false");
  if (refocus) opener.focus();
  panel = opener = null;
}

function build(link, source) {
  const box = document.createElement("span");
  box.className = "cite-panel";
  box.id = "cite-panel";
  box.setAttribute("role", "note");
  const number = document.createElement("b");
  number.textContent = `${link.textContent} `;
  box.append(number, ...[...source.childNodes].map((node) => node.cloneNode(true)));
  return box;
}

// A full stop behind the number stays with its sentence; without this the panel would push it to a line of its own.
function afterItsStop(sup) {
  const next = sup.nextSibling;
  const stop = next?.nodeType === Node.TEXT_NODE && /^[.,;:)\]]+/.exec(next.data);
  if (!stop) return sup;
  if (stop[0].length < next.length) next.splitText(stop[0].length);
  return next;
}

function open(link) {
  const source = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!source) return false;
  close();
  opener = link;
  panel = build(link, source);
  afterItsStop(link.closest("sup")).after(panel);
  link.setAttribute("aria-expanded", "true");
  link.setAttribute("aria-controls", "cite-panel");
  return true;
}

export function openInPlace() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (!link) {
      if (panel && !panel.contains(event.target)) close();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link === opener) {
      event.preventDefault();
      close({ refocus: true });
    } else if (open(link)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close({ refocus: true });
  });
}
