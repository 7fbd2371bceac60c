/* Keeps what is typed and not saved: at the site, else in this browser; and says honestly which of the two. */
import { Copy, typed } from "./copies.js";
import { NotTaken, SignedOut, ask } from "./sending.js";

/* Ten seconds after a change at the latest, a draft is kept; this leaves room for a slow answer. */
const WAIT = 4000;
export const SAVED = () => document.querySelector(".messagelist .ok");

export class Drafts {
  constructor(desk, form, banner) {
    this.desk = desk;
    this.form = form;
    this.badge = document.getElementById("desk-badge");
    this.banner = banner;
    this.copy = new Copy(desk.user, desk.place);
    this.kept = typed(form);
    this.dirty = Boolean(desk.bound);
  }

  say(text, state) {
    if (!this.badge) return;
    this.badge.textContent = text;
    this.badge.dataset.state = state;
  }

  changed() {
    this.dirty = true;
    this.timer ||= setTimeout(() => this.keep(), WAIT);
  }

  async keep() {
    this.timer = null;
    const text = typed(this.form);
    if (text === this.kept) return;
    this.say(this.desk.saving, "saving");
    try {
      await this.send(text, this.desk.lock);
      this.kept = text;
      this.copy.drop();
      this.hasKept();
      this.say(`${this.desk.saved} ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}`, "kept");
    } catch (error) {
      this.keepHere(text, error);
    }
  }

  /* A draft of a working copy is not saved yet: leaving the form asks first. */
  hasKept() {}

  send(text, lock) {
    return ask(this.desk.draft, { place: this.desk.place, lock_version: lock, text });
  }

  keepHere(text, error) {
    const isKept = this.copy.keep(text, this.desk.lock, false);
    const refused = error instanceof NotTaken && `${this.desk.refused} ${error.message}`;
    const why = refused || (error instanceof SignedOut ? this.desk.signedOut : this.desk.offline);
    this.say(isKept ? why : this.desk.nowhere, "lost");
    this.timer ||= setTimeout(() => this.keep(), 2 * WAIT);
  }

  /* What this browser kept is taken up again like any other draft, once the site has it. */
  async offer() {
    const copy = this.copy.read();
    if (!copy) return;
    /* A higher lock alone proves nothing: it moves as well when somebody else saves. */
    const isSaved = copy.sent && SAVED();
    if (isSaved || this.desk.bound || copy.text === this.kept) {
      this.copy.drop();
      return;
    }
    await this.send(copy.text, copy.lock).then(() => this.copy.drop()).catch(() => {});
    this.banner?.removeAttribute("hidden");
  }

  forget() {
    return ask(this.desk.discard, { place: this.desk.place });
  }

  discard() {
    this.copy.drop();
    this.banner.hidden = true;
    this.forget().catch(() => {});
  }

  watch() {
    const { form } = this;
    for (const name of ["input", "change", "formset:added"]) form.addEventListener(name, () => this.changed());
    document.addEventListener("formset:removed", () => this.changed());
    form.addEventListener("submit", () => {
      this.dirty = false;
      clearTimeout(this.timer);
      this.copy.keep(typed(form), this.desk.lock, true);
    });
    window.addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
    window.addEventListener("online", () => this.keep());
    this.banner?.querySelector("[data-discard]").addEventListener("click", () => this.discard());
    if (this.desk.bound) {
      this.kept = "";
      this.changed();
    }
    this.offer();
  }
}

export function watchDrafts(desk) {
  const form = document.querySelector("form input:is([name='lock_version'], [name='seen'])")?.form;
  /* A form that is only to be read has nothing to keep. A document just made was saved from the form for new ones. */
  if (!form?.querySelector("[name='_save']")) return;
  if (SAVED()) new Copy(desk.user, desk.place.replace(/\/.*/, "/new")).drop();
  new Drafts(desk, form, document.querySelector(".desk-draft")).watch();
}
