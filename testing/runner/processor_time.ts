/** Clock ticks a second, as Linux counts for programs on all its usual platforms. */
const TICKS = 100;

/**
 * Seconds of computing of all processes that this one has started and that have ended, those that
 * they started in turn among them; `null` where there is no `/proc`. Processes that their parent did
 * not wait for are left out, above all those of browsers: the tests compute for longer than this.
 */
export async function childrenSeconds(): Promise<number | null> {
  try {
    return readChildrenSeconds(await Deno.readTextFile("/proc/self/stat"));
  } catch {
    return null;
  }
}

/** The same from the text of `/proc/PID/stat`: proc(5), `cutime` and `cstime`. */
export function readChildrenSeconds(stat: string): number {
  // The second field, a name, may hold blanks and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}
