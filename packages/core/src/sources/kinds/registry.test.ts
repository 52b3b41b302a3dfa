import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../../test/fixtures/any-text.ts';
import { fixtureNames, readFixture } from '../../../test/fixtures/read-fixture.ts';
import { signRequest } from '../../../test/fixtures/sign-request.ts';
import { FACT_LABELS, SEVERITIES, type AutomationEvent } from '../../events/automation-event.ts';
import { EVENT_CAPS } from '../../events/event-caps.ts';
import { MINUTE } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { Secret } from '../../kernel/secret.ts';
import { FAKE_START } from '../../testing/fake-clock.ts';
import type { ParsedReport, WebhookRequest } from '../source-kind.ts';
import { SOURCE_KINDS } from '../source.ts';
import { SOURCE_KIND_DEFINITIONS, sourceKind } from './registry.ts';

const NOW = FAKE_START;
const BODY = '{"Type":"job.faulted","type":"job.faulted","EventId":"1"}';

function fixtures(): readonly Uint8Array[] {
  const folders = ['uipath', 'system'] as const;
  return folders.flatMap((folder) => fixtureNames(folder).map((name) => readFixture(folder, name)));
}

/** Bytes that are the same in every run but differ between calls. */
function counter(): (bytes: number) => Uint8Array {
  let call = 0;
  return (bytes) => {
    call += 1;
    return Uint8Array.from({ length: bytes }, (_, index) => (index * 7 + call * 31) % 256);
  };
}

describe('the registry of source kinds', () => {
  it('has a definition of every kind, and finds it by its name', () => {
    expect(SOURCE_KIND_DEFINITIONS.map(({ kind }) => kind)).toEqual(SOURCE_KINDS);
    for (const kind of SOURCE_KINDS) expect(sourceKind(kind).kind).toBe(kind);
  });
});

