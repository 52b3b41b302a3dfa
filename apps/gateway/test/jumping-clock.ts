import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '@postern/core/testing';
import { temporaryFolder } from './temporary-folder.ts';

const PRELOAD = fileURLToPath(import.meta.resolve('@postern/core/testing/jumping-clock'));

/** A clock for one real process after the other, which goes as the machine's does, from wherever it is set. */
export interface JumpingClock {
  /** For the processes that are to go by it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sets it while no process goes by it. @param at epoch milliseconds */
  set(at: number): void;
  /** Sets it, and waits until the process that goes by it has noticed. @param at epoch milliseconds */
  jump(at: number): Promise<void>;
}

/** One of a test, set to this instant; epoch milliseconds. */
export function jumpingClock(at: number): JumpingClock {
  const file = join(temporaryFolder(), 'clock');
  const seen = `${file}.seen`;
  const set = (to: number): string => {
    const shift = String(to - Date.now());
    // In one step, so that no process reads half of it.
    writeFileSync(`${file}.new`, shift);
    renameSync(`${file}.new`, file);
    return shift;
  };
  set(at);
  return {
    environment: { NODE_OPTIONS: `--import=${PRELOAD}`, JUMPING_CLOCK: file },
    set: (to) => void set(to),
    async jump(to) {
      const shift = set(to);
      await eventually(
        'the clock is noticed',
        () => existsSync(seen) && readFileSync(seen, 'utf8') === shift,
      );
    },
  };
}
