import type { ShownDkimKey } from '@postern/core';

/** The record to publish, as forms and as zone files want it. */
export function dkimRecordLines({ record }: ShownDkimKey): readonly string[] {
  return [
    `Publish: ${record.name}.  TXT`,
    `  ${record.value}`,
    'In a zone file, where one string holds 255 characters:',
    `  ${record.name}. IN TXT ( ${record.strings.map((one) => `"${one}"`).join(' ')} )`,
  ];
}
