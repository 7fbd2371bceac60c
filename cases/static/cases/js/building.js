/* Gives a list one more row without a trip to the site; without it the button's own submit does the same. */
function add(section) {
  const total = section.querySelector("input[name$='-TOTAL_FORMS']");
  const template = section.querySelector("template[data-empty]");
  const row = template.content.cloneNode(true);
  const number = total.value;
  for (const part of row.querySelectorAll("*")) {
    for (const { name, value } of [...part.attributes]) {
      if (value.includes("__prefix__")) part.setAttribute(name, value.replaceAll("__prefix__", number));
    }
  }
  const field = row.querySelector("input:not([type='hidden']), select, textarea");
  total.value = Number(number) + 1;
  template.before(row);
  field?.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-add]");
  if (!button) return;
  event.preventDefault();
  add(button.closest("[data-rows]"));
});

document.getElementById("problems")?.focus();
