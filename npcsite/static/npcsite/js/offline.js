/* Says when the connection is gone; what was chosen stays in the form. */

export function watchConnection(page) {
  const banner = page.getElementById("offline");
  if (!banner) return;
  const show = () => { banner.hidden = navigator.onLine; };
  window.addEventListener("online", show);
  window.addEventListener("offline", show);
  show();
}
