import { readFileSync } from 'node:fs';

/**
 * Loaded before Postern, it makes its clock one that jumps: the machine's, and as many milliseconds as stand in the file that
 * JUMPING_CLOCK names. Timers are not touched, as they are not when a machine's clock is set.
 */
const file = process.env['JUMPING_CLOCK'] ?? '';
/** Milliseconds. */
const LOOK_EVERY = 20;

const MachineDate = Date;
let shift = read();

function read(): number {
  const read = Number(readFileSync(file, 'utf8'));
  return Number.isFinite(read) ? read : 0;
}

setInterval(() => (shift = read()), LOOK_EVERY).unref();

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
