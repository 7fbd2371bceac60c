/* A guest who has skipped the sample is not asked again in this browser. The page is the same copy for every guest, so the
   server is told nothing and keeps nothing. */

const SETTING = "npcsite.sample";

function isSkipped() {
  try { return localStorage.getItem(SETTING) === "skipped"; } catch { return false; }
}

function skip(offer) {
  try { localStorage.setItem(SETTING, "skipped"); } catch { /* Without storage it holds until the page goes. */ }
  offer.hidden = true;
  document.getElementById("main").focus();
}

const offer = document.getElementById("sample");
const button = offer.querySelector("[data-skip]");
offer.hidden = isSkipped();
button.hidden = false;
button.addEventListener("click", () => skip(offer));
