import { describe, expect, test } from 'vitest';
import { EVENT_TYPES } from '../../events/catalogue.ts';
import { LANGUAGES } from '../../kernel/language.ts';
import { buildEvent } from '../../testing/build-event.ts';
import { buildTemplateInput } from '../../testing/build-template-input.ts';
import { KNOWN_VALUES, SITUATIONS } from '../texts/mail-texts.ts';
import { MAIL_TEXTS } from '../texts/texts-of.ts';
import { FACT_ORDER } from './fact-rows.ts';
import { TEMPLATES, templateFor } from './registry.ts';

test('every template has a name of its own and types', () => {
  expect(new Set(TEMPLATES.map(({ name }) => name)).size).toBe(TEMPLATES.length);
  for (const { name, types } of TEMPLATES) expect(types, name).not.toHaveLength(0);
});

test('no type has two templates', () => {
  const types = TEMPLATES.flatMap((template) => template.types);
  expect(new Set(types).size).toBe(types.length);
});

test.each(EVENT_TYPES.map(({ type }) => type))('%s has a template of its own', (type) => {
  expect(templateFor(type).name).not.toBe('fallback');
});

test('the case of a type does not matter', () => {
  expect(templateFor('QUEUEITEM.transactionfailed').name).toBe('queue-item');
});

test.each(['job.teleported', 'assistant.expired', '', '*', '__proto__', 'constructor'])(
  'the unknown type %j gets the fallback',
  (type) => {
    expect(templateFor(type).name).toBe('fallback');
  },
);

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(EVENT_TYPES.map(({ type }) => type))('a mail about %s is complete', (type) => {
    const event = buildEvent({ type, link: 'https://a.example/x' });
    const content = templateFor(type).compose(buildTemplateInput({ event, language }));

    for (const line of [
      content.subject,
      content.preview,
      content.title,
      ...content.paragraphs,
      ...content.footer,
    ]) {
      expect(line).toMatch(/\p{L}/u);
    }
    expect(content.subject).not.toMatch(/[\r\n]/);
    expect(content.button?.url).toBe('https://a.example/x');
  });
});

test('the order of facts knows every label once', () => {
  expect([...FACT_ORDER].sort()).toEqual(Object.keys(MAIL_TEXTS.en.labels).sort());
});

test('words are listed once', () => {
  expect(new Set(SITUATIONS).size).toBe(SITUATIONS.length);
  expect(new Set(KNOWN_VALUES).size).toBe(KNOWN_VALUES.length);
});
