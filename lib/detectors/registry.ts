/**
 * Builds detectors. An implementation is loaded only when it is needed.
 *
 * @module
 */
import { DETECTORS } from "./catalogue.ts";
import type { DetectorDefinition } from "./definition.ts";
import type {
  Detector,
  DetectorFactory,
  DetectorKind,
  DetectorSource,
  DetectorState,
} from "./detector.ts";
import type { Params } from "../learning/params.ts";

/**
 * Makes and loads detectors by their definitions.
 *
 * @example
 * ```ts
 * import { DETECTORS } from "./catalogue.ts";
 * import { DetectorRegistry } from "./registry.ts";
 *
 * const detector = await new DetectorRegistry(DETECTORS).create("kmeans", { clusters: 3 });
 * ```
 */
export class DetectorRegistry implements DetectorSource {
  readonly #definitions: Map<DetectorKind, DetectorDefinition>;

  constructor(definitions: readonly DetectorDefinition[]) {
    this.#definitions = new Map(definitions.map((each) => [each.kind, each]));
  }

  /**
   * A new detector, not fitted yet.
   *
   * @param params by name; defaults stand in for what is left out
   * @throws {RangeError} when there is no such detector
   * @throws {z.ZodError} when parameters are unknown or out of range
   */
  async create(kind: DetectorKind, params: Params = {}): Promise<Detector> {
    return await (await this.#factory(kind)).create(params, this);
  }

  /**
   * A detector from what its `save` gave.
   *
   * @throws {RangeError} when there is no such detector
   * @throws {TypeError} when the state is damaged
   * @throws {z.ZodError} when its parameters are unknown or out of range
   */
  async load(state: DetectorState): Promise<Detector> {
    return await (await this.#factory(state.kind)).load(state, this);
  }

  /** The kind may come from a file of another version. */
  async #factory(kind: DetectorKind): Promise<DetectorFactory> {
    const definition = this.#definitions.get(kind);
    if (!definition) throw new RangeError(`There is no detector "${kind}".`);
    const { factory }: { factory: DetectorFactory } = await import(definition.implementation.href);
    return factory;
  }
}

const registry = new DetectorRegistry(DETECTORS);

/** A new detector of this release, not fitted yet; see {@linkcode DetectorRegistry.create}. */
export function createDetector(kind: DetectorKind, params: Params = {}): Promise<Detector> {
  return registry.create(kind, params);
}

/** A detector of this release from what it saved; see {@linkcode DetectorRegistry.load}. */
export function loadDetector(state: DetectorState): Promise<Detector> {
  return registry.load(state);
}
