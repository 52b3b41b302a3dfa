/** Milliseconds of the machine's monotonic clock: the same in all its processes, so that one may send and another receive. */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
