import type { DkimCheck } from '@postern/core';
import { dkimRecordLines } from './dkim-record-lines.ts';

const CHECKED: Readonly<Record<DkimCheck['outcome'], string>> = {
  published: 'DNS has the key.',
  missing: 'DNS has no key there yet. A new record takes up to its zone’s time to live to be seen.',
  different: 'DNS has another key there: publish this one, or choose another selector.',
  several: 'DNS has more than one key there: leave this one alone.',
  withdrawn: 'DNS says that the key is withdrawn (p= is empty).',
  unreadable: 'What DNS has there cannot be read: long values are often cut where they are pasted.',
  'dns-failed': 'DNS did not answer.',
};

/** What DNS has of a key, and unless that is the key, the record to publish. */
export function dkimCheckLines({ outcome, key }: DkimCheck): readonly string[] {
  return [CHECKED[outcome], ...(outcome === 'published' ? [] : dkimRecordLines(key))];
}
