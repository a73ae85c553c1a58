export { adamStep, sumMicroBatches } from "./adam";
export {
  addRows,
  addSymmetric,
  addToGroups,
  centreRows,
  groupDistances,
  nearestGroups,
  scaledNorms,
  sharesOfLogs,
  squaredNorms,
  weighRows,
  weighSquares,
} from "./distances";
export {
  activate,
  add,
  addNoise,
  dropoutMask,
  multiplyBySlope,
  multiplyElements,
} from "./elementwise";
export { allFinite, forestPathLengths, planePathLengths } from "./forest";
export { rowErrors, squaredErrors } from "./loss";
export { lstmBackward, lstmForward } from "./lstm";
export { multiply, multiplyTransposed, sumColumns, transpose } from "./matmul";
export {
  nearestByDifferences,
  nearestOfTile,
  refineNearest,
  withinRadius,
} from "./neighbours";
export { multiplySparse, multiplyTransposedSparse } from "./sparse";
