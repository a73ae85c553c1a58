import { startChild } from "../child.ts";

/** A server that starts a child which never ends, and tells its process id. */
const job = startChild<{ pid: number }, null>(
  new URL("./echo_child.ts", import.meta.url),
  { act: "wait" },
  ({ pid }) => console.log(pid),
);
await job.result;
