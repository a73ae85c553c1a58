import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "zod";
import { amendProfile } from "./amend_profile.ts";
import { ingest } from "../ingest/ingest.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";

async function withDataset(work: (profile: DatasetProfile, parquet: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    const source = join(folder, "source");
    const lines = Array.from(
      { length: 40 },
      (_, i) => `${i},${i % 2 ? "tcp" : "udp"},${i % 5},${i % 4 ? "benign" : "worm"}`,
    );
    await Deno.writeTextFile(source, "bytes,protocol,port,label\n" + lines.join("\n"));
    await work(await ingest(source, folder), join(folder, "data.parquet"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const role = (profile: DatasetProfile, name: string) =>
  profile.columns.find((column) => column.name === name)!.role;

Deno.test("amendProfile() changes roles, and nothing else with them", () =>
  withDataset(async (profile, parquet) => {
    const amended = await amendProfile(profile, parquet, { columns: { port: "categorical" } });
    assert.equal(role(amended, "port"), "categorical");
    assert.deepEqual({ ...amended, columns: [] }, { ...profile, columns: [] });
  }));

Deno.test("amendProfile() counts the labels of another label column", () =>
  withDataset(async (profile, parquet) => {
    const amended = await amendProfile(profile, parquet, { label: "protocol", normal: ["tcp"] });
    assert.equal(amended.labelColumn, "protocol");
    assert.equal(role(amended, "protocol"), "label");
    assert.equal(role(amended, "label"), "leaking");
    assert.deepEqual(amended.labels, [
      { name: "tcp", count: 20, attack: false, duplicates: 0, dropped: 0 },
      { name: "udp", count: 20, attack: true, duplicates: 0, dropped: 0 },
    ]);
  }));

Deno.test("amendProfile() takes the labels that are normal", () =>
  withDataset(async (profile, parquet) => {
    const { labels } = await amendProfile(profile, parquet, { normal: ["worm"] });
    assert.deepEqual(labels.filter(({ attack }) => !attack).map(({ name }) => name), ["worm"]);
  }));

Deno.test("amendProfile() points to what cannot be", () =>
  withDataset(async (profile, parquet) => {
    const fault = async (change: Parameters<typeof amendProfile>[2]) => {
      const error = await amendProfile(profile, parquet, change).then(() => null, (error) => error);
      assert.ok(error instanceof z.ZodError);
      return error.issues[0].path.join("/");
    };
    assert.equal(await fault({ label: "colour" }), "label");
    assert.equal(await fault({ normal: ["colour"] }), "normal/0");
    assert.equal(await fault({ columns: { colour: "numeric" } }), "columns/colour");
    assert.equal(await fault({ columns: { protocol: "numeric" } }), "columns/protocol");
    assert.equal(await fault({ columns: { colour: "label" } }), "columns/colour");
    assert.equal(
      await fault({ columns: { port: "label", protocol: "label" } }),
      "columns/protocol",
    );
    assert.equal(await fault({ label: "label", columns: { port: "label" } }), "columns/port");
    assert.equal(await fault({ label: "label", columns: { label: "ignored" } }), "columns/label");
  }));

Deno.test("amendProfile() takes the label column by its role too", () =>
  withDataset(async (profile, parquet) => {
    const roles = ({ labelColumn, columns }: DatasetProfile) => [
      labelColumn,
      ...columns.map(({ role }) => role),
    ];
    const chosen = await amendProfile(profile, parquet, {
      columns: { protocol: "label", label: "category" },
      normal: ["udp"],
    });
    assert.deepEqual(roles(chosen), ["protocol", "numeric", "label", "numeric", "category"]);
    assert.deepEqual(chosen.labels.map(({ name, attack }) => [name, attack]), [
      ["tcp", true],
      ["udp", false],
    ]);
    const same = await amendProfile(chosen, parquet, { columns: { protocol: "label" } });
    assert.deepEqual(same, chosen);
    const none = await amendProfile(chosen, parquet, { columns: { protocol: "categorical" } });
    assert.deepEqual(roles(none), [null, "numeric", "categorical", "numeric", "category"]);
    assert.deepEqual(none.labels, []);
  }));

Deno.test("amendProfile() keeps to the memory that it is given", () =>
  withDataset(async (profile, parquet) => {
    for (const change of [{ label: "protocol" }, { normal: ["worm"] }]) {
      await assert.rejects(amendProfile(profile, parquet, change, 1), /Out of Memory/);
      await amendProfile(profile, parquet, change, 2 ** 27);
    }
  }));
