import { splitRecord } from "../../datasets/ingest/source/records.ts";
import { parseJson } from "../../values/json.ts";
import { startsZeekLog, ZeekHeader } from "../../values/zeek.ts";

/**
 * How to read kept lines as records.
 *
 * @param header the lines that name their columns: of Zeek, of delimited text, or none for JSON
 */
export function lineParser(header: string): (line: string) => Record<string, unknown> {
  if (header === "") return (line) => parseJson(line) as Record<string, unknown>;
  let fields: string[];
  let valuesOf = (line: string): string[] => splitRecord(line, 0, ",", '"').fields;
  if (startsZeekLog(header)) {
    const zeek = new ZeekHeader();
    for (const line of header.trimEnd().split("\n")) zeek.direct(line);
    fields = zeek.fields;
    valuesOf = (line) => zeek.values(line);
  } else fields = valuesOf(header.trimEnd());
  return (line) => {
    const values = valuesOf(line);
    return Object.fromEntries(fields.map((name, index) => [name, values[index]]));
  };
}
