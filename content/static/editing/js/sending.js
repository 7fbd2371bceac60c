/* Asking the site for something while somebody writes. */

/* The session has ended: the site says so in a 404, leads to the sign-in page, or no longer knows the form's token. */
export class SignedOut extends Error {}

/* The site will not take what was sent; `message` says why. */
export class NotTaken extends Error {}

function token() {
  return document.querySelector("input[name='csrfmiddlewaretoken']")?.value || "";
}

function reasons(said) {
  const lists = Object.values(said.errors || {});
  return lists.flat().map((reason) => (typeof reason === "string" ? reason : String(reason))).join(" ");
}

/* JSON, or null for an answer without content. Throws SignedOut, NotTaken, or TypeError when there is no connection. */
export async function ask(address, fields, options = {}) {
  const body = fields && new URLSearchParams(fields);
  const answer = await fetch(address, {
    method: body ? "POST" : "GET",
    body,
    headers: { "X-CSRFToken": token() },
    credentials: "same-origin",
    redirect: "manual",
    ...options,
  });
  if (answer.type === "opaqueredirect" || answer.status === 403) throw new SignedOut();
  if (answer.status === 204) return null;
  if (!answer.ok) {
    const said = await answer.json().catch(() => ({}));
    if (said.error === "signed out") throw new SignedOut();
    throw new NotTaken(reasons(said) || String(answer.status));
  }
  return answer.json();
}
