// Silence makes no event: the office's live pages look again by themselves, so that a desk that fell silent is seen.
import { ask } from "../shared/picture.js";

setInterval(() => document.hidden || ask().catch(() => {}), 10_000);
