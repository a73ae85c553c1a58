import { JobError } from "../child.ts";
import { runChild } from "../child_main.ts";

/** A child that does what its specification says. */
await runChild<{ act: string; value?: unknown }, unknown, unknown>(
  async ({ act, value }, report) => {
    report({ pid: Deno.pid });
    switch (act) {
      case "answer":
        console.log("a library prints something");
        return value;
      case "fail":
        throw new JobError(String(value));
      case "throw":
        throw new Error(String(value));
      case "die":
        Deno.kill(Deno.pid, "SIGKILL");
    }
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    return null;
  },
);
