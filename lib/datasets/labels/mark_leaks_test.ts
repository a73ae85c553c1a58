import assert from "node:assert/strict";
import { join } from "node:path";
import { amendProfile } from "../amend/amend_profile.ts";
import { derive } from "../derive/derive.ts";
import { ingest } from "../ingest/ingest.ts";
import { newlyOff } from "./mark_leaks.ts";
import { upload, withFolder } from "../testing.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";

/** Two hundred records; three columns tell what each is, none of them named as a label. */
const LINES = Array.from({ length: 200 }, (_, i) => {
  const kind = i % 4 ? "usual" : `tool${i % 3}`;
  return [i, i % 7 ? "tcp" : "udp", kind, i % 4 ? "calm" : "storm", i % 2 ? "a" : "b"].join(",");
});

async function withDataset(work: (profile: DatasetProfile, parquet: string) => Promise<void>) {
  await withFolder(async (folder) => {
    const text = ["bytes,protocol,first,second,third", ...LINES].join("\n");
    await work(await ingest(await upload(folder, text), folder), join(folder, "data.parquet"));
  });
}

const roles = ({ columns }: DatasetProfile) =>
  Object.fromEntries(columns.map(({ name, role }) => [name, role]));

const CHOSEN = { label: "second", normal: ["calm"] };

Deno.test("amendProfile() looks for leaks again when the label is set by hand", () =>
  withDataset(async (profile, parquet) => {
    assert.deepEqual(roles(profile), {
      bytes: "numeric",
      protocol: "categorical",
      first: "categorical",
      second: "categorical",
      third: "categorical",
    });
    const amended = await amendProfile(profile, parquet, CHOSEN);
    assert.deepEqual(roles(amended), {
      bytes: "numeric",
      protocol: "categorical",
      first: "leaking",
      second: "label",
      third: "categorical",
    });
    assert.deepEqual(newlyOff(profile.columns, amended.columns).map(({ name }) => name), ["first"]);
    assert.match(amended.warnings.join(" "), /"first" reveals the label/);
    const same = await amendProfile(amended, parquet, { missing: { bytes: "zero" } });
    assert.deepEqual(newlyOff(amended.columns, same.columns), []);
  }));

Deno.test("amendProfile() looks for leaks again when other labels are normal", () =>
  withDataset(async (profile, parquet) => {
    const labelled = await amendProfile(profile, parquet, { label: "first" });
    const amended = await amendProfile(labelled, parquet, { normal: ["usual"] });
    assert.equal(roles(amended).second, "leaking");
    const other = await amendProfile(amended, parquet, { normal: ["tool0"] });
    assert.equal(roles(other).second, "categorical");
    assert.equal(other.columns[3].reason, null);
  }));

Deno.test("amendProfile() switches off what a person switched on without knowing, not twice", () =>
  withDataset(async (profile, parquet) => {
    const ignored = await amendProfile(profile, parquet, { columns: { first: "ignored" } });
    const labelled = await amendProfile(ignored, parquet, CHOSEN);
    assert.equal(roles(labelled).first, "ignored");
    const told = await amendProfile(labelled, parquet, { columns: { first: "categorical" } });
    assert.equal(roles(told).first, "leaking");
    const kept = await amendProfile(told, parquet, { columns: { first: "categorical" } });
    assert.equal(roles(kept).first, "categorical");
    assert.match(kept.warnings.join(" "), /"first" reveals the label but was enabled/);
    for (const change of [{ missing: { bytes: "zero" as const } }, { normal: ["calm"] }]) {
      assert.equal(roles(await amendProfile(kept, parquet, change)).first, "categorical");
    }
    const off = await amendProfile(kept, parquet, { columns: { first: "ignored" } });
    assert.doesNotMatch(off.warnings.join(" "), /was enabled/);
  }));

Deno.test("amendProfile() looks at the rows that policies leave to runs", async () => {
  await withFolder(async (folder) => {
    // The rows that keep the column honest lack a value elsewhere.
    const lines = LINES.map((line, i) =>
      `${line},${i % 20 === 4 ? "" : i * 37 % 101},${i % 4 || i % 20 === 4 ? "x" : "y"}`
    );
    const text = ["bytes,protocol,first,second,third,gap,hint", ...lines].join("\n");
    const profile = await ingest(await upload(folder, text), folder);
    const parquet = join(folder, "data.parquet");
    const labelled = await amendProfile(profile, parquet, CHOSEN);
    assert.equal(roles(labelled).hint, "categorical");
    const dropped = await amendProfile(labelled, parquet, { missing: { gap: "drop-row" } });
    assert.equal(roles(dropped).hint, "leaking");
  });
});

Deno.test("derive() looks for leaks in the rows that it has chosen", () =>
  withDataset(async (profile, parquet) => {
    const relabelled: DatasetProfile = {
      ...profile,
      ...await amendProfile(profile, parquet, CHOSEN),
    };
    // As a Netsift without the check left it.
    relabelled.columns = relabelled.columns.map((column) =>
      column.name === "first" ? { ...column, role: "categorical", reason: null } : column
    );
    await withFolder(async (folder) => {
      const parent = { name: "parent", parquet, profile: relabelled };
      const sample = {
        operation: "sample",
        options: { rows: 150, seed: 1, perLabel: true },
      } as const;
      assert.equal(roles(await derive([parent], sample, folder)).first, "leaking");
      relabelled.columns[2].kept = true;
      assert.equal(roles(await derive([parent], sample, folder)).first, "categorical");
    });
  }));

Deno.test("amendProfile() drops the warning about a label that another column replaced", async () => {
  await withFolder(async (folder) => {
    const lines = LINES.map((line) => line.split(",").slice(0, 4).join(","));
    const text = ["bytes,protocol,class1,class2", ...lines].join("\n");
    const profile = await ingest(await upload(folder, text), folder);
    assert.match(profile.warnings.join(" "), /"class2" is taken as the label/);
    const amended = await amendProfile(profile, join(folder, "data.parquet"), { label: "class1" });
    assert.equal(amended.labelColumn, "class1");
    assert.doesNotMatch(amended.warnings.join(" "), /is taken as the label/);
  });
});
