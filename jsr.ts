/**
 * Runs a task on Fresh itself, from JSR: `deno task jsr [TASK [ARGUMENT…]]`, `start` by default.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { prepareCheckout } from "./lib/fresh/build/jsr_checkout.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const [task = "start", ...rest] = Deno.args;
const { code } = await new Deno.Command(Deno.execPath(), {
  args: ["task", "--cwd", await prepareCheckout(root), task, ...rest],
}).spawn().status;
Deno.exit(code);
