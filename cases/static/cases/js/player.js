/* The player beyond HTML: shortcuts, a kept choice, and what is new in the chart read out. No page needs any of it. */
import { announceNews } from "./news.js";
import { keepChoice } from "./choice.js";
import { listenToKeys } from "./keys.js";
import { watchSending } from "./sending.js";

listenToKeys(document);
keepChoice(document);
watchSending(document);
announceNews(document);
