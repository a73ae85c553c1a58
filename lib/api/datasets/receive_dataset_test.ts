import assert from "node:assert/strict";
import { join } from "node:path";
import { withFolder } from "../../datasets/testing.ts";
import { ProblemError } from "../../http/problem.ts";
import { receiveDataset } from "./receive_dataset.ts";

type Receiver = Parameters<typeof receiveDataset>[0];

/** Notes what becomes a dataset. */
function receiverIn(root: string, add: (...dataset: unknown[]) => void): Receiver {
  return {
    config: { maxUploadBytes: 1000 },
    folder: { upload: (id: string, partial = false) => join(root, partial ? `${id}.part` : id) },
    datasets: { add: (...dataset: unknown[]) => add(...dataset) },
  } as unknown as Receiver;
}

const post = (body: BodyInit) => new Request("http://localhost/", { method: "POST", body });

const filesIn = async (folder: string) =>
  (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);

Deno.test("receiveDataset() stores the file under the id of the new dataset", () =>
  withFolder(async (folder) => {
    const added: unknown[][] = [];
    const receiver = receiverIn(folder, (...dataset) => added.push(dataset));
    const query = new URLSearchParams({ name: "a/flows.csv", kind: "alert" });
    await receiveDataset(receiver, post("a,b\n1,2\n"), query);
    const [[id, ...rest]] = added;
    assert.deepEqual(rest, ["flows.csv", 8, null, { kind: "alert" }]);
    assert.deepEqual(await filesIn(folder), [id]);
    assert.equal(await Deno.readTextFile(join(folder, id as string)), "a,b\n1,2\n");
  }));

Deno.test("receiveDataset() prefers fields of the form to those of the query", () =>
  withFolder(async (folder) => {
    const added: unknown[][] = [];
    const receiver = receiverIn(folder, (...dataset) => added.push(dataset));
    const form = new FormData();
    form.set("format", "zeek");
    form.set("file", new File(["x"], "conn.log"));
    await receiveDataset(receiver, post(form), new URLSearchParams("format=csv&idleTimeout=15"));
    const [[, ...rest]] = added;
    assert.deepEqual(rest, ["conn.log", 1, "zeek", { capture: { idleTimeout: 15 } }]);
  }));

Deno.test("receiveDataset() refuses a wrong query before it reads the file", () =>
  withFolder(async (folder) => {
    const receiver = receiverIn(folder, () => assert.fail("It became a dataset."));
    for (const query of ["idleTimeout=x", "format=xml", `kind=${"k".repeat(101)}`]) {
      const request = post(new Uint8Array(900));
      await assert.rejects(
        receiveDataset(receiver, request, new URLSearchParams(query)),
        (error) => error instanceof ProblemError && error.status === 422,
      );
      assert.equal(request.bodyUsed, false, query);
    }
    assert.deepEqual(await filesIn(folder), []);
  }));

Deno.test("receiveDataset() leaves no file behind for a wrong field of the form, nor for a failure", () =>
  withFolder(async (folder) => {
    const form = new FormData();
    form.set("file", new File(["x"], "a.pcap"));
    form.set("idleTimeout", "soon");
    const refusing = receiverIn(folder, () => assert.fail("It became a dataset."));
    await assert.rejects(receiveDataset(refusing, post(form), new URLSearchParams()), ProblemError);
    const failing = receiverIn(folder, () => {
      throw new RangeError("too many");
    });
    await assert.rejects(receiveDataset(failing, post("x"), new URLSearchParams()), RangeError);
    assert.deepEqual(await filesIn(folder), []);
  }));
