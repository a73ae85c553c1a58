import type { KernelConfig, Tensor } from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { heapView, sizeOf } from "./heap.ts";

/**
 * Sums of the rows of each segment, as in the gradient of gathering. The backend has no kernel of
 * its own. Rows of segments that do not exist are left out, as on other backends.
 */
export function unsortedSegmentSum(): KernelConfig {
  return {
    kernelName: "UnsortedSegmentSum",
    backendName: "wasm",
    kernelFunc({ inputs, backend, attrs }) {
      const { x, segmentIds } = inputs as { x: Tensor; segmentIds: Tensor };
      const segments = attrs?.numSegments as number;
      const rowShape = x.shape.slice(1);
      const wasm = backend as BackendWasm;
      const out = wasm.makeOutput([segments, ...rowShape], "float32");
      const from = heapView(wasm, x);
      const to = heapView(wasm, out).fill(0);
      const width = sizeOf(rowShape);
      heapView(wasm, segmentIds).forEach((segment, row) => {
        if (segment < 0 || segment >= segments) return;
        for (let i = 0; i < width; i++) to[segment * width + i] += from[row * width + i];
      });
      return out;
    },
  };
}
