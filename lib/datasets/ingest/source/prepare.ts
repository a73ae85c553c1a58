/**
 * Makes text files ready for the database: unpacked, in UTF-8, every line well-formed, bad lines
 * known.
 *
 * @module
 */
import { join } from "node:path";
import { type Layout, PARSED_DELIMITER, PARSED_QUOTE } from "../../formats/format.ts";
import { KEPT_REJECTS } from "../../limits.ts";
import { writeAll } from "../write_all.ts";
import { Budget } from "./budget.ts";
import { checkMember } from "./check_member.ts";
import type { LineReport } from "./line_report.ts";
import type { PrepareOptions, TextMember } from "./text_member.ts";
import type { Upload } from "./upload.ts";

/** A plain file in which every line that is not blank is a well-formed record. */
export interface PreparedSource {
  path: string;
  delimiter: string;
  quote: string;
  header: boolean;
  lineEnd: "\n" | "\r\n";
  /** Well-formed records, without headers. */
  records: number;
  /** Lines before the first record or header; they are blank. */
  leadingBlankLines: number;
  /** Length of the longest well-formed record in bytes. */
  longest: number;
  /** Records of empty cells only; they are passed over. */
  emptyRecords: number;
  rejected: { count: number; first: { line: number; reason: string }[] };
  /** Where the records come from, in their order. */
  parts: (TextMember & { records: number })[];
  /** Columns that the layout lacks. */
  newColumns: Set<string>;
}

const LF = 10;

/** Whether a text can be used where it is, unless its lines turn out to have faults. */
export function mayStand(members: TextMember[], layout: Layout): boolean {
  const [first] = members;
  return members.length === 1 && first.member.path !== null && first.encoding === "utf-8" &&
    !first.carriageReturns && !layout.createParser && !layout.preamble;
}

/**
 * Checks every line. A plain file of delimited text without faults is used where it is;
 * if not, one repaired copy of all members is written into `workFolder`.
 *
 * @throws {DatasetError} when a file is damaged or breaks a limit
 */
export async function prepareSource(
  upload: Upload,
  members: TextMember[],
  layout: Layout,
  workFolder: string,
  options: PrepareOptions,
): Promise<PreparedSource> {
  const [first] = members;
  if (mayStand(members, layout)) {
    const { report, encoding } = await checkMember(upload.budget(), first, layout, options, {});
    const { records } = report;
    const tooMany = options.limits.maxRows !== null && records > options.limits.maxRows;
    if (encoding === "utf-8" && (report.uniform || records === 0 || tooMany)) {
      const { delimiter, quote, header } = layout;
      return {
        ...report,
        ...{ path: first.member.path!, delimiter, quote, header },
        parts: [{ ...first, records }],
        newColumns: new Set(),
      };
    }
    return await copyMembers(upload, [{ ...first, encoding }], layout, workFolder, options);
  }
  return await copyMembers(upload, members, layout, workFolder, options);
}

async function copyMembers(
  upload: Upload,
  members: TextMember[],
  layout: Layout,
  workFolder: string,
  options: PrepareOptions,
): Promise<PreparedSource> {
  const path = join(workFolder, "lines.txt");
  using file = await Deno.open(path, { read: true, write: true, create: true, truncate: true });
  const converted = layout.createParser !== undefined;
  const source: PreparedSource = {
    path,
    delimiter: converted ? PARSED_DELIMITER : layout.delimiter,
    quote: converted ? PARSED_QUOTE : layout.quote,
    header: false,
    lineEnd: "\n",
    records: 0,
    leadingBlankLines: 0,
    longest: 0,
    emptyRecords: 0,
    rejected: { count: 0, first: [] },
    parts: [],
    newColumns: new Set(),
  };
  const size = members.reduce((sum, { member }) => sum + member.size, 0) || 1;
  const budget = upload.budget();
  // Lines of other formats may grow when they become CSV.
  const room = new Budget(options.limits, null);
  let done = 0;
  let lastByte = LF;
  for (const each of members) {
    const start = await file.seek(0, Deno.SeekMode.Current);
    const onProgress = (fraction: number) =>
      options.onProgress?.((done + fraction * each.member.size) / size);
    const { report, encoding, parser } = await checkMember(budget, each, layout, {
      ...options,
      onProgress,
    }, {
      joinable: true,
      sink: (bytes) => {
        room.spend(bytes.length);
        writeAll(file, bytes);
        lastByte = bytes.at(-1) ?? lastByte;
      },
      restart: async () => {
        room.total = start;
        await file.truncate(start);
        await file.seek(start, Deno.SeekMode.Start);
      },
    });
    // The last line of a file need not end.
    if (lastByte !== LF) writeAll(file, Uint8Array.from([LF]));
    lastByte = LF;
    addReport(source, { ...each, encoding }, report, members.length > 1);
    for (const name of parser?.newColumns ?? []) source.newColumns.add(name);
    done += each.member.size;
  }
  return source;
}

function addReport(
  source: PreparedSource,
  part: TextMember,
  report: LineReport,
  named: boolean,
): void {
  source.parts.push({ ...part, records: report.records });
  source.records += report.records;
  source.longest = Math.max(source.longest, report.longest);
  source.emptyRecords += report.emptyRecords;
  source.rejected.count += report.rejected.count;
  const first = report.rejected.first.map(({ line, reason }) => ({
    line,
    reason: named ? `${part.member.name}: ${reason}` : reason,
  }));
  source.rejected.first = [...source.rejected.first, ...first].slice(0, KEPT_REJECTS);
}
