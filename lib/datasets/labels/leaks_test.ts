import assert from "node:assert/strict";
import { ingest } from "../ingest/ingest.ts";
import { upload, withFolder } from "../testing.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";

async function profileOf(rows: (string | number)[][], header: string): Promise<DatasetProfile> {
  let profile: DatasetProfile | undefined;
  await withFolder(async (folder) => {
    const text = [header, ...rows.map((row) => row.join(","))].join("\n");
    profile = await ingest(await upload(folder, text), folder);
  });
  return profile!;
}

const rolesOf = ({ columns }: DatasetProfile) => columns.map(({ role }) => role);

Deno.test("a column that copies the label in other words is leaking", async () => {
  const rows = Array.from(
    { length: 200 },
    (_, i) => [i, i % 4 ? "ok" : "evil", i % 4 ? "normal" : "dos"],
  );
  const profile = await profileOf(rows, "bytes,verdict,label");
  assert.deepEqual(rolesOf(profile), ["numeric", "leaking", "label"]);
  assert.match(profile.columns[1].reason!, /99\.9%/);
});

Deno.test("a missing value can give the label away too", async () => {
  const rows = Array.from(
    { length: 200 },
    (_, i) => [i, i % 4 ? "" : `kind${i % 3}`, i % 4 ? "normal" : "dos"],
  );
  assert.equal((await profileOf(rows, "bytes,kind,label")).columns[1].role, "leaking");
});

Deno.test("a code that tells attacks is leaking, an honest number is not", async () => {
  const rows = Array.from({ length: 2_000 }, (_, i) => {
    const attack = i % 4 === 0;
    return [attack ? 1 : 0, attack ? 9_000 : 60, attack ? ["dos", "scan"][i % 8 / 4] : "normal"];
  });
  assert.deepEqual(rolesOf(await profileOf(rows, "a,bytes,label")), [
    "leaking",
    "numeric",
    "label",
  ]);
});

Deno.test("a strong honest column stays a feature", async () => {
  // "icmp" is never normal, and yet one attack in a hundred comes over tcp.
  const rows = Array.from({ length: 1_000 }, (_, i) => {
    const attack = i % 2 === 0;
    return [i, attack && i % 200 !== 0 ? "icmp" : "tcp", attack ? "dos" : "normal"];
  });
  assert.equal((await profileOf(rows, "bytes,protocol,label")).columns[1].role, "categorical");
});

Deno.test("too few attacks prove nothing", async () => {
  const rows = Array.from(
    { length: 200 },
    (_, i) => [i, i < 9 ? "a" : "b", i < 9 ? "dos" : "normal"],
  );
  assert.equal((await profileOf(rows, "bytes,word,label")).columns[1].role, "categorical");
});
