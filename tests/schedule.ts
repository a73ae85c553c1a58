/** When the runner starts which test files. */

/** Files that measure the clock, such as how long a server lets others wait. */
export const TIMED: readonly string[] = [
  "tests/chaos_test.ts",
  "tests/connections_test.ts",
  "tests/demo_browser_test.ts",
  "tests/exports_limit_test.ts",
  "tests/kill_test.ts",
  "tests/large_body_test.ts",
  "tests/results_browser_test.ts",
  "tests/revocation_test.ts",
  "tests/stream_api_test.ts",
  "lib/connections/serve_test.ts",
  "lib/detectors/autoencoder/autoencoder_test.ts",
  "lib/http/leases_test.ts",
  "lib/jobs/child_test.ts",
];

/** Files that take long, the longest first. Others in `tests/` follow them. */
export const LONGEST: readonly string[] = [
  "tests/reproduce_test.ts",
  "tests/benchmarks_test.ts",
];

/** Unit-test files of one process. */
export const GROUP_SIZE = 24;

/** A process that prints nothing for so long hangs. Shared machines are slow at times. */
export const SILENCE_MS = 300_000;
