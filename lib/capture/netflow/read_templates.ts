/**
 * The sets of a datagram that announce or withdraw templates.
 *
 * Sources: RFC 3954, sections 5.2 and 6.1; RFC 7011, sections 3.4 and 8.1.
 *
 * @module
 */
import { DatagramError } from "./datagram_fault.ts";
import type { StoredTemplate, TemplateField } from "./template.ts";

/** The least id that a template may have. */
export const FIRST_TEMPLATE = 256;
const ENTERPRISE_BIT = 0x8000;

/** What a set of templates says. */
export type TemplateChange =
  | { template: StoredTemplate }
  /** One template by its id, or all of a kind. */
  | { withdrawn: number | "flows" | "options" };

/**
 * Reads a set of templates; sets of other purposes are passed over.
 *
 * @param set its id, which says what it holds
 * @throws {DatagramError} when a template is damaged; those before it were handed out
 */
export function readTemplates(
  set: number,
  version: number,
  view: DataView,
  from: number,
  end: number,
): Iterable<TemplateChange> {
  if (version === 9 && set === 0) return readV9Templates(view, from, end);
  if (version === 9 && set === 1) return readV9OptionsTemplates(view, from, end);
  if (version === 10 && (set === 2 || set === 3)) {
    return readIpfixTemplates(view, from, end, set === 3);
  }
  return [];
}

function* readV9Templates(
  view: DataView,
  from: number,
  end: number,
): Generator<TemplateChange> {
  for (let at = from; at + 4 <= end;) {
    const id = view.getUint16(at);
    const count = view.getUint16(at + 2);
    // Zeros fill the set up to a multiple of four bytes.
    if (id === 0 && count === 0) return;
    const { fields, next } = readFields(view, at + 4, end, count, false);
    yield announced({ id, fields, scopeCount: null });
    at = next;
  }
}

function* readV9OptionsTemplates(
  view: DataView,
  from: number,
  end: number,
): Generator<TemplateChange> {
  for (let at = from; at + 6 <= end;) {
    const id = view.getUint16(at);
    const scopeBytes = view.getUint16(at + 2);
    const optionBytes = view.getUint16(at + 4);
    if (id === 0 && scopeBytes === 0) return;
    if (scopeBytes % 4 !== 0 || optionBytes % 4 !== 0) throw new DatagramError("bad-template");
    const count = (scopeBytes + optionBytes) / 4;
    const { fields, next } = readFields(view, at + 6, end, count, false);
    yield announced({ id, fields, scopeCount: scopeBytes / 4 });
    at = next;
  }
}

function* readIpfixTemplates(
  view: DataView,
  from: number,
  end: number,
  isOptions: boolean,
): Generator<TemplateChange> {
  for (let at = from; at + 4 <= end;) {
    const id = view.getUint16(at);
    const count = view.getUint16(at + 2);
    if (count === 0) {
      if (id === 0) return;
      yield { withdrawn: id >= FIRST_TEMPLATE ? id : isOptions ? "options" : "flows" };
      at += 4;
      continue;
    }
    const headBytes = isOptions ? 6 : 4;
    if (at + headBytes > end) throw new DatagramError("bad-template");
    const scopeCount = isOptions ? view.getUint16(at + 4) : null;
    if (scopeCount !== null && scopeCount > count) throw new DatagramError("bad-template");
    const { fields, next } = readFields(view, at + headBytes, end, count, true);
    yield announced({ id, fields, scopeCount });
    at = next;
  }
}

function announced(template: StoredTemplate): TemplateChange {
  if (template.id < FIRST_TEMPLATE) throw new DatagramError("bad-template");
  return { template };
}

function readFields(
  view: DataView,
  from: number,
  end: number,
  count: number,
  hasEnterprises: boolean,
): { fields: TemplateField[]; next: number } {
  const fields: TemplateField[] = [];
  let at = from;
  for (let i = 0; i < count; i++) {
    if (at + 4 > end) throw new DatagramError("bad-template");
    const type = view.getUint16(at);
    const length = view.getUint16(at + 2);
    at += 4;
    if (!hasEnterprises || (type & ENTERPRISE_BIT) === 0) {
      fields.push({ element: type, enterprise: 0, length });
      continue;
    }
    if (at + 4 > end) throw new DatagramError("bad-template");
    const enterprise = view.getUint32(at);
    fields.push({ element: type & ~ENTERPRISE_BIT, enterprise, length });
    at += 4;
  }
  return { fields, next: at };
}
