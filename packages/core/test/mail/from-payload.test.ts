import { describe, expect, test } from 'vitest';
import { createMjmlLayout } from '../../src/adapters/mail/index.ts';
import type { AutomationEvent } from '../../src/events/automation-event.ts';
import { findEventType } from '../../src/events/catalogue.ts';
import { LANGUAGES } from '../../src/kernel/language.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { templateFor } from '../../src/mail/templates/registry.ts';
import { sourceKind } from '../../src/sources/kinds/registry.ts';
import { buildTemplateInput } from '../../src/testing/build-template-input.ts';
import { fixtureNames, readFixture, type FixtureFolder } from '../fixtures/read-fixture.ts';
import { signRequest } from '../fixtures/sign-request.ts';

const RECEIVED_AT = Date.parse('2026-11-20T12:00:00Z');
const layout = createMjmlLayout();

function eventsOf(folder: FixtureFolder, name: string): readonly AutomationEvent[] {
  const kind = folder === 'uipath' ? 'uipath' : 'generic';
  const request = signRequest(kind, {
    secret: new Secret('a secret'),
    body: readFixture(folder, name),
    now: RECEIVED_AT,
  });
  const report = sourceKind(kind).parse(request, RECEIVED_AT);
  if (report.kind !== 'events') throw new Error(report.explanation);
  return report.events;
}

const PAYLOADS = (['uipath', 'system'] as const).flatMap((folder) =>
  fixtureNames(folder).map((name) => [folder, name] as const),
);

/** Names that the arguments of jobs and the content of queue items and actions begin with. */
const PERSONAL = /^(?:InputArguments|OutputArguments|SpecificContent|Output|Data)\b/;

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(PAYLOADS)('what %s posts as %s becomes a mail by the template of its type', (folder, name) => {
    for (const event of eventsOf(folder, name)) {
      const template = templateFor(event.type);
      const content = template.compose(
        buildTemplateInput({ event, language, now: event.occurredAt + 1_000 }),
      );
      const text = layout.text(content, language);

      expect(template.name === 'fallback').toBe(findEventType(event.type) === null);
      expect(content.subject).toMatch(/\p{L}/u);
      expect(text).not.toMatch(/\b(?:undefined|null|NaN)\b|\[object /);
      // What may be personal is left out as long as no rule asks for it.
      for (const [key, value] of Object.entries(event.data)) {
        if (PERSONAL.test(key) && value.length > 3) expect(text).not.toContain(value);
      }
    }
  });
});
