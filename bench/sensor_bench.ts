/**
 * How sensors keep up: `deno task bench sensor [--quick] [CASE…]`, `--quick` for less of each.
 *
 * @module
 */
import { collectNetflow } from "./sensor/netflow.ts";
import { followZeekLog } from "./sensor/zeek_log.ts";

const CASES: Record<string, (isQuick: boolean) => Promise<void>> = {
  "zeek-log": followZeekLog,
  "netflow": collectNetflow,
};

const isQuick = Deno.args.includes("--quick");
const chosen = Deno.args.slice(1).filter((name) => !name.startsWith("--"));
const unknown = chosen.find((name) => !Object.hasOwn(CASES, name));
if (unknown !== undefined) {
  console.error(`There is no case "${unknown}": ${Object.keys(CASES).join(", ")}.`);
  Deno.exit(2);
}
for (const [name, run] of Object.entries(CASES)) {
  if (chosen.length === 0 || chosen.includes(name)) await run(isQuick);
}
