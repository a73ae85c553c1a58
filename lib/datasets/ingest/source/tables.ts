/**
 * Which files of an upload are the table that somebody meant.
 *
 * @module
 */
import type { Layout } from "../../formats/format.ts";
import { recogniseFormat } from "../../formats/mod.ts";
import { DatasetError } from "../../../base/dataset_error.ts";
import type { ChunkOptions } from "./chunks.ts";
import type { TextMember } from "./text_member.ts";
import { type BinaryKind, readSample, type TextStart } from "./sample.ts";
import type { Member, Upload } from "./upload.ts";

/** The files of an upload that make one table, in its order. */
export type UploadedTable =
  & { warnings: string[] }
  & (
    | { kind: BinaryKind; members: Member[] }
    | { kind: "text"; members: TextMember[]; layout: Layout; sample: TextStart }
  );

type Found =
  | { member: Member; kind: BinaryKind }
  | { member: Member; kind: "text"; layout: Layout; sample: TextStart };

/** Files of one shape, which can be read by one layout. */
interface Shape {
  /** What was found of the first of them; of the others not all is kept, for there may be many. */
  first: Found;
  members: TextMember[];
}

const BINARY_NAMES: Record<BinaryKind, string> = {
  parquet: "Parquet",
  capture: "packet capture",
  nfcapd: "nfcapd file",
};
const SHOWN_NAMES = 3;
const MAX_SHAPES = 20;

/**
 * Recognises every file of an upload. In an archive, files that are no table are left out with a
 * warning, and all others must have one shape.
 *
 * @param kind of records to read, see {@linkcode recogniseFormat}
 * @throws {DatasetError} when there is no table, or tables of several shapes
 */
export async function findTable(
  upload: Upload,
  { kind, signal }: { kind?: string; signal?: AbortSignal } = {},
): Promise<UploadedTable> {
  const budget = upload.budget();
  if (upload.kind !== "zip") {
    const found = await recognise(upload.members[0], { budget, signal }, kind);
    return tableOf({ first: found, members: [textMember(found)] }, []);
  }
  const shapes = new Map<string, Shape>();
  const ignored: { name: string; reason: string }[] = [];
  let doubtful: Found | undefined;
  for (const member of upload.members) {
    try {
      const found = await recognise(member, { budget, signal }, kind);
      if (found.kind === "text" && found.layout.doubtful) {
        if (doubtful) ignored.push({ name: member.name!, reason: "It is not a table." });
        doubtful ??= found;
      } else {
        addTo(shapes, found);
      }
    } catch (error) {
      if (!(error instanceof DatasetError) || budget.exceeded) throw error;
      ignored.push({ name: member.name!, reason: error.message });
    }
    if (shapes.size > MAX_SHAPES) break;
  }
  if (shapes.size > 1) throw severalShapes(shapes);
  const [only] = shapes.values();
  const names = ignored.map(({ name }) => name);
  if (only) return tableOf(only, doubtful ? [...names, doubtful.member.name!] : names);
  if (doubtful) return tableOf({ first: doubtful, members: [textMember(doubtful)] }, names);
  if (ignored.length === 1) throw new DatasetError(ignored[0].reason);
  const reasons = ignored.slice(0, SHOWN_NAMES).map(({ name, reason }) => `${name}: ${reason}`);
  throw new DatasetError(
    `No file of the ZIP archive is a table that Netsift reads. ${reasons.join(" ")}`,
  );
}

async function recognise(member: Member, options: ChunkOptions, kind?: string): Promise<Found> {
  const sample = await readSample(member, options);
  if (typeof sample === "string") return { member, kind: sample };
  return { member, kind: "text", layout: recogniseFormat(sample, kind), sample };
}

function addTo(shapes: Map<string, Shape>, found: Found): void {
  const key = shapeOf(found);
  const shape = shapes.get(key);
  if (!shape) {
    shapes.set(key, { first: found, members: [textMember(found)] });
    return;
  }
  shape.members.push(textMember(found));
  if (shape.first.kind === "text" && found.kind === "text") {
    shape.first.layout = union(shape.first.layout, found.layout);
  }
}

function textMember(found: Found): TextMember {
  const { member } = found;
  if (found.kind !== "text") return { member, encoding: "utf-8", carriageReturns: false };
  const { encoding, carriageReturns } = found.sample;
  return { member, encoding, carriageReturns };
}

function tableOf({ first, members }: Shape, ignored: string[]): UploadedTable {
  const warnings = ignored.length === 0 ? [] : [leftOut(ignored)];
  if (members.length > 1) warnings.push(`${members.length} files in the archive were merged.`);
  if (first.kind !== "text") {
    return { kind: first.kind, members: members.map(({ member }) => member), warnings };
  }
  return { kind: "text", members, layout: first.layout, sample: first.sample, warnings };
}

function shapeOf(found: Found): string {
  if (found.kind !== "text") return found.kind;
  const { format, delimiter, header, columns, withColumns } = found.layout;
  return withColumns ? format : JSON.stringify([format, delimiter, header, columns]);
}

function union(a: Layout, b: Layout): Layout {
  if (!a.withColumns) return a;
  const known = new Set(a.columns.map(({ name }) => name));
  const more = b.columns.map(({ name }) => name).filter((name) => !known.has(name));
  return more.length === 0 ? a : a.withColumns(more);
}

function severalShapes(shapes: Map<string, Shape>): DatasetError {
  const shown = [...shapes.values()].slice(0, SHOWN_NAMES).map(({ first }) => describe(first));
  const count = shapes.size > MAX_SHAPES ? `more than ${MAX_SHAPES}` : shapes.size;
  return new DatasetError(
    `The ZIP archive contains tables with ${count} different sets of columns, such as ${
      shown.join("; ")
    }. Upload them ` +
      `one by one, or archives of files with the same columns.`,
  );
}

function describe(found: Found): string {
  const name = found.member.name!;
  if (found.kind !== "text") {
    return `"${name}" (${BINARY_NAMES[found.kind]})`;
  }
  return `"${name}" with ${found.layout.columns.length} columns`;
}

function leftOut(names: string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).map((name) => `"${name}"`).join(", ");
  const more = names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : "";
  return names.length === 1
    ? `${shown} in the archive is not a table and was skipped.`
    : `${names.length} files in the archive are not tables and were skipped: ${shown}${more}.`;
}
