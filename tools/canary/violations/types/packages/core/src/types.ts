import { Level } from './level.ts';

// TS2322: a plain mistake.
export const port: number = 'smtp';

// TS2532: strict, noUncheckedIndexedAccess.
export const first = (values: readonly string[]): number => values[0].length;

// TS2375: exactOptionalPropertyTypes.
export const options: { timeout?: number } = { timeout: undefined };

// TS1294: erasableSyntaxOnly. Node cannot strip an enum.
export enum Severity {
  Info,
}

// TS4114: noImplicitOverride.
class Base {
  name(): string {
    return 'base';
  }
}
export class Derived extends Base {
  name(): string {
    return 'derived';
  }
}

// TS7029: noFallthroughCasesInSwitch.
export function describe(level: Level): string {
  let text = '';
  switch (level) {
    case 'host':
      text += 'host';
    case 'organization':
      text += 'organization';
  }
  return text;
}
