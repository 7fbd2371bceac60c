// Marks in the contents the section that is being read.
export function followReading() {
  // On a phone the contents would push the text off the first screen.
  const box = document.querySelector(".toc details");
  if (box && window.matchMedia("(max-width: 900px)").matches) box.open = false;
  const links = new Map(
    [...document.querySelectorAll('.toc a[href^="#"]')].map((link) => [link.hash.slice(1), link]),
  );
  const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  if (!sections.length) return;
  const mark = () => {
    const line = window.innerHeight * 0.3;
    const passed = sections.filter((section) => section.getBoundingClientRect().top < line);
    const current = (passed.at(-1) ?? sections[0]).id;
    for (const [id, link] of links) {
      if (id === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  };
  document.addEventListener("scroll", soon, { passive: true });
  mark();
}