describe.each(SOURCE_KIND_DEFINITIONS.map((definition) => [definition.kind, definition] as const))(
  'the source kind %s',
  (kind, definition) => {
    const random = counter();
    const secret = definition.newSecret(random);
    const other = definition.newSecret(random);
    const secrets = [{ id: 's1', secret }];
    const signed = signRequest(kind, { secret, body: BODY, now: NOW });
    const [header = ''] = Object.keys(signed.headers).slice(-1);
    const [value = ''] = signed.headers[header] ?? [];

    function withHeader(values: readonly string[]): WebhookRequest {
      return { ...signed, headers: { ...signed.headers, [header]: values } };
    }

    it('is described in both languages', () => {
      for (const text of [definition.label, definition.setup]) {
        expect(text.en).not.toBe('');
        expect(text.fr).not.toBe('');
      }
      expect(definition.setup.fr).not.toBe(definition.setup.en);
    });

    it('accepts the secrets that it makes, and makes another each time', () => {
      expect(definition.acceptSecret(secret).expose()).toBe(secret.expose());
      expect(other.expose()).not.toBe(secret.expose());
      expect(secret.expose().length).toBeGreaterThanOrEqual(40);
    });

    it.each(['', ' ', 'short', 'x'.repeat(2_000), `${'x'.repeat(40)}\n`])(
      'refuses %j as a secret, without repeating it',
      (text) => {
        const refusal = refusalOf(() => definition.acceptSecret(new Secret(text)));
        expect(refusal.code).toBe('input-invalid');
        if (text.trim() !== '') expect(refusal.message).not.toContain(text);
      },
    );

    it('verifies what a sender signed', () => {
      expect(definition.verify(signed, secrets, NOW)).toMatchObject({ ok: true, secretId: 's1' });
    });

    it('verifies with either of two live secrets and tells which one fitted', () => {
      const both = [
        { id: 'old', secret: other },
        { id: 'new', secret },
      ];
      expect(definition.verify(signed, both, NOW)).toMatchObject({ ok: true, secretId: 'new' });
      expect(definition.verify(signed, both.toReversed(), NOW)).toMatchObject({ ok: true, secretId: 'new' });
    });

    it('refuses what another secret signed', () => {
      const forged = signRequest(kind, { secret: other, body: BODY, now: NOW });
      expect(definition.verify(forged, secrets, NOW)).toEqual({ ok: false, reason: 'signature-wrong' });
    });

    it('refuses everything when there is no secret', () => {
      expect(definition.verify(signed, [], NOW)).toEqual({ ok: false, reason: 'signature-wrong' });
    });

    it.each([
      ['missing', []],
      ['empty', ['']],
      ['blank', ['  ']],
    ])('refuses a request whose signature is %s', (_what, values) => {
      expect(definition.verify(withHeader(values), secrets, NOW)).toEqual({
        ok: false,
        reason: 'signature-missing',
      });
      expect(definition.verify({ ...signed, headers: {} }, secrets, NOW)).toMatchObject({ ok: false });
    });

    it('refuses a signature that came twice, even the same one', () => {
      const twice = definition.verify(withHeader([value, value]), secrets, NOW);
      expect(twice).toEqual({ ok: false, reason: 'signature-doubled' });
      expect(definition.verify(withHeader([`${value}, ${value}`]), secrets, NOW).ok).toBe(false);
    });

    it('refuses a signature with any character missing, changed or added', () => {
      for (let at = 0; at < value.length; at += 1) {
        const changed = value[at] === 'A' ? 'B' : 'A';
        for (const wrong of [
          value.slice(0, at),
          value.slice(0, at) + value.slice(at + 1),
          value.slice(0, at) + changed + value.slice(at + 1),
        ]) {
          // "Bearer" may be written in any case.
          if (wrong.replace(/^bearer/i, 'Bearer') === value) continue;
          expect(definition.verify(withHeader([wrong]), secrets, NOW).ok).toBe(false);
        }
      }
      expect(definition.verify(withHeader([`${value}A`]), secrets, NOW).ok).toBe(false);
    });

    it('never throws for any header', () => {
      fc.assert(
        fc.property(fc.array(anyText(40), { maxLength: 3 }), (values) => {
          expect(definition.verify(withHeader(values), secrets, NOW).ok).toBe(false);
        }),
      );
    });

    it('does not take the signature of another kind for its own', () => {
      for (const foreign of SOURCE_KIND_DEFINITIONS.filter((one) => one.kind !== kind)) {
        const foreignSecret = foreign.newSecret(counter());
        const request = signRequest(foreign.kind, { secret: foreignSecret, body: BODY, now: NOW });
        const verification = definition.verify(request, [{ id: 's1', secret: foreignSecret }], NOW);
        expect(verification.ok).toBe(false);
      }
    });

    it('turns every payload there is into events or a reason within the caps', () => {
      for (const body of fixtures()) expectWithinCaps(definition.parse({ headers: {}, body }, NOW));
    });

    it('never throws for any bytes', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
          expectWithinCaps(definition.parse({ headers: {}, body }, NOW));
        }),
      );
    });

    it('never throws for any JSON', () => {
      fc.assert(
        fc.property(fc.jsonValue({ maxDepth: 5 }), (value_) => {
          const body = Buffer.from(JSON.stringify(value_));
          expectWithinCaps(definition.parse({ headers: {}, body }, NOW));
        }),
      );
    });

    it('never throws for a real payload in which anything was replaced by anything', () => {
      fc.assert(
        fc.property(mutatedFixture(), (body) => {
          expectWithinCaps(definition.parse({ headers: {}, body }, NOW));
        }),
        { numRuns: 500 },
      );
    });

    it('gives the same report the same name and another report another', () => {
      const name = (body: Uint8Array): string => definition.parse({ headers: {}, body }, NOW).dedupeKey;
      const names = fixtures().map(name);
      expect(fixtures().map(name)).toEqual(names);
      expect(new Set(names).size).toBe(names.length);
    });

    it('does not care when a report came, but for events that give no time', () => {
      for (const body of fixtures()) {
        const early = definition.parse({ headers: {}, body }, NOW);
        const late = definition.parse({ headers: {}, body }, NOW + MINUTE);
        expect(withoutTimes(late)).toEqual(withoutTimes(early));
      }
    });
  },
);

function withoutTimes(report: ParsedReport): unknown {
  if (report.kind === 'quarantine') return report;
  return { ...report, events: report.events.map((event) => ({ ...event, occurredAt: 0 })) };
}

function refusalOf(act: () => unknown): AppError {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('It was accepted.');
}

