import { FACT_LABELS, type AutomationEvent } from '../../src/events/automation-event.ts';

/** Markup that would run or fetch, template syntax of both languages, line ends, controls, direction overrides, piles of marks. */
export const HOSTILE_TEXT = [
  '<script>window.pwned = 1</script>',
  '<img src=x onerror="window.pwned = 1"><svg onload="window.pwned = 1">',
  '"><iframe src="https://evil.example/frame"></iframe>',
  "' onmouseover='window.pwned = 1",
  '<style>@import url(https://evil.example/x.css); * { background: url(https://evil.example/y) }</style>',
  '<link rel=stylesheet href=https://evil.example/z.css><meta http-equiv=refresh content="0;url=https://evil.example/">',
  '</td></tr></table></body></html><!-- ',
  '{{constructor}} {{{title}}} {{#each this}} {{> partial}} <mj-text> [[x]]',
  '\r\nBcc: victim@example.com\r\nSubject: other\r\n',
  '\u202egnp.exe\u202c\u2066x\u2069',
  `Z${'\u0351\u036b\u0343'.repeat(40)}`,
  '\u0000\u0007\u001b[31m\ud800',
  '👩‍👩‍👧‍👦',
  'ف'.repeat(30),
  'W'.repeat(200),
].join(' ');

/** An event of this type whose every field is hostile. */
export function hostileEvent(type: string): AutomationEvent {
  const thing = { id: HOSTILE_TEXT, name: HOSTILE_TEXT };
  return {
    type,
    severity: 'error',
    occurredAt: Date.parse('2026-11-20T06:14:26Z'),
    senderEventId: HOSTILE_TEXT,
    foldKey: HOSTILE_TEXT,
    trouble: { key: HOSTILE_TEXT, state: 'on', at: 0 },
    tenant: thing,
    folder: thing,
    process: thing,
    robot: thing,
    queue: thing,
    machine: HOSTILE_TEXT,
    subject: HOSTILE_TEXT,
    facts: FACT_LABELS.map((label) => ({ label, value: { kind: 'text', text: HOSTILE_TEXT } })),
    detail: `${HOSTILE_TEXT}\n\t${HOSTILE_TEXT}`,
    link: 'javascript:window.pwned=1',
    addressee: { address: 'a@b.example', name: HOSTILE_TEXT, locale: HOSTILE_TEXT },
    data: { [HOSTILE_TEXT]: HOSTILE_TEXT },
  };
}
