import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
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

/** Sixty flows of which every `nth` is an attack; `code` adds a number to each. */
function fewRows(code: (attack: boolean, i: number) => string | number, nth = 4, rows = 60) {
  return Array.from({ length: rows }, (_, i) => {
    const attack = i % nth === 0;
    return [40 + i * 37 % 101, code(attack, i), attack ? ["dos", "scan"][i % 8 / 4] : "normal"];
  });
}

Deno.test("ingest() knows codes that agree with the labels in every row of a small file", async () => {
  const kinds = (i: number) => 1 + i % 8 / 4;
  const codes: Record<string, (attack: boolean, i: number) => string | number> = {
    "0 and 1": (attack) => attack ? 1 : 0,
    "1 and 0": (attack) => attack ? 0 : 1,
    "-1 and 1": (attack) => attack ? -1 : 1,
    "decimals": (attack) => attack ? "1.0" : "0.0",
    "one of each label": (attack, i) => attack ? kinds(i) : 0,
    "from 1": (attack, i) => attack ? 1 + kinds(i) : 1,
    "only where there is an attack": (attack) => attack ? 1 : "",
  };
  for (const [what, code] of Object.entries(codes)) {
    const profile = await profileOf(fewRows(code), "bytes,code,label");
    assert.deepEqual(rolesOf(profile), ["numeric", "leaking", "label"], what);
    assert.match(profile.columns[1].reason!, /tell normal traffic from attacks/);
  }
});

Deno.test("ingest() leaves codes alone that miss the labels in one row, or have too few rows", async () => {
  const near = fewRows((attack, i) => attack !== (i === 7) ? 1 : 0);
  assert.equal((await profileOf(near, "bytes,is_tcp,label")).columns[1].role, "numeric");
  const few = fewRows((attack) => attack ? 1 : 0, 2, 20);
  assert.equal((await profileOf(few, "bytes,is_tcp,label")).columns[1].role, "numeric");
  const seldom = fewRows((attack) => attack ? 1 : 0, 8);
  assert.equal((await profileOf(seldom, "bytes,is_tcp,label")).columns[1].role, "numeric");
});

Deno.test("ingest() rarely takes an honest flag or count for a copy of the labels", async () => {
  const { next } = createRandom(11);
  let honest = 0;
  let taken = 0;
  for (const rows of [40, 60, 150]) {
    for (const share of [0.2, 0.5]) {
      // Flags that agree with the labels in half of the rows up to 19 of 20, and small counts.
      const agreement = Array.from({ length: 30 }, () => 0.5 + 0.45 * next());
      const records = Array.from({ length: rows }, () => {
        const attack = next() < share;
        const flags = agreement.map((each) => (next() < each) === attack ? 1 : 0);
        const counts = Array.from({ length: 10 }, () => Math.floor(3 * next()));
        return [...flags, ...counts, attack ? "dos" : "normal"];
      });
      const names = Array.from({ length: 40 }, (_, i) => `f${i}`);
      const profile = await profileOf(records, [...names, "label"].join(","));
      honest += names.length;
      taken += profile.columns.filter(({ role }) => role === "leaking").length;
    }
  }
  assert.ok(taken <= 0.01 * honest, `${taken} of ${honest} honest columns`);
});
