import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { DEFAULT_LIMITS, type IngestLimits } from "../../limits.ts";
import { bytesOf, upload, withFolder, type ZipFileSpec, zipOf } from "../../testing.ts";
import { DatasetError } from "../../../base/dataset_error.ts";
import { openUpload } from "./upload.ts";

/** The content of every member, by name. */
async function read(path: string, limits: IngestLimits = {}, signal?: AbortSignal) {
  using opened = await openUpload(path, { ...DEFAULT_LIMITS, ...limits }, signal);
  const budget = opened.budget();
  const found = new Map<string | null, string>();
  for (const member of opened.members) {
    const parts: Uint8Array[] = [];
    for await (const chunk of member.read({ budget, signal })) parts.push(chunk);
    found.set(member.name, new TextDecoder().decode(bytesOf(...parts)));
  }
  return found;
}

async function refusal(content: Uint8Array, limits: IngestLimits = {}): Promise<string> {
  let message = "";
  await withFolder(async (folder) => {
    const path = await upload(folder, content);
    await assert.rejects(read(path, limits), (error) => {
      assert.ok(error instanceof DatasetError, String(error));
      message = error.message;
      return true;
    });
  });
  return message;
}

Deno.test("openUpload() gives the bytes of plain and gzip files", async () => {
  const content = "some lines\n".repeat(300_000);
  await withFolder(async (folder) => {
    for (const gzip of [false, true]) {
      const found = await read(await upload(folder, content, { gzip }));
      assert.equal(found.get(null), content);
    }
  });
});

Deno.test("openUpload() gives the members of a ZIP archive in the order of their names", async () => {
  const files: ZipFileSpec[] = [
    { name: "day 10.csv", content: "ten" },
    { name: "folder/", content: "" },
    { name: "day 2.csv", content: gzipSync("two") },
    { name: "folder/../../../escaped", content: "text", stored: true },
    { name: "C:\\folder\\x", content: "x" },
    { name: "__MACOSX/._day 2.csv", content: "nothing" },
    { name: ".DS_Store", content: "nothing" },
  ];
  await withFolder(async (folder) => {
    const found = await read(await upload(folder, zipOf(...files)));
    assert.deepEqual([...found], [
      ["C:/folder/x", "x"],
      ["day 2.csv", "two"],
      ["day 10.csv", "ten"],
      ["folder/../../../escaped", "text"],
    ]);
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["upload"]);
  });
});

Deno.test("openUpload() refuses archives that are damaged, encrypted or empty", async () => {
  const sound = zipOf({ name: "a", content: "some text ".repeat(100) });
  assert.match(await refusal(sound.subarray(0, sound.length - 30)), /cut off or damaged/);
  const flipped = sound.slice();
  flipped[45] ^= 0xff;
  assert.match(await refusal(flipped), /damaged/);
  assert.match(await refusal(zipOf({ name: "a", content: "b", crc: 7 })), /checksum/);
  assert.match(await refusal(zipOf({ name: "a", content: "b", flags: 1 })), /encrypted/);
  assert.match(await refusal(zipOf({ name: "a", content: "b", method: 14 })), /other than Deflate/);
  assert.match(await refusal(zipOf({ name: "a/", content: "" })), /no files/);
  assert.match(await refusal(zipOf()), /no files/);
});

Deno.test("openUpload() refuses what unpacks to more than the limit", async () => {
  const content = bytesOf("x".repeat(10_000));
  const limits = { maxUncompressedBytes: 9_999 };
  assert.match(await refusal(content, limits), /limit of this server/);
  assert.match(await refusal(Uint8Array.from(gzipSync(content)), limits), /limit of this server/);
  const half = { content: content.subarray(5_000) };
  const bomb = zipOf({ name: "a", ...half }, { name: "b", ...half });
  assert.match(await refusal(bomb, limits), /limit of this server/);
  await withFolder(async (folder) => {
    const found = await read(await upload(folder, bomb), { maxUncompressedBytes: 10_000 });
    assert.equal(found.size, 2);
  });
});

Deno.test("openUpload() stops when told to", async () => {
  await withFolder(async (folder) => {
    const path = await upload(folder, "x".repeat(10_000), { gzip: true });
    const reason = new Error("enough");
    await assert.rejects(read(path, {}, AbortSignal.abort(reason)), reason);
  });
});
