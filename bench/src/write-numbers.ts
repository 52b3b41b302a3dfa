import { spreadOf } from './spread.ts';

/** `min · median · max`; one figure where there was one round. */
export function spread(values: readonly number[], digits: number): string {
  const { min, median, max } = spreadOf(values);
  const write = (value: number): string =>
    value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return values.length === 1 ? write(median) : `${write(min)} · **${write(median)}** · ${write(max)}`;
}

/** With thousands apart. */
export function count(value: number): string {
  return value.toLocaleString('en');
}
