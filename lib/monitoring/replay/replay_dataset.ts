/** A dataset that may be replayed. */
export interface ReplayDataset {
  id: string;
  name: string;
  rows: number;
  /** Columns of time stamps. */
  timeColumns: string[];
}
