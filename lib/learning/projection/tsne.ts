/**
 * t-SNE: rows with many columns as points of a plane that keep their neighbours.
 *
 * @module
 */
import type { Rows } from "../linear_algebra/moments.ts";
import { createPacer } from "../../base/pacer.ts";
import { createRandom } from "../../base/random.ts";
import { type Affinities, affinities } from "./affinities.ts";
import { nearestRows } from "./nearest_rows.ts";
import { QuadTree } from "./quad_tree.ts";

/** With fewer rows there is nothing to see. */
export const MIN_TSNE_ROWS = 10;

/** Attraction is exaggerated at first, so that clusters find together. */
const EXAGGERATION = { factor: 12, steps: 250, momentum: 0.5 };
const REFINEMENT = { factor: 1, steps: 500, momentum: 0.8 };

/** Standard deviation of the first coordinate at the start. */
const START_DEVIATION = 1e-4;
/** Of what is added to the start, so that equal rows can part; relative to it. */
const JITTER = 0.01;

/** Share of the time that finding neighbours takes, about. */
const NEIGHBOUR_SHARE = 0.15;

/** How to embed. */
export interface TsneOptions {
  /** How many neighbours a row has, in effect; see {@linkcode effectivePerplexity}. */
  perplexity: number;
  seed: number;
  /** Gets the share done, 0 to 1. */
  onProgress?: (fraction: number) => void;
}

/** The perplexity that so few rows allow: each needs three times as many neighbours. */
export function effectivePerplexity(perplexity: number, rows: number): number {
  return Math.min(perplexity, Math.floor((rows - 1) / 3));
}

/**
 * Embeds rows in a plane: Barnes-Hut t-SNE from a start by principal components, 750 steps. The same
 * rows and seed give the same points.
 *
 * Sources: L. van der Maaten, "Accelerating t-SNE using Tree-Based Algorithms", JMLR 15, 2014;
 * D. Kobak and P. Berens, "The art of using t-SNE for single-cell transcriptomics", Nature
 * Communications 10, 2019, for the start and the learning rate.
 *
 * @param x at least {@linkcode MIN_TSNE_ROWS} rows
 * @param start x and y of each row to start from, such as its first two principal components
 * @returns x and y of each row
 * @throws {RangeError} for fewer rows
 */
export async function tsne(
  x: Rows,
  start: Float64Array,
  { perplexity, seed, onProgress = () => {} }: TsneOptions,
): Promise<Float64Array> {
  if (x.rows < MIN_TSNE_ROWS) {
    throw new RangeError(`t-SNE needs ${MIN_TSNE_ROWS} rows at least, not ${x.rows}.`);
  }
  const used = effectivePerplexity(perplexity, x.rows);
  const nearest = await nearestRows(
    x,
    3 * used,
    (fraction) => onProgress(NEIGHBOUR_SHARE * fraction),
  );
  const points = startPoints(start, seed);
  const descent = new Descent(points, affinities(nearest, used));
  const pace = createPacer();
  const steps = EXAGGERATION.steps + REFINEMENT.steps;
  for (let step = 0; step < steps; step++) {
    descent.step(step < EXAGGERATION.steps ? EXAGGERATION : REFINEMENT);
    if (step % 10 === 9) {
      onProgress(NEIGHBOUR_SHARE + (1 - NEIGHBOUR_SHARE) * (step + 1) / steps);
      await pace();
    }
  }
  return points;
}

function startPoints(start: Float64Array, seed: number): Float64Array {
  const random = createRandom(seed);
  let squares = 0;
  for (let i = 0; i < start.length; i += 2) squares += start[i] * start[i];
  const deviation = Math.sqrt(2 * squares / start.length);
  const scale = deviation > 0 ? START_DEVIATION / deviation : 0;
  return start.map((value) => value * scale + JITTER * START_DEVIATION * random.normal());
}

/** Gradient descent with momentum and a gain for each coordinate. */
class Descent {
  readonly #points: Float64Array;
  readonly #affinities: Affinities;
  readonly #tree: QuadTree;
  readonly #repulsion: Float64Array;
  readonly #attraction: Float64Array;
  readonly #velocity: Float64Array;
  readonly #gains: Float64Array;
  readonly #rate: number;

  constructor(points: Float64Array, affinities: Affinities) {
    const rows = points.length / 2;
    this.#points = points;
    this.#affinities = affinities;
    this.#tree = new QuadTree(points);
    this.#repulsion = new Float64Array(points.length);
    this.#attraction = new Float64Array(points.length);
    this.#velocity = new Float64Array(points.length);
    this.#gains = new Float64Array(points.length).fill(1);
    this.#rate = Math.max(50, rows / EXAGGERATION.factor / 4);
  }

  step({ factor, momentum }: { factor: number; momentum: number }): void {
    const points = this.#points;
    const velocity = this.#velocity;
    const gains = this.#gains;
    this.#attract();
    this.#tree.build();
    const total = this.#tree.repel(this.#repulsion);
    for (let i = 0; i < points.length; i++) {
      const gradient = 4 * (factor * this.#attraction[i] - this.#repulsion[i] / total);
      const goesOn = gradient * velocity[i] < 0;
      gains[i] = Math.max(0.01, goesOn ? gains[i] + 0.2 : gains[i] * 0.8);
      velocity[i] = momentum * velocity[i] - this.#rate * gains[i] * gradient;
      points[i] += velocity[i];
    }
    centre(points);
  }

  /** Adds up `p q (y_i - y_j)` over the pairs that attract each other. */
  #attract(): void {
    const { first, second, weights } = this.#affinities;
    const points = this.#points;
    const attraction = this.#attraction.fill(0);
    for (let pair = 0; pair < weights.length; pair++) {
      const i = 2 * first[pair];
      const j = 2 * second[pair];
      const dx = points[i] - points[j];
      const dy = points[i + 1] - points[j + 1];
      // A pair's weight counts both orders, of which each row feels one.
      const pull = 0.5 * weights[pair] / (1 + dx * dx + dy * dy);
      attraction[i] += pull * dx;
      attraction[i + 1] += pull * dy;
      attraction[j] -= pull * dx;
      attraction[j + 1] -= pull * dy;
    }
  }
}

function centre(points: Float64Array): void {
  for (const axis of [0, 1]) {
    let sum = 0;
    for (let i = axis; i < points.length; i += 2) sum += points[i];
    const mean = 2 * sum / points.length;
    for (let i = axis; i < points.length; i += 2) points[i] -= mean;
  }
}
