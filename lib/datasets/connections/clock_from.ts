/** Times before 2001, in milliseconds, are no points in time: they count from their own start. */
export const CLOCK_FROM = Date.UTC(2001, 0, 1);
