/* What a form over a working copy does beyond HTML: previews, citations, drafts. No form needs any of it. */
import { watchDrafts } from "./drafts.js";
import { watchPicker } from "./picker.js";
import { watchPreviews } from "./preview.js";

const desk = document.getElementById("desk");
if (desk) {
  watchPreviews(desk.dataset);
  watchPicker(desk.dataset);
  if (desk.dataset.draft) watchDrafts(desk.dataset);
}
