import { atThreshold, type LoadedModel, loadModel } from "../../models/bundle.ts";
import type { SensorSegment } from "../../resources/sensor.ts";
import { frameLines } from "../kept/frame.ts";
import { readSegment } from "../kept/segment_frames.ts";
import { ModelScorer } from "./model_scorer.ts";
import type { SensorModel } from "./protocol.ts";

/** Kept records that a model sees before new ones, so that its sequence goes on. */
const WARM_RECORDS = 4096;

/** Files of kept records that are read for that; the newest may have just begun. */
const WARM_SEGMENTS = 2;

/** A model that scores. */
interface Loaded {
  wanted: SensorModel;
  model: LoadedModel;
  scorer: ModelScorer;
}

/** The models of a sensor. They may be changed between two blocks. */
export class ModelScorers implements Disposable {
  readonly #folder: string;
  readonly #maxLineBytes: number;
  #wanted: SensorModel[];
  #isStale = true;
  #loaded: Loaded[] = [];

  /** @param folder of the kept records */
  constructor(folder: string, models: SensorModel[], maxLineBytes: number) {
    this.#folder = folder;
    this.#wanted = models;
    this.#maxLineBytes = maxLineBytes;
  }

  /** Says which models score from the next block on. One that stays as it is goes on with its sequence. */
  change(models: SensorModel[]): void {
    this.#wanted = models;
    this.#isStale = true;
  }

  /**
   * The models, loaded and acquainted with the newest kept records.
   *
   * @param segments the files of these, the oldest first
   */
  async ready(
    segments: readonly SensorSegment[],
    signal: AbortSignal,
  ): Promise<readonly { id: string; scorer: ModelScorer }[]> {
    if (this.#isStale) {
      this.#isStale = false;
      await this.#load(this.#wanted, segments, signal);
    }
    return this.#loaded.map(({ wanted: { id }, scorer }) => ({ id, scorer }));
  }

  [Symbol.dispose](): void {
    this.#loaded.forEach(unload);
    this.#loaded = [];
  }

  async #load(
    wanted: SensorModel[],
    segments: readonly SensorSegment[],
    signal: AbortSignal,
  ): Promise<void> {
    const before = this.#loaded;
    const fresh: ModelScorer[] = [];
    this.#loaded = await Promise.all(wanted.map(async (each) => {
      const same = before.find((known) => JSON.stringify(known.wanted) === JSON.stringify(each));
      if (same) return same;
      const model = atThreshold(await loadModel(each.folder), each.threshold);
      const scorer = new ModelScorer(each.id, model, this.#maxLineBytes);
      fresh.push(scorer);
      return { wanted: each, model, scorer };
    }));
    before.filter((known) => !this.#loaded.includes(known)).forEach(unload);
    if (fresh.length > 0) await this.#warmUp(fresh, segments, signal);
  }

  /** Shows models the newest kept records, whose verdicts are known already. */
  async #warmUp(
    scorers: ModelScorer[],
    segments: readonly SensorSegment[],
    signal: AbortSignal,
  ): Promise<void> {
    const files = await Promise.all(
      segments.slice(-WARM_SEGMENTS).map((segment) => readSegment(this.#folder, segment)),
    );
    const frames = files.flatMap((file) =>
      (file?.places ?? []).map((place) => ({ bytes: file!.bytes, place }))
    );
    let first = frames.length;
    for (let records = 0; first > 0 && records < WARM_RECORDS;) {
      records += frames[--first].place.head.records;
    }
    for (const { bytes, place } of frames.slice(first)) {
      const { header, records } = place.head;
      const lines = new Uint8Array(frameLines(bytes, place));
      for (const scorer of scorers) await scorer.score({ header, lines, records }, signal);
    }
  }
}

function unload({ scorer, model }: Loaded): void {
  scorer[Symbol.dispose]();
  model.detector.dispose();
}