/** A payload in which one value, at any depth, is another: of another type, hostile, or huge. */
function mutatedFixture(): fc.Arbitrary<Uint8Array> {
  const hostile = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    anyText(50),
    fc.constantFrom<unknown>(
      '\r\nBcc: all@acme.example',
      '\u202e\u0000\u001b[31m\ud800',
      'x'.repeat(100_000),
      ['y'.repeat(20_000), null, {}],
      Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`key${String(index)}`, 'v'.repeat(600)])),
      Number.MAX_VALUE,
      '9999-12-31T23:59:59.9999999Z',
      '{"a":'.repeat(80),
    ),
  );
  const place = fc.nat({ max: 60 });
  return fc
    .tuple(fc.constantFrom(...fixtures()), place, hostile)
    .map(([body, at, value]) => Buffer.from(JSON.stringify(replaceAt(body, at, value))));
}

function replaceAt(body: Uint8Array, at: number, value: unknown): unknown {
  let seen = 0;
  return JSON.parse(Buffer.from(body).toString(), (_key, before: unknown) => {
    seen += 1;
    return seen === at ? value : before;
  });
}

/** Everything in a parsed report is as long as it may be, and well-formed. */
function expectWithinCaps(report: ParsedReport): void {
  expect(report.dedupeKey).toMatch(/^[\x21-\x7e]{1,100}$/);
  if (report.kind === 'quarantine') {
    expect(report.explanation).toMatch(/\.$/);
    expect(report.explanation.length).toBeLessThanOrEqual(300);
    return;
  }
  expect(report.events.length).toBeGreaterThan(0);
  expect(report.events.length).toBeLessThanOrEqual(EVENT_CAPS.eventsPerReport);
  report.events.forEach(expectEventWithinCaps);
}

function expectEventWithinCaps(event: AutomationEvent): void {
  expectLine(event.type, EVENT_CAPS.type);
  expect(SEVERITIES).toContain(event.severity);
  expect(Number.isSafeInteger(event.occurredAt)).toBe(true);
  expectLine(event.senderEventId, EVENT_CAPS.senderEventId);
  expect((event.foldKey ?? '').length).toBeLessThanOrEqual(EVENT_CAPS.foldKey);
  for (const thing of [event.tenant, event.folder, event.process, event.robot, event.queue]) {
    expectLine(thing?.id ?? null, EVENT_CAPS.name);
    expectLine(thing?.name ?? null, EVENT_CAPS.name);
    if (thing !== null) expect(thing.id ?? thing.name).not.toBeNull();
  }
  expectLine(event.machine, EVENT_CAPS.name);
  expectLine(event.subject, EVENT_CAPS.subject);
  expectLine(event.addressee?.name ?? null, EVENT_CAPS.name);
  expectLine(event.addressee?.locale ?? null, EVENT_CAPS.locale);
  expect((event.link ?? 'https://a.example').length).toBeLessThanOrEqual(EVENT_CAPS.link);
  expect(event.link ?? 'https://a.example').toMatch(/^https?:/);
  expect(Buffer.byteLength(event.detail ?? '')).toBeLessThanOrEqual(EVENT_CAPS.detailBytes);
  expect(event.detail ?? '').not.toMatch(/(?![\t\n])\p{Cc}/u);
  expect((event.detail ?? '').isWellFormed()).toBe(true);
  expect(event.facts.length).toBeLessThanOrEqual(EVENT_CAPS.facts);
  for (const { label, value } of event.facts) {
    expect(FACT_LABELS).toContain(label);
    if (value.kind === 'text') expectLine(value.text, EVENT_CAPS.fact);
    else expect(Number.isFinite(value.kind === 'time' ? value.at : value.number)).toBe(true);
  }
  expect(Object.keys(event.data).length).toBeLessThanOrEqual(EVENT_CAPS.dataKeys);
  for (const [key, text] of Object.entries(event.data)) {
    expectLine(key, EVENT_CAPS.dataKey);
    if (text !== '') expectLine(text, EVENT_CAPS.dataValue);
  }
}

function expectLine(text: string | null, max: number): void {
  if (text === null) return;
  expect(text).not.toBe('');
  expect(text.length).toBeLessThanOrEqual(max);
  expect(text).not.toMatch(/\p{Cc}/u);
  expect(text.isWellFormed()).toBe(true);
}
