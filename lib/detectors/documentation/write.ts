/**
 * Writes the tables of `docs/detectors.md`: `deno task docs`.
 *
 * @module
 */
import { PAGE, withTables } from "./tables.ts";

if (import.meta.main) await Deno.writeTextFile(PAGE, withTables(await Deno.readTextFile(PAGE)));
