/**
 * What a server does when it is asked to end.
 *
 * @module
 */

type Step = () => void | Promise<void>;

/** Longest wait for a step, such as for answers that are being sent. */
const PATIENCE_MS = 3000;

const STEPS = Symbol.for("netsift.shutdown");
/** Kept beside the module, so that a bundle with a copy of it has the same steps. */
const registry = globalThis as typeof globalThis & { [STEPS]?: Step[] };

/** Adds something to do before the process ends. What was added last is done first. */
export function atShutdown(step: Step): void {
  (registry[STEPS] ??= []).push(step);
}

/** Does all steps and ends the process on SIGTERM and SIGINT; a second signal ends it at once. */
export function shutDownOnSignals(): void {
  let isEnding = false;
  const end = async () => {
    if (isEnding) Deno.exit(1);
    isEnding = true;
    await shutDown();
    Deno.exit(0);
  };
  Deno.addSignalListener("SIGINT", end);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", end);
}

/** Does all steps; one that fails or takes too long does not keep the others from their turn. */
export async function shutDown(patienceMs = PATIENCE_MS): Promise<void> {
  for (const step of registry[STEPS]?.splice(0).reverse() ?? []) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => timer = setTimeout(resolve, patienceMs));
    try {
      await Promise.race([step(), late]);
    } catch (error) {
      console.error("A step of the shutdown failed:", error);
    } finally {
      clearTimeout(timer);
    }
  }
}
