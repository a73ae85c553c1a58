import assert from "node:assert/strict";
import { join } from "node:path";
import { allowedFolder } from "./allowed_folder.ts";

Deno.test("allowedFolder() gives folders within those that are allowed, whatever links say", async () => {
  const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "netsift-allowed-" }));
  try {
    const [logs, other] = [join(root, "logs"), join(root, "logs-other")];
    for (const each of [join(logs, "current"), other]) await Deno.mkdir(each, { recursive: true });
    await Deno.symlink(other, join(logs, "out"));
    await Deno.symlink(join(logs, "current"), join(logs, "in"));
    await Deno.writeTextFile(join(logs, "file"), "");
    assert.equal(await allowedFolder(logs, [logs]), logs);
    assert.equal(await allowedFolder(join(logs, "in"), [other, logs]), join(logs, "current"));
    for (const folder of [other, root, join(logs, "out"), join(logs, ".."), "/"]) {
      await assert.rejects(allowedFolder(folder, [logs]), /is not allowed/, folder);
    }
    for (const folder of [join(logs, "none"), join(logs, "file")]) {
      await assert.rejects(allowedFolder(folder, [logs]), /There is no folder/);
    }
    await assert.rejects(allowedFolder("logs", [logs]), /absolute path/);
    await assert.rejects(allowedFolder(logs, []), /NETSIFT_SENSOR_FOLDERS/);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
