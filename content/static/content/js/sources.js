// On wide screens, lists beside the text the sources cited in the part of it that is in view.
export function listSourcesInView() {
  const side = document.getElementById("side");
  const cites = [...document.querySelectorAll("article a.cite")];
  if (!side || !cites.length || !window.matchMedia("(min-width: 1265px)").matches) return;
  const seen = new Set();
  const heading = document.createElement("h2");
  heading.textContent = side.getAttribute("aria-label");
  let waiting = false;
  const draw = () => {
    waiting = false;
    const ids = new Map([...seen].map((link) => [link.hash.slice(1), Number.parseInt(link.textContent, 10)]));
    const lines = [...ids].sort((a, b) => a[1] - b[1]).map(([id, number]) => line(id, number));
    side.replaceChildren(...(lines.length ? [heading, ...lines] : []));
    side.hidden = false;
  };
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) entry.isIntersecting ? seen.add(entry.target) : seen.delete(entry.target);
    if (!waiting) { waiting = true; requestAnimationFrame(draw); }
  });
  for (const link of cites) observer.observe(link);
}

function line(id, number) {
  const source = document.getElementById(id);
  const paragraph = document.createElement("p");
  const bold = document.createElement("b");
  bold.textContent = `${number} `;
  paragraph.append(bold);
  if (source) paragraph.append(...[...source.childNodes].map((node) => node.cloneNode(true)));
  return paragraph;
}
