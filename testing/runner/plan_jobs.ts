/** Test files that one process runs. */
export interface TestJob {
  /** What the report calls it. */
  name: string;
  /** Relative to the root. */
  files: string[];
  /** `examples` are those in the doc comments of `files` and of what lies below them. */
  kind: "tests" | "examples";
  /** Whether it measures the clock: only one such job runs at a time, and others give way to it. */
  isTimed: boolean;
}

/** How the tests of a checkout are spread over processes. */
export interface PlanOptions {
  /** Files that measure the clock. */
  timed: readonly string[];
  /** Files that take long, the longest first. */
  longest: readonly string[];
  /** Files of a unit-test process at most: each loads what the others have loaded already. */
  groupSize: number;
}

/**
 * Spreads test files over jobs, in the order in which they start: end-to-end tests have a process
 * each, unit tests share one. What takes long starts first, so that nothing long is left in the end:
 * the files that are named, then unit tests by the group, then the other end-to-end tests.
 *
 * @param files relative to the root; those in `tests/` are end-to-end tests
 */
export function planJobs(files: readonly string[], options: PlanOptions): TestJob[] {
  const { timed, longest, groupSize } = options;
  const isAlone = (file: string) => file.startsWith("tests/") || longest.includes(file);
  const isTimed = (file: string) => timed.includes(file);
  const isLong = (file: string) => isTimed(file) || longest.includes(file);
  const rank = (file: string) => {
    const place = longest.indexOf(file);
    return (isTimed(file) ? 0 : 1000) + (place < 0 ? longest.length : place);
  };
  const alone = files.filter(isAlone).sort((a, b) => rank(a) - rank(b))
    .map((file): TestJob => ({ name: file, files: [file], kind: "tests", isTimed: isTimed(file) }));
  const shared = files.filter((file) => !isAlone(file));
  const groups: TestJob[] = [];
  for (const timedGroup of [true, false]) {
    const group = shared.filter((file) => isTimed(file) === timedGroup);
    for (let start = 0; start < group.length; start += groupSize) {
      const part = group.slice(start, start + groupSize);
      const name = part.length === 1 ? part[0] : `${part[0]} to ${part.at(-1)}`;
      groups.push({ name, files: part, kind: "tests", isTimed: timedGroup });
    }
  }
  return [
    ...alone.filter(({ name }) => isLong(name)),
    ...groups,
    ...alone.filter(({ name }) => !isLong(name)),
  ];
}
