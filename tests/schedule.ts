/** When the runner starts which test files. */

/** Files that measure the clock, such as how long a server lets others wait. */
export const TIMED: readonly string[] = [
  "tests/chaos_test.ts",
  "tests/connections_test.ts",
  "tests/demo_browser_test.ts",
  "tests/exports_limit_test.ts",
  "tests/kill_test.ts",
  "tests/large_body_test.ts",
  "tests/lost_catalogue_test.ts",
  "tests/results_browser_test.ts",
  "tests/revocation_test.ts",
  "tests/stream_api_test.ts",
  "lib/connections/serve_test.ts",
  "lib/datasets/ingest/text_encoder/write_plain_text_test.ts",
  "lib/detectors/autoencoder/autoencoder_test.ts",
  "lib/http/leases_test.ts",
  "lib/jobs/child_test.ts",
  "lib/training/importance/measure_importance_test.ts",
];

/**
 * Files that take seven seconds or more on two quiet cores, the longest first. Unit tests follow
 * them, and then the other files of `tests/`.
 */
export const LONGEST: readonly string[] = [
  "tests/reproduce_test.ts",
  "tests/pages_browser_test.ts",
  "tests/one_notation_test.ts",
  "tests/api_examples_test.ts",
  "tests/guard_test.ts",
  "tests/batch_api_test.ts",
  "tests/runs_browser_test.ts",
  "tests/detections_browser_test.ts",
  "tests/predict_browser_test.ts",
  "tests/derive_test.ts",
  "tests/sensors_kill_test.ts",
  "tests/models_across_sources_test.ts",
  "tests/context_features_test.ts",
  "tests/record_cases_test.ts",
  "tests/dataset_page_test.ts",
  "tests/live_browser_test.ts",
  "tests/nsl_kdd_test.ts",
  "tests/one_verdict_test.ts",
  "tests/alerts_test.ts",
  "tests/bad_input_test.ts",
  "tests/threshold_browser_test.ts",
  "tests/keyboard_browser_test.ts",
  "tests/cases_ingest_test.ts",
  "tests/detector_kinds_api_test.ts",
  "tests/detections_api_test.ts",
  "tests/projection_browser_test.ts",
  "tests/benchmarks_test.ts",
  "lib/datasets/ingest/real_data_test.ts",
  "lib/datasets/ingest/ingest_test.ts",
];

/**
 * How many more jobs run at once than there are cores: a test waits for about a fifth of its time,
 * for a page to come to rest or for a time limit to pass.
 */
export const MORE_THAN_CORES = 1;

/** Unit-test files of one process. */
export const GROUP_SIZE = 24;

/** A process that prints nothing for so long hangs. Shared machines are slow at times. */
export const SILENCE_MS = 300_000;
