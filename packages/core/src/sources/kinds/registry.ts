import { SOURCE_KINDS, type SourceKind } from '../source.ts';
import type { SourceKindDefinition } from '../source-kind.ts';
import { genericKind } from './generic.ts';
import { standardKind } from './standard.ts';
import { uipathKind } from './uipath.ts';

/** Every kind of sender, each in its own file; a contract test goes through them all. */
const DEFINITIONS: Readonly<Record<SourceKind, SourceKindDefinition>> = {
  uipath: uipathKind,
  standard: standardKind,
  generic: genericKind,
};

/** All kinds, in the order in which they are offered. */
export const SOURCE_KIND_DEFINITIONS: readonly SourceKindDefinition[] = SOURCE_KINDS.map(sourceKind);

/** The definition of a kind. */
export function sourceKind(kind: SourceKind): SourceKindDefinition {
  return DEFINITIONS[kind];
}
