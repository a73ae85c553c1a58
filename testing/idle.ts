/** Whether the machine has time to spare, so that what takes long is our fault. */
export function isIdle(): boolean {
  return Deno.loadavg()[0] < navigator.hardwareConcurrency;
}
