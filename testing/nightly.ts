/**
 * What `deno task nightly` takes more of: sizes and repetitions that show nothing else, but show it
 * more surely.
 *
 * @module
 */

/** One of two amounts: that of every run of the tests, or that of `deno task nightly`. */
export function gateOrNightly(gate: number, nightly: number): number {
  return Deno.env.get("NETSIFT_NIGHTLY") === "yes" ? nightly : gate;
}

/** Another seed each time, or that of `NETSIFT_TEST_SEED`, to run a failure again. */
export function anySeed(): number {
  const given = Deno.env.get("NETSIFT_TEST_SEED");
  return given === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(given);
}
