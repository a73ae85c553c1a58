/**
 * Says how long something will take, no more exactly than an estimate can be.
 *
 * @param seconds the estimate, or `undefined` while there is no basis for one
 */
export function describeTimeLeft(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds) || seconds < 0) {
    return "Estimating the time left";
  }
  if (seconds < 2) return "A moment left";
  if (seconds < 10) return `About ${Math.round(seconds)} seconds left`;
  if (seconds < 57.5) return `About ${Math.round(seconds / 5) * 5} seconds left`;
  const minutes = Math.round(seconds / 60);
  if (minutes <= 1) return "About a minute left";
  if (minutes < 90) return `About ${minutes} minutes left`;
  return `About ${Math.round(seconds / 3600)} hours left`;
}
