import type { Timers } from '@postern/core';
import { levels, symbols, type DestinationStream } from 'pino';

/** Lines that wait for the end of their turn. */
export interface GatheredLines extends DestinationStream {
  readonly [symbols.needsMetadataGsym]: true;
  /** Of the line that is being written; pino sets it. */
  lastLevel: number;
  /** Writes what waits. To be called when the process ends. */
  flush(): void;
}

/** Characters after which there is no waiting for the end of the turn. */
const ENOUGH = 16_384;

const WARN = levels.values.warn ?? 40;

/**
 * Writes the lines of one turn of the event loop together: under load a write for each line costs more than the line.
 * Warnings and errors, with all that came before them, are written at once, since they may be the last.
 */
export function gatherLines(destination: DestinationStream, timers: Pick<Timers, 'soon'>): GatheredLines {
  let lines = '';
  let waiting = false;

  function flush(): void {
    if (lines === '') return;
    const gathered = lines;
    lines = '';
    destination.write(gathered);
  }

  function write(this: { readonly lastLevel: number }, line: string): void {
    lines += line;
    if (lines.length >= ENOUGH || this.lastLevel >= WARN) flush();
    if (waiting || lines === '') return;
    waiting = true;
    timers.soon(() => {
      waiting = false;
      flush();
    });
  }

  // With the symbol, pino says beside each line which level it has.
  return { [symbols.needsMetadataGsym]: true, lastLevel: 0, write, flush };
}
