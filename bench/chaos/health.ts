/**
 * A watch on whether a server answers, and how fast.
 *
 * @module
 */

const INTERVAL_MS = 50;
/** A probe that takes longer has failed. */
const PATIENCE_MS = 30_000;

/** What a watch has seen. */
export interface Health {
  /** The longest time that `/healthz` took, in milliseconds. */
  longestMs: number;
  /** Probes that were not answered 200. */
  failed: number;
  probes: number;
}

/** A watch that goes on until it is disposed of. */
export interface HealthWatch extends AsyncDisposable {
  readonly seen: Readonly<Health>;
}

/**
 * Asks for `/healthz` every 50 ms, over a new connection each time as a monitor does.
 *
 * @param url of the server
 * @param health what earlier watches have seen, to be added to
 */
export function watchHealth(
  url: string,
  health: Health = { longestMs: 0, failed: 0, probes: 0 },
): HealthWatch {
  const ended = new AbortController();
  const watched = (async () => {
    while (!ended.signal.aborted) {
      const begun = performance.now();
      try {
        const response = await fetch(`${url}/healthz`, {
          headers: { connection: "close" },
          signal: AbortSignal.any([ended.signal, AbortSignal.timeout(PATIENCE_MS)]),
        });
        await response.body?.cancel();
        if (response.status !== 200) health.failed++;
      } catch {
        if (ended.signal.aborted) return;
        health.failed++;
      }
      health.probes++;
      health.longestMs = Math.max(health.longestMs, performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
    }
  })();
  return {
    seen: health,
    async [Symbol.asyncDispose]() {
      ended.abort();
      await watched;
    },
  };
}
