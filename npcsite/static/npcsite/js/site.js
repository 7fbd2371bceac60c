/* What every page does beyond HTML; each part works on its own, and no page needs any of them. */
import { guardForms } from "./forms.js";
import { watchConnection } from "./offline.js";
import { focusAfterSwap } from "./swap.js";

guardForms(document);
watchConnection(document);
focusAfterSwap(document);
