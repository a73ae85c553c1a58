/**
 * How the members of a hybrid are saved: each with its own state, its files under a prefix.
 *
 * @module
 */
import { z } from "zod";
import type { Threshold } from "../../learning/thresholds/rule.ts";
import { fitNormalTail, type NormalTail } from "../../learning/severity/normal_tail.ts";
import { DETECTOR_KINDS } from "../catalogue.ts";
import type { Detector, DetectorState } from "../detector.ts";

/** A member that has learnt. */
export interface FittedMember {
  detector: Detector;
  /** How normal rows score that no member learnt from. */
  normals: NormalTail;
  /** Above it a row has the member's vote. */
  threshold: Threshold;
}

const THRESHOLD = z.object({
  value: z.number(),
  falsePositiveRate: z.object({
    estimate: z.number(),
    low: z.number(),
    high: z.number(),
    confidence: z.number(),
  }).optional(),
});

const FACTS = z.object({
  version: z.literal(1),
  names: z.array(z.string()).min(1),
  members: z.array(z.object({
    kind: z.enum(DETECTOR_KINDS),
    params: z.record(z.string(), z.unknown()),
    data: z.record(z.string(), z.unknown()),
    files: z.array(z.string()),
    threshold: THRESHOLD,
  })),
});

/** The plain data and the files of a hybrid. */
export async function saveMembers(
  names: string[],
  members: FittedMember[],
): Promise<Pick<DetectorState, "data" | "files">> {
  const files: DetectorState["files"] = {};
  const saved: z.infer<typeof FACTS>["members"] = [];
  for (const [index, { detector, normals, threshold }] of members.entries()) {
    const { kind, params, data, files: own } = await detector.save();
    for (const [name, bytes] of Object.entries(own)) files[fileOf(index, name)] = bytes;
    const { buffer } = Float32Array.from(normals.ascending);
    files[normalsFile(index)] = new Uint8Array(buffer);
    saved.push({ kind, params, data, files: Object.keys(own), threshold });
  }
  const data: z.infer<typeof FACTS> = { version: 1, names, members: saved };
  return { data, files };
}

/**
 * The members from what {@linkcode saveMembers} gave.
 *
 * @param load makes a detector of its state
 * @throws {TypeError} when the state is damaged
 */
export async function loadMembers(
  { data, files }: DetectorState,
  load: (state: DetectorState) => Promise<Detector>,
): Promise<{ names: string[]; members: FittedMember[] }> {
  const facts = FACTS.safeParse(data);
  if (!facts.success) {
    throw new TypeError(`A saved hybrid is damaged.\n${z.prettifyError(facts.error)}`);
  }
  const part = (name: string) => {
    if (!Object.hasOwn(files, name)) {
      throw new TypeError(`The file ${name} of a saved hybrid is missing.`);
    }
    return files[name];
  };
  const members: FittedMember[] = [];
  for (const [index, { files: own, threshold, ...state }] of facts.data.members.entries()) {
    const heldOut = new Float32Array(part(normalsFile(index)).slice().buffer);
    const detector = await load({
      ...state,
      files: Object.fromEntries(own.map((name) => [name, part(fileOf(index, name))])),
    });
    members.push({ detector, normals: fitNormalTail(heldOut), threshold });
  }
  return { names: facts.data.names, members };
}

function fileOf(member: number, name: string): string {
  return `member-${member + 1}.${name}`;
}

function normalsFile(member: number): string {
  return `normals-${member + 1}.f32`;
}
