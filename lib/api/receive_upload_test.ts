import assert from "node:assert/strict";
import { ProblemError } from "../http/problem.ts";
import { receiveUpload } from "./receive_upload.ts";

async function withFile(work: (path: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await work(`${folder}/upload`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const post = (body: BodyInit, headers: HeadersInit = {}) =>
  new Request("http://localhost/", { method: "POST", body, headers });

async function rejects(request: Request, path: string, status: number, limit = 1000) {
  await assert.rejects(
    receiveUpload(request, path, limit),
    (error) => error instanceof ProblemError && error.status === status,
  );
  await assert.rejects(Deno.stat(path), Deno.errors.NotFound);
}

Deno.test("receiveUpload() stores a raw body", () =>
  withFile(async (path) => {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    const received = await receiveUpload(post(bytes), path, 60_000);
    assert.deepEqual(received, { name: null, format: null, kind: null, bytes: 60_000 });
    assert.deepEqual(await Deno.readFile(path), bytes);
  }));

Deno.test("receiveUpload() stores the file of a form, with its fields before or after it", () =>
  withFile(async (path) => {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    for (const order of ["before", "after"]) {
      const form = new FormData();
      if (order === "before") form.set("name", "given name");
      form.set("file", new File([bytes], "a.csv"));
      if (order === "after") form.set("name", "given name");
      form.set("format", "csv");
      const received = await receiveUpload(post(form), path, 60_000);
      assert.deepEqual(received, { name: "given name", format: "csv", kind: null, bytes: 60_000 });
      assert.deepEqual(await Deno.readFile(path), bytes);
      await Deno.remove(path);
    }
  }));

Deno.test("receiveUpload() takes the name from the file where no field gives one", () =>
  withFile(async (path) => {
    const form = new FormData();
    form.set("file", new File(["a"], "flows.csv"));
    assert.equal((await receiveUpload(post(form), path, 10)).name, "flows.csv");
    await Deno.remove(path);
    form.set("name", "");
    assert.equal((await receiveUpload(post(form), path, 10)).name, "flows.csv");
  }));

Deno.test("receiveUpload() leaves no file behind when it refuses", () =>
  withFile(async (path) => {
    await rejects(post(new Uint8Array(1001)), path, 413);
    await rejects(post(ReadableStream.from([new Uint8Array(600), new Uint8Array(600)])), path, 413);
    await rejects(post("abc", { "content-length": "5" }), path, 400);
    const large = new FormData();
    large.set("file", new File([new Uint8Array(1001)], "a"));
    await rejects(post(large), path, 413);
    const none = new FormData();
    none.set("name", "a");
    await rejects(post(none), path, 422);
    const other = new FormData();
    other.set("data", new File(["a"], "a"));
    await rejects(post(other), path, 422);
    const two = new FormData();
    two.append("file", new File(["a"], "a"));
    two.append("file", new File(["b"], "b"));
    await rejects(post(two), path, 422);
    await rejects(post("abc", { "content-type": "multipart/form-data" }), path, 400);
    await rejects(
      post("--x\r\ncontent-disposition: form-data; name=file; filename=a\r\n\r\nabc", {
        "content-type": "multipart/form-data; boundary=x",
      }),
      path,
      400,
    );
  }));

Deno.test("receiveUpload() leaves no file behind when the connection breaks", () =>
  withFile(async (path) => {
    const broken = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(10));
        controller.error(new Error("connection reset"));
      },
    });
    await rejects(post(broken), path, 400);
  }));
