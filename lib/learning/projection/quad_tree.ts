/**
 * The repulsion of t-SNE by a tree of cells, each of which acts from afar like one heavy point.
 *
 * Sources: J. Barnes and P. Hut, "A hierarchical O(N log N) force-calculation algorithm", Nature 324,
 * 1986; L. van der Maaten, "Accelerating t-SNE using Tree-Based Algorithms", JMLR 15, 2014.
 *
 * @module
 */

/** A cell counts as one point where it is seen at less than this many radians, about. */
const THETA = 0.5;

/** Numbers of a node: centre of mass, mass, squared distance from which it counts as one point. */
const STRIDE = 4;

/**
 * Points of the plane in cells of four, rebuilt whenever the points have moved. Nodes lie in
 * depth-first order, so that to leave a cell out is to jump to the node after it.
 */
export class QuadTree {
  readonly #points: Float64Array;
  readonly #order: Int32Array;
  readonly #nodes: Float64Array;
  /** The node after the cell of each node; a leaf's is the next one. */
  readonly #after: Int32Array;
  readonly #leafOf: Int32Array;
  #count = 0;

  /** @param points x and y of each point; read at each {@linkcode build} */
  constructor(points: Float64Array) {
    const n = points.length / 2;
    this.#points = points;
    this.#order = Int32Array.from({ length: n }, (_, point) => point);
    this.#nodes = new Float64Array(2 * n * STRIDE);
    this.#after = new Int32Array(2 * n);
    this.#leafOf = new Int32Array(n);
  }

  /** Puts the points where they are now into cells. */
  build(): void {
    this.#count = 0;
    if (this.#order.length > 0) this.#add(0, this.#order.length);
  }

  /**
   * Adds up what all other points do to each point, `q² (y_i - y_j)` with `q = 1 / (1 + distance²)`.
   *
   * @param forces gets x and y of the sum for each point
   * @returns the sum of `q` over all ordered pairs of different points
   */
  repel(forces: Float64Array): number {
    const points = this.#points;
    const nodes = this.#nodes;
    const after = this.#after;
    const count = this.#count;
    let total = 0;
    // In the order of the cells, so that one point takes about the same way as the one before.
    for (const point of this.#order) {
      const x = points[2 * point];
      const y = points[2 * point + 1];
      const own = this.#leafOf[point];
      let forceX = 0;
      let forceY = 0;
      let node = 0;
      while (node < count) {
        const at = node * STRIDE;
        const dx = x - nodes[at];
        const dy = y - nodes[at + 1];
        const squared = dx * dx + dy * dy;
        if (squared > nodes[at + 3]) {
          const q = 1 / (1 + squared);
          const mass = node === own ? nodes[at + 2] - 1 : nodes[at + 2];
          const weight = mass * q;
          total += weight;
          forceX += weight * q * dx;
          forceY += weight * q * dy;
          node = after[node];
        } else node++;
      }
      forces[2 * point] = forceX;
      forces[2 * point + 1] = forceY;
    }
    return total;
  }

  /** Adds the cell of the points `from` to `to` of the order, and the cells in it. */
  #add(from: number, to: number): void {
    const points = this.#points;
    const order = this.#order;
    let left = Infinity;
    let right = -Infinity;
    let low = Infinity;
    let high = -Infinity;
    let sumX = 0;
    let sumY = 0;
    for (let i = from; i < to; i++) {
      const x = points[2 * order[i]];
      const y = points[2 * order[i] + 1];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < low) low = y;
      if (y > high) high = y;
      sumX += x;
      sumY += y;
    }
    const node = this.#count++;
    const at = node * STRIDE;
    const width = Math.max(right - left, high - low);
    this.#nodes[at] = sumX / (to - from);
    this.#nodes[at + 1] = sumY / (to - from);
    this.#nodes[at + 2] = to - from;
    const midX = (left + right) / 2;
    const midY = (low + high) / 2;
    const upper = this.#split(from, to, 1, midY);
    const lowerRight = this.#split(from, upper, 0, midX);
    const upperRight = this.#split(upper, to, 0, midX);
    const bounds = [from, lowerRight, upper, upperRight, to];
    const isWhole = bounds.some((bound, i) => i > 0 && bound - bounds[i - 1] === to - from);
    if (isWhole) {
      // One point, or points that lie closer together than numbers can tell.
      this.#nodes[at + 3] = -1;
      for (let i = from; i < to; i++) this.#leafOf[order[i]] = node;
    } else {
      this.#nodes[at + 3] = (width * width) / (THETA * THETA);
      for (let i = 1; i < bounds.length; i++) {
        if (bounds[i] > bounds[i - 1]) this.#add(bounds[i - 1], bounds[i]);
      }
    }
    this.#after[node] = this.#count;
  }

  /** Moves points with a coordinate up to `middle` to the front; gives where the others begin. */
  #split(from: number, to: number, axis: 0 | 1, middle: number): number {
    const points = this.#points;
    const order = this.#order;
    let end = to;
    while (from < end) {
      const point = order[from];
      if (points[2 * point + axis] <= middle) from++;
      else {
        order[from] = order[--end];
        order[end] = point;
      }
    }
    return from;
  }
}
