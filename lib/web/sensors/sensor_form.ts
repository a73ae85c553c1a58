import { DEFAULT_PAIRING } from "../../capture/exports/pairing_options.ts";
import type { SensorKind } from "../../resources/sensor.ts";
import { parseNumber } from "../records/parse_number.ts";

/** A sensor as it is filled in. */
export interface SensorForm {
  kind: SensorKind;
  name: string;
  folder: string;
  files: string;
  start: "beginning" | "end";
  port: string;
  /** Separated by commas. */
  exporters: string;
  /** Seconds. */
  pairingWindow: string;
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
  exporters: "",
  pairingWindow: String(DEFAULT_PAIRING.window),
  models: [],
};

/** The body of the request that creates a sensor; what its kind does not have is left out. */
export function sensorRequest(form: SensorForm): Record<string, unknown> {
  const { kind, name, folder, files, start, port, exporters, pairingWindow, models } = form;
  const common = { kind, ...name.trim() && { name }, models };
  if (kind === "folder") return { ...common, folder, files, start };
  if (kind === "packets") return common;
  const allowed = exporters.split(",").map((text) => text.trim()).filter((text) => text !== "");
  return {
    ...common,
    port: parseNumber(port),
    exporters: allowed,
    pairingWindow: parseNumber(pairingWindow),
  };
}
