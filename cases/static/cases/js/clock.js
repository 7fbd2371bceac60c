/* Counts the time left of a timed attempt on, and says politely when 5 minutes and 1 minute are left. The page says both
   without it, and the site decides what came in time. Only the server's seconds and this machine's own steps count, so a
   wrong clock does no harm. */

const WARN_AT = [300, 60, 0];

const region = document.createElement("p");
region.className = "vh";
region.setAttribute("role", "status");
document.body.append(region);

let clock = null;
let total = 0;
let since = 0;
let told = Infinity;

function left() {
  return Math.max(0, total - (Date.now() - since) / 1000);
}

function words(seconds) {
  if (seconds <= 0) return clock.dataset.up;
  const minutes = Math.ceil(seconds / 60);
  if (minutes > 1) return clock.dataset.many.replace("{n}", minutes);
  return seconds < 55 ? clock.dataset.moments : clock.dataset.one;
}

/* Each warning once, however many pages it takes. */
function warn(seconds) {
  const due = WARN_AT.filter((at) => seconds <= at).pop();
  if (due === undefined || due >= told) return;
  told = due;
  region.textContent = words(seconds);
}

function show() {
  if (!clock || !clock.isConnected) return;
  const seconds = left();
  const text = words(seconds);
  const place = clock.querySelector("[data-left]");
  if (place.textContent !== text) place.textContent = text;
  clock.classList.toggle("soon", seconds <= WARN_AT[0]);
  warn(seconds);
}

function take() {
  if (!region.isConnected) document.body.append(region);
  clock = document.querySelector("[data-clock]");
  if (!clock) return;
  total = Number(clock.dataset.clock);
  since = Date.now();
  show();
}

document.addEventListener("htmx:after:swap", take);
setInterval(show, 1000);
take();
