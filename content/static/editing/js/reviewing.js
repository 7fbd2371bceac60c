/* What a reviewer types is kept for them alone while they type. The page shows what the site has kept by itself. */
import { Copy, typed } from "./copies.js";
import { Drafts, SAVED } from "./drafts.js";
import { ask } from "./sending.js";

class Remarks extends Drafts {
  hasKept() { this.dirty = false; }

  /* As the form itself would send it. */
  send(text, lock) {
    const fields = Object.entries(JSON.parse(text)).flatMap(([name, values]) => values.map((value) => [name, value]));
    return ask(this.desk.draft, [...fields, ["seen_lock", lock]]);
  }

  /* Back to what the page shows. */
  forget() { return this.send(typed(this.form), this.desk.lock); }
}

const desk = document.getElementById("desk").dataset;
const form = document.querySelector("form.review");
if (form.querySelector("textarea")) new Remarks(desk, form, document.querySelector(".kept-here")).watch();
/* After a verdict the page has nothing to type into, and what was typed has been sent. */
else if (SAVED()) new Copy(desk.user, desk.place).drop();
