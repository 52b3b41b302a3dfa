import type { NewId } from '../kernel/ids.ts';

/**
 * Ids that count up and look like UUIDv7: `00000000-0000-7000-8000-000000000001`, `…02`. They sort as they were made.
 * @param series a number for the first group, to keep two generators of one test apart; 0 by default.
 */
export function sequentialIds(series = 0): NewId {
  const group = series.toString(16).padStart(8, '0');
  let count = 0;
  return () => {
    count += 1;
    return `${group}-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;
  };
}
