import { realDataFolder } from "../testing/real_data.ts";

/** The folder of the real data sets; ends the process where they are not there. */
export async function requireRealData(): Promise<string> {
  const data = await realDataFolder();
  if (data !== null) return data;
  console.error("This needs the real data: set NETSIFT_TEST_DATA to their folder.");
  Deno.exit(1);
}
