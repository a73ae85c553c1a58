import type { SensorKind } from "../../resources/sensor.ts";

/** A sensor as it is filled in. */
export interface SensorForm {
  kind: SensorKind;
  name: string;
  folder: string;
  files: string;
  start: "beginning" | "end";
  port: string;
  models: string[];
}

/** The form before anybody fills it in. */
export const NEW_FORM: SensorForm = {
  kind: "folder",
  name: "",
  folder: "",
  files: "conn*.log*, eve*.json*, *.pcap*",
  start: "end",
  port: "2055",
  models: [],
};

/** The body of the request that creates a sensor; what its kind does not have is left out. */
export function sensorRequest(form: SensorForm): Record<string, unknown> {
  const { kind, name, folder, files, start, port, models } = form;
  const common = { kind, ...name.trim() && { name }, models };
  if (kind === "folder") return { ...common, folder, files, start };
  return kind === "netflow" ? { ...common, port: Number(port) } : common;
}
