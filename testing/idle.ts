const SAMPLE_MS = 300;

/**
 * Whether the machine has time to spare, so that what takes long is our fault. Work that gives way,
 * such as tests beside one that measures the clock, takes none of it.
 */
export async function isIdle(): Promise<boolean> {
  if (Deno.build.os !== "linux") return Deno.loadavg()[0] < navigator.hardwareConcurrency;
  const before = await cpuTimes();
  await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
  const after = await cpuTimes();
  const spent = after.map((time, place) => time - before[place]);
  // user, nice, system, idle, iowait, irq, softirq, steal: proc(5)
  const [, nice, , idle, iowait] = spent;
  return nice + idle + iowait > spent.reduce((sum, time) => sum + time, 0) / 2;
}

async function cpuTimes(): Promise<number[]> {
  const [cpu] = (await Deno.readTextFile("/proc/stat")).split("\n", 1);
  return cpu.split(/\s+/).slice(1, 9).map(Number);
}
