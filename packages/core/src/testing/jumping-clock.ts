import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded before Postern, it makes its clock one that jumps: the machine's, and as many milliseconds as stand in the file that
 * JUMPING_CLOCK names. Timers are not touched, as they are not when a machine's clock is set. What its main thread
 * goes by stands in the file of the same name with `.seen` behind; each thread looks for itself.
 */
const file = process.env['JUMPING_CLOCK'] ?? '';
/** Milliseconds. */
const LOOK_EVERY = 20;

const MachineDate = Date;
let shift = 0;
look();

function look(): void {
  const text = readFileSync(file, 'utf8');
  const read = Number(text);
  // Empty while somebody is writing it.
  if (text === '' || !Number.isFinite(read) || read === shift) return;
  shift = read;
  if (isMainThread) writeFileSync(`${file}.seen`, String(shift));
}

setInterval(look, LOOK_EVERY).unref();

globalThis.Date = new Proxy(MachineDate, {
  construct: (target, values: readonly unknown[], newTarget: new () => object) =>
    Reflect.construct(
      target,
      values.length === 0 ? [MachineDate.now() + shift] : [...values],
      newTarget,
    ) as object,
  get: (target, name, receiver) =>
    name === 'now' ? () => MachineDate.now() + shift : (Reflect.get(target, name, receiver) as unknown),
});
