/**
 * Material for the tests of hybrids.
 *
 * @module
 */
import { createPacer } from "../../base/pacer.ts";
import type {
  Detector,
  DetectorKind,
  DetectorSource,
  DetectorState,
  FitOptions,
  ScoreOptions,
} from "../detector.ts";
import type { Contribution, Matrix } from "../../learning/matrix.ts";

/** A member whose score is one column of the row; it notes what it was fitted on. */
export class FakeMember implements Detector {
  readonly kind: DetectorKind;
  readonly context: number;
  readonly column: number;
  fitted: { x: Matrix; options: FitOptions } | null = null;
  disposed = false;

  constructor(kind: DetectorKind, column: number, context = 0) {
    this.kind = kind;
    this.column = column;
    this.context = context;
  }

  async fit(x: Matrix, options: FitOptions): Promise<void> {
    await createPacer(options.signal)();
    this.fitted = { x, options };
    options.onProgress?.({ fraction: 1 });
  }

  async score(x: Matrix, { signal, onProgress }: ScoreOptions = {}): Promise<Float32Array> {
    await createPacer(signal)();
    onProgress?.(1);
    return Float32Array.from({ length: x.rows }, (_, row) => x.data[row * x.cols + this.column]);
  }

  // deno-lint-ignore require-await
  async explain(row: Float32Array): Promise<Contribution[]> {
    return Array.from(row, (_, column) => ({ column, weight: column === this.column ? 4 : -1 }));
  }

  // deno-lint-ignore require-await
  async save(): Promise<DetectorState> {
    const files = { "part.bin": Uint8Array.of(this.column) };
    return { kind: this.kind, params: {}, data: { context: this.context }, files };
  }

  dispose(): void {
    this.disposed = true;
  }
}

/** Makes fake members: the first looks at column 0, the second at column 1 and so on. */
export class FakeSource implements DetectorSource {
  readonly made: FakeMember[] = [];
  readonly #contexts: number[];

  /** @param contexts of the members, 0 for those beyond */
  constructor(contexts: number[] = []) {
    this.#contexts = contexts;
  }

  // deno-lint-ignore require-await
  async create(kind: DetectorKind): Promise<FakeMember> {
    const column = this.made.length;
    const member = new FakeMember(kind, column, this.#contexts[column]);
    this.made.push(member);
    return member;
  }

  // deno-lint-ignore require-await
  async load({ kind, data, files }: DetectorState): Promise<FakeMember> {
    return new FakeMember(kind, files["part.bin"][0], data.context as number);
  }
}
