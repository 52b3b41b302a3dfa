import { EventEmitter } from 'node:events';
import { silentLogger } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { stopOnSignal } from './stop-on-signal.ts';

/** A process that only hears signals and notes how it would end. */
class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];
  exit(code: number): void {
    this.exits.push(code);
  }
}

/** Something that is running, and stops when told that it has. */
function running() {
  const process = new FakeProcess();
  const end = Promise.withResolvers<undefined>();
  let stops = 0;
  const stop = async (): Promise<void> => {
    stops += 1;
    await end.promise;
  };
  stopOnSignal({ stop }, { signals: process, logger: silentLogger });
  return { process, end, stops: () => stops };
}

/** Lets what is waiting on promises go on. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('stopOnSignal', () => {
  it.each(['SIGTERM', 'SIGINT'])('stops at %s and exits 0 once it has stopped', async (signal) => {
    const { process, end, stops } = running();
    process.emit(signal);
    await turn();
    expect({ stops: stops(), exits: process.exits }).toEqual({ stops: 1, exits: [] });
    end.resolve(undefined);
    await turn();
    expect(process.exits).toEqual([0]);
  });

  it('ends at once at the second signal, with 1', async () => {
    const { process, stops } = running();
    process.emit('SIGTERM');
    process.emit('SIGINT');
    await turn();
    expect({ stops: stops(), exits: process.exits }).toEqual({ stops: 1, exits: [1] });
  });

  it('exits 1 when stopping fails', async () => {
    const { process, end } = running();
    process.emit('SIGTERM');
    end.reject(new Error('stuck'));
    await turn();
    expect(process.exits).toEqual([1]);
  });
});
