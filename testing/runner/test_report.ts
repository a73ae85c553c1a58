/** How many tests ended how. */
export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/** How the tests of a file went. */
export interface FileResult {
  file: string;
  seconds: number;
  hasFailed: boolean;
}

/**
 * The counts on the closing line of `deno test`.
 *
 * @param output without colours
 * @returns `null` when there is no such line, as of a process that crashed
 */
export function countsOf(output: string): TestCounts | null {
  const summary = /^(?:ok|FAILED) \| (\d+) passed.*? \| (\d+) failed(?:.*? \| (\d+) ignored)?/m
    .exec(output);
  if (summary === null) return null;
  const [passed, failed, skipped] = summary.slice(1).map((count) => Number(count ?? 0));
  return { passed, failed, skipped };
}

/** The closing line of a whole run. */
export function closingLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
}

/** How each file went, from a JUnit report as `deno test` writes it. */
export function resultsOf(junit: string): FileResult[] {
  return [...junit.matchAll(/<testsuite name="(?:\.\/)?([^"]*)"([^>]*)>([^]*?)<\/testsuite>/g)]
    .map(([, file, counts, cases]) => ({
      file,
      hasFailed: /\b(failures|errors)="[1-9]/.test(counts),
      // Steps follow their test, whose time has theirs in it.
      seconds: [...cases.matchAll(/<testcase name="([^"]*)"[^>]*?\btime="([\d.]+)"/g)]
        .filter(([, name]) => !name.includes(" &gt; "))
        .reduce((sum, [, , time]) => sum + Number(time), 0),
    }));
}

/** The slowest files, one a line. */
export function slowestFiles(times: readonly FileResult[], count = 10): string[] {
  return times.toSorted((a, b) => b.seconds - a.seconds).slice(0, count)
    .map(({ file, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}`);
}
