/**
 * Makes jobs run one after another, in the order in which they are given. A job that fails does
 * not keep the next from running.
 *
 * @returns takes a job and gives its result
 */
export function serialise(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const result = last.then(job, job);
    last = result;
    return result;
  };
}
