/* What stands in a form, and this browser's own copy of it. */
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "lock_version", "seen", "seen_hash", "seen_lock"]);

/* Every field of the form by name, as the site keeps drafts. */
export function typed(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    const counts = typeof value === "string" && !LEFT_OUT.has(name) && !name.startsWith("_");
    if (counts && !name.includes("__prefix__")) (fields[name] ||= []).push(value);
  }
  return JSON.stringify(fields);
}

/* This browser's own copy, for when the site cannot be reached. */
export class Copy {
  constructor(user, place) { this.name = `draft:${user}:${place}`; }

  keep(text, lock, sent) {
    try {
      localStorage.setItem(this.name, JSON.stringify({ text, lock, sent }));
      return true;
    } catch {
      return false;
    }
  }

  read() {
    try { return JSON.parse(localStorage.getItem(this.name)); } catch { return null; }
  }

  drop() {
    try { localStorage.removeItem(this.name); } catch { /* Nothing can be kept here, so nothing is. */ }
  }
}
