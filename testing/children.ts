/** Child processes of a server under test. Linux only. */

/** The processes that run a module for a server, by id. */
export async function childrenOf(server: number, module: string): Promise<number[]> {
  const found: number[] = [];
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = await Deno.readTextFile(`/proc/${name}/status`);
      if (!status.includes(`PPid:\t${server}\n`)) continue;
      const command = await Deno.readTextFile(`/proc/${name}/cmdline`);
      if (command.includes(module)) found.push(Number(name));
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

/** Kills the first process that runs a module for a server, as soon as there is one. */
export async function killChild(server: number, module: string): Promise<void> {
  for (let attempt = 0; attempt < 2000; attempt++) {
    const [child] = await childrenOf(server, module);
    if (child !== undefined) return Deno.kill(child, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`No process ran ${module}.`);
}

/** All processes that a process started, and those that they started. None where there is no `/proc`. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const parents = new Map<number, number>();
  try {
    for await (const { name } of Deno.readDir("/proc")) {
      if (!/^\d+$/.test(name)) continue;
      const stat = await Deno.readTextFile(`/proc/${name}/stat`).catch(() => "");
      const parent = /^[^]*\) . (\d+) /.exec(stat)?.[1];
      if (parent) parents.set(Number(name), Number(parent));
    }
  } catch {
    return [];
  }
  const found = [pid];
  for (const ancestor of found) {
    for (const [child, parent] of parents) if (parent === ancestor) found.push(child);
  }
  return found.slice(1);
}
