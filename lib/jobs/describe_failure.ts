import { storageFaultOf } from "../base/storage_fault.ts";
import { withoutPaths } from "../base/without_paths.ts";
import { JobError } from "./child.ts";

/**
 * What a person is told of work that failed. What nobody could foresee is logged.
 *
 * @param error why it failed
 * @param what failed, for the log: such as `Run run-1`
 */
export function describeFailure(error: unknown, what: string): string {
  if (error instanceof JobError) return error.message;
  console.error(`${what} failed:`, error);
  const fault = storageFaultOf(error);
  if (fault) return fault.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Something went wrong inside Netsift: ${withoutPaths(message)}`;
}
