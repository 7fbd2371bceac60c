// What makes reading quicker: contents that follow the reading, sources beside the text or in place. All of it works by links alone too.
import { followReading } from "./contents.js";
import { openInPlace } from "./citations.js";
import { listSourcesInView } from "./sources.js";
import { explainTerms } from "./terms.js";

followReading();
openInPlace();
listSourcesInView();
explainTerms();
