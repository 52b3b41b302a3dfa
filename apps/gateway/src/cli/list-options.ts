import { InvalidArgumentError, type Command } from 'commander';

/** Options of every command that prints a page of a list. */
export interface ListOptions {
  readonly limit: number;
  readonly cursor?: string;
  readonly json?: boolean;
}

/** Adds `--limit`, `--cursor` and `--json`. */
export function withList(command: Command): Command {
  return command
    .option('--limit <number>', 'how many, 1 to 500', wholeNumber, 50)
    .option('--cursor <cursor>', 'go on where the page before ended')
    .option('--json', 'print {"items": […], "next": cursor or null}');
}

/** Page request of the use cases. */
export function pageOf({ limit, cursor }: ListOptions): { limit: number; cursor?: string } {
  return cursor === undefined ? { limit } : { limit, cursor };
}

/** Reads a whole number from the command line. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}
