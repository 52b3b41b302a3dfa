import fc from 'fast-check';
import {
  FACT_LABELS,
  SEVERITIES,
  type AutomationEvent,
  type EventFact,
  type Named,
} from '../events/automation-event.ts';
import { EVENT_TYPES } from '../events/catalogue.ts';

/** Pieces that break naive mails: markup, template syntax, line ends, controls, bidi overrides, lone surrogates, zalgo. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</td></table>',
  '<!-- ',
  '{{constructor}}',
  '{{#each this}}',
  '{{{title}}}',
  '<mj-text>',
  '&lt;b&gt;',
  '\r\nBcc: victim@example.com\r\n',
  '\u0000\u0007\u001b[31m',
  '\u0085\u2028\u2029',
  '\u202egnp.exe\u202c',
  '\u2066\u2067\u2068',
  '\ud800',
  '\udc00',
  'Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e',
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'شركة الأتمتة',
  '   ',
  'javascript:alert(1)',
] as const;

/** Untrusted text: ordinary, hostile, and both mixed. */
export const arbitraryText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...HOSTILE)), {
    maxLength: 6,
  })
  .map((pieces) => pieces.join(''));

const text = fc.option(arbitraryText);
const moment = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.maxSafeInteger());
const named: fc.Arbitrary<Named | null> = fc.option(fc.record({ id: text, name: text }));

const fact: fc.Arbitrary<EventFact> = fc.record({
  label: fc.constantFrom(...FACT_LABELS),
  value: fc.oneof(
    fc.record({ kind: fc.constant('text' as const), text: arbitraryText }),
    fc.record({ kind: fc.constant('number' as const), number: fc.double() }),
    fc.record({ kind: fc.constant('time' as const), at: moment }),
  ),
});

/** Any event at all: known and unknown types, every field hostile or missing. */
export const arbitraryEvent: fc.Arbitrary<AutomationEvent> = fc.record({
  type: fc.oneof(fc.constantFrom(...EVENT_TYPES.map(({ type }) => type)), arbitraryText),
  severity: fc.constantFrom(...SEVERITIES),
  occurredAt: moment,
  senderEventId: text,
  foldKey: text,
  trouble: fc.option(
    fc.record({ key: arbitraryText, state: fc.constantFrom('on' as const, 'over' as const), at: moment }),
  ),
  tenant: named,
  folder: named,
  process: named,
  robot: named,
  queue: named,
  machine: text,
  subject: text,
  facts: fc.array(fact, { maxLength: 12 }),
  detail: fc.option(
    fc.oneof(
      arbitraryText,
      fc
        .tuple(arbitraryText, fc.integer({ min: 1, max: 4_000 }))
        .map(([piece, times]) => piece.repeat(times)),
    ),
  ),
  link: fc.option(fc.oneof(fc.webUrl(), arbitraryText)),
  addressee: fc.option(fc.record({ address: arbitraryText, name: text, locale: text })),
  data: fc.dictionary(arbitraryText, arbitraryText, { maxKeys: 5 }),
});
