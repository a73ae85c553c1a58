/** How long a whole process took, its start included. */
export interface CommandTime {
  /** Seconds on the clock. */
  seconds: number;
  /** Seconds of computing on all processors, the system's part included. */
  cpuSeconds: number;
}

const SCRIPT = 'TIMEFORMAT="%R %U %S"; { time "$@" > /dev/null 2> /dev/null; } 2>&1';

/**
 * Runs a command and takes its time.
 *
 * @throws {Error} when it fails
 */
export async function timeCommand(command: string[]): Promise<CommandTime> {
  const { success, stdout } = await new Deno.Command("bash", {
    args: ["-c", SCRIPT, "time", ...command],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`${command[0]} failed.`);
  const [seconds, user, system] = new TextDecoder().decode(stdout).trim().split(" ").map(Number);
  return { seconds, cpuSeconds: user + system };
}

/** Whether a program can be started. */
export async function isInstalled(program: string): Promise<boolean> {
  const { success } = await new Deno.Command("bash", {
    args: ["-c", 'command -v "$1"', "which", program],
    stdout: "null",
  }).output();
  return success;
}
