import assert from "node:assert/strict";
import { NEW_FORM, sensorRequest } from "./sensor_form.ts";

Deno.test("sensorRequest() leaves out what the kind of a sensor does not have", () => {
  const form = { ...NEW_FORM, folder: "/logs" };
  assert.deepEqual(Object.keys(sensorRequest(form)), [
    ...["kind", "models", "folder", "files", "start"],
  ]);
  assert.deepEqual(sensorRequest({ ...form, kind: "packets", name: "Edge" }), {
    kind: "packets",
    name: "Edge",
    models: [],
  });
});

Deno.test("sensorRequest() reads ports, windows and lists of exporters", () => {
  const request = sensorRequest({
    ...NEW_FORM,
    kind: "netflow",
    exporters: "192.0.2.1, 10.0.0.0/8,",
  });
  assert.deepEqual(request, {
    kind: "netflow",
    models: [],
    port: 2055,
    exporters: ["192.0.2.1", "10.0.0.0/8"],
    pairingWindow: 10,
  });
  assert.deepEqual(
    sensorRequest({ ...NEW_FORM, kind: "netflow", port: "x" }).port,
    null,
    "the server says what is wrong",
  );
});
