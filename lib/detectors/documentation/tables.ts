/**
 * The tables of `docs/detectors.md`, made from the definitions of the detectors.
 *
 * @module
 */
import { DETECTORS } from "../catalogue.ts";
import type { DetectorDefinition, DetectorField } from "../definition.ts";
import { detectorTitle } from "../titles.ts";
import { MEMBERS } from "../hybrid/member.ts";
import { TRAINING_FIELDS } from "../neural/training_params.ts";

/** The page that has the tables. */
export const PAGE = new URL("../../../docs/detectors.md", import.meta.url);

const TABLE = /(<!-- table: ([a-z-]+) -->\n\n)[\s\S]*?(\n\n<!-- end of table -->)/g;

/**
 * A page with its tables made again. A table lies between `<!-- table: NAME -->` and
 * `<!-- end of table -->`; the name is `detectors`, `training` or the kind of a detector.
 *
 * @throws {RangeError} when there is no table of a name
 */
export function withTables(page: string): string {
  return page.replaceAll(TABLE, (_, start, name, end) => start + tableOf(name) + end);
}

/** The names of the tables of a page. */
export function tablesOf(page: string): string[] {
  return [...page.matchAll(TABLE)].map(([, , name]) => name);
}

function tableOf(name: string): string {
  if (name === "detectors") return detectorTable(DETECTORS);
  if (name === "training") return fieldTable(TRAINING_FIELDS);
  const definition = DETECTORS.find(({ kind }) => kind === name);
  if (!definition) throw new RangeError(`There is no table "${name}".`);
  const shared = new Set<DetectorField>(TRAINING_FIELDS);
  return fieldTable(definition.fields.filter((field) => !shared.has(field)));
}

/** Detectors with what they need, as a Markdown table. */
export function detectorTable(definitions: readonly DetectorDefinition[]): string {
  return table(
    ["detector", "`kind`", "scikit-learn or PyOD", "learns from", "rows", "order", "fit"],
    definitions.map(({ title, kind, knownAs, requires, cost }) => [
      title,
      `\`${kind}\``,
      knownAs ?? "",
      requires.labels ? "labelled attacks and normal records" : "normal records",
      String(requires.rows),
      requires.order ? "with `window`" : "",
      String(cost),
    ]),
  );
}

/** Parameters with their names, defaults and limits, as a Markdown table. */
export function fieldTable(fields: readonly DetectorField[]): string {
  return table(
    ["parameter", "known as", "default", "limits", "meaning"],
    fields.map((field) => [
      `\`${field.name}\``,
      field.knownAs ? `\`${field.knownAs}\`` : "",
      defaultOf(field),
      limitsOf(field),
      field.help,
    ]),
  );
}

function defaultOf(field: DetectorField): string {
  if (field.type === "members") {
    return field.default.map(({ kind }) => detectorTitle(kind)).join(", ");
  }
  if (field.type === "integer-list") return `\`[${field.default.join(", ")}]\``;
  return typeof field.default === "string" ? `\`"${field.default}"\`` : String(field.default);
}

function limitsOf(field: DetectorField): string {
  switch (field.type) {
    case "members":
      return `${MEMBERS.min} to ${MEMBERS.max} detectors`;
    case "choice":
      return field.options.map(({ value }) => `\`"${value}"\``).join(", ");
    case "integer-list":
      return `1 to ${field.maxLength} of ${field.min} to ${field.max}`;
    case "auto-or-number":
      return `\`"auto"\`, ${field.min} to ${field.max}`;
    default:
      return `${field.min} to ${field.max}`;
  }
}

/** A Markdown table as `deno fmt` leaves it. */
function table(heads: string[], rows: string[][]): string {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column].length))
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  return [heads, widths.map((width) => "-".repeat(width)), ...rows].map(line).join("\n");
}
