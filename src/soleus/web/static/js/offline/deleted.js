/** After the data was deleted: has this browser forget all that it keeps, and says so. */

import { forget } from "./forget.js";

await forget();
document.getElementById("forgetting")?.remove();
document.getElementById("forgotten")?.removeAttribute("hidden");
