/**
 * A server goes on whatever fails in it: requests, timers and background work end with their own
 * errors, never the process.
 *
 * @module
 */

/**
 * Logs errors that nobody handled instead of ending the process, and makes the log itself harmless:
 * a line that cannot be written, as on a full disk, is dropped.
 */
export function stayAlive(): void {
  for (const level of ["debug", "log", "info", "warn", "error"] as const) {
    const write = console[level];
    console[level] = (...values: unknown[]) => {
      try {
        write(...values);
      } catch {
        // There is nowhere left to say it.
      }
    };
  }
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    console.error("Something failed in the background:", event.reason);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    console.error("Something failed in the background:", event.error ?? event.message);
  });
}
