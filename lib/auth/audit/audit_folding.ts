/**
 * Keeps floods out of the audit log: what a client repeats, or is refused over and over, is counted
 * and written as one entry a minute in place of one a request.
 *
 * @module
 */
import type { AuditEvent } from "./audit_event.ts";
import { clientNetwork } from "../requests/client_address.ts";

/** Entries that stand for one event or for several. */
export interface FoldedEvent extends AuditEvent {
  /** Given when the first happened, so that entries are in the order of that. */
  id: number;
  /** When the first happened, in milliseconds. */
  at: number;
  /** When the last happened. */
  until: number;
  /** How many there were. */
  count: number;
}

/** How long a client is remembered; after that it may write single entries again. */
const WINDOW_MS = 600_000;
/** Folded entries are written so long after the first of them. */
const FLUSH_MS = 60_000;
/** Events that a client writes singly in a window, whatever they are. */
const SINGLE = 10;
/** DistinctRows of folded entries of one client; further ones are counted together. */
const MOST_KINDS = 10;
/** Strangers that are told apart in a window; further ones are counted together. */
const MOST_STRANGERS = 100;
/** Successful events that are remembered in a window; further ones are written singly. */
const MOST_REPEATABLE = 10_000;

/** Stands for several different values. */
const SEVERAL = "several";

/**
 * Folds events before they are written. A success is folded only into others that are the same in
 * everything but the time, so that nothing but the time is lost; refusals and failures, whose
 * addresses a client can make up, are folded by client and action.
 */
export class AuditFolding {
  readonly #write: (event: FoldedEvent) => void;
  readonly #nextId: () => number;
  readonly #now: () => number;
  /** Single entries of the window, by client or repeated success. */
  readonly #singles = new Map<string, number>();
  /** Folded kinds of the window, by client. */
  readonly #kinds = new Map<string, Set<string>>();
  readonly #pending = new Map<string, FoldedEvent>();
  readonly #strangers = new Set<string>();
  #windowAt: number;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /**
   * @param write writes an entry
   * @param nextId gives ascending numbers
   * @param now milliseconds since any moment
   */
  constructor(
    write: (event: FoldedEvent) => void,
    nextId: () => number,
    now: () => number = Date.now,
  ) {
    this.#write = write;
    this.#nextId = nextId;
    this.#now = now;
    this.#windowAt = now();
  }

  /** Writes an event, or counts it. */
  add(event: AuditEvent): void {
    const now = this.#now();
    if (now - this.#windowAt >= WINDOW_MS) this.#beginWindow(now);
    const client = event.outcome === "ok" ? null : this.#clientOf(event);
    const spender = client ??
      JSON.stringify([event.who, event.action, event.target, event.address]);
    if (this.#mayWrite(spender, client === null)) {
      return this.#write({ ...event, id: this.#nextId(), at: now, until: now, count: 1 });
    }
    this.#fold(client === null ? `ok ${spender}` : this.#kindOf(client, event), event, now);
  }

  /** Writes what was counted so far. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    for (const [key, event] of this.#pending) {
      this.#write(event);
      this.#pending.delete(key);
    }
  }

  #beginWindow(now: number): void {
    this.flush();
    this.#singles.clear();
    this.#kinds.clear();
    this.#strangers.clear();
    this.#windowAt = now;
  }

  /** A token, or for strangers the network that they come from. */
  #clientOf({ client, address }: AuditEvent): string {
    if (client) return `token ${client}`;
    const network = clientNetwork(address);
    if (!this.#strangers.has(network)) {
      if (this.#strangers.size >= MOST_STRANGERS) return SEVERAL;
      this.#strangers.add(network);
    }
    return `network ${network}`;
  }

  #mayWrite(spender: string, isSuccess: boolean): boolean {
    const spent = this.#singles.get(spender) ?? 0;
    if (spent >= SINGLE) return false;
    if (isSuccess && spent === 0 && this.#singles.size >= MOST_REPEATABLE) return true;
    this.#singles.set(spender, spent + 1);
    return true;
  }

  #kindOf(client: string, { action, outcome }: AuditEvent): string {
    const kinds = this.#kinds.get(client) ?? new Set();
    this.#kinds.set(client, kinds);
    const kind = `${action} ${outcome}`;
    if (!kinds.has(kind) && kinds.size >= MOST_KINDS) return JSON.stringify([client]);
    kinds.add(kind);
    return JSON.stringify([client, kind]);
  }

  #fold(key: string, event: AuditEvent, now: number): void {
    const folded = this.#pending.get(key);
    if (!folded) {
      this.#pending.set(key, { ...event, id: this.#nextId(), at: now, until: now, count: 1 });
      this.#startTimer();
      return;
    }
    folded.count++;
    folded.until = now;
    for (const field of ["who", "action", "target", "outcome", "address"] as const) {
      if (folded[field] !== event[field]) folded[field] = SEVERAL;
    }
  }

  #startTimer(): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      try {
        this.flush();
      } catch (error) {
        console.error("The audit log cannot be written:", error);
        this.#startTimer();
      }
    }, FLUSH_MS);
    Deno.unrefTimer(this.#timer as unknown as number);
  }
}
