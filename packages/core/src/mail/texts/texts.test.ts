import { describe, expect, test } from 'vitest';
import { EVENT_TYPES } from '../../events/catalogue.ts';
import { FACT_LABELS, SEVERITIES } from '../../events/automation-event.ts';
import { LANGUAGES } from '../../kernel/language.ts';
import type { EventNames } from '../event-names.ts';
import { KNOWN_VALUES, SITUATIONS, type MailTexts } from './mail-texts.ts';
import { MAIL_TEXTS } from './texts-of.ts';

const NO_NAMES: EventNames = {
  type: 'assistant.expired',
  subject: null,
  process: null,
  robot: null,
  place: null,
  queue: null,
  item: null,
  user: null,
  assignee: null,
  product: null,
  version: null,
  state: null,
  duration: null,
  expires: null,
  daysLeft: null,
  message: null,
};

const ALL_NAMES: EventNames = {
  type: 'assistant.expired',
  subject: 'Invoice_Intake',
  process: 'Invoice_Intake',
  robot: 'inv-bot-03',
  place: 'RPA-PRD-07',
  queue: 'Invoices',
  item: 'INV-2026-11873',
  user: '88',
  assignee: 'Claire Martin',
  product: 'Orchestrator',
  version: '2026.10.2',
  state: 'Running',
  duration: '3 min 24 s',
  expires: 'Friday',
  daysLeft: 14,
  message: 'Disk nearly full',
};

/** Every sentence and word of a language, with all names and with none. */
function everyText(texts: MailTexts): string[] {
  const { detail, digest, footer, passwordRecovery, recovery, situations } = texts;
  const situationTexts = SITUATIONS.flatMap((situation) => {
    const words = situations[situation];
    return [ALL_NAMES, NO_NAMES, { ...ALL_NAMES, daysLeft: 1 }, { ...ALL_NAMES, daysLeft: 0 }].flatMap(
      (names) => [words.title(names), words.sentence(names), words.next ?? '-'],
    );
  });
  return [
    ...Object.values(texts.badges),
    ...Object.values(texts.labels),
    ...Object.values(texts.values),
    ...situationTexts,
    texts.platform,
    detail.exception,
    detail.message,
    detail.gap('12'),
    detail.shortened('12', '34'),
    texts.nextStep,
    texts.open,
    texts.releaseNotes,
    texts.late('monday'),
    footer.rule('Faults'),
    footer.rule(null),
    footer.requested,
    footer.timeZone('UTC'),
    footer.type('assistant.expired'),
    passwordRecovery.subject,
    passwordRecovery.title,
    passwordRecovery.preview,
    passwordRecovery.greeting('Claire'),
    passwordRecovery.greeting(null),
    passwordRecovery.request,
    passwordRecovery.button,
    passwordRecovery.valid('monday'),
    passwordRecovery.noLink,
    passwordRecovery.notYou,
    ...(['digest', 'hours', 'storm'] as const).flatMap((kind) => [
      digest.title(kind, '37', null),
      digest.title(kind, '37', 'Faults'),
      digest.sentence(kind, { day: null, first: 'monday', last: 'tuesday' }),
      digest.sentence(kind, { day: 'monday', first: '07h14', last: '08h15' }),
    ]),
    digest.group({ count: null, first: '07h14', last: null, exception: null }),
    digest.group({ count: '37', first: '07h14', last: '08h15', exception: 'Timeout' }),
    ...Object.values(digest.robots),
    digest.more(null, null),
    digest.more('12', '340'),
    recovery.badge,
    recovery.title('Faults'),
    recovery.preview(null, 'Faults'),
    recovery.preview('2 min', 'Faults'),
    recovery.sentence('monday', null),
    recovery.sentence('monday', '2 min'),
    recovery.faultedRun,
  ];
}

describe.each(LANGUAGES)('%s', (language) => {
  const texts = MAIL_TEXTS[language];

  test('has a word for every fact, severity, value and situation', () => {
    for (const label of FACT_LABELS) expect(texts.labels[label], label).toMatch(/\p{L}/u);
    for (const severity of SEVERITIES) expect(texts.badges[severity], severity).toMatch(/\p{L}/u);
    for (const value of KNOWN_VALUES) expect(texts.values[value], value).toMatch(/\p{L}/u);
    for (const situation of SITUATIONS) expect(texts.situations[situation], situation).toBeDefined();
  });

  test('says no null, no undefined and no empty text, whatever an event lacks', () => {
    for (const text of everyText(texts)) {
      expect(text).not.toMatch(/\b(?:null|undefined|NaN)\b/);
      expect(text).not.toBe('');
    }
  });

  test('sets no double space, none before a stop, and curly apostrophes', () => {
    for (const text of everyText(texts)) expect(text).not.toMatch(/ {2}| [.,]|'|^\s|\s$/);
  });

  test('ends every sentence', () => {
    for (const situation of SITUATIONS) {
      const words = texts.situations[situation];
      expect(words.sentence(ALL_NAMES)).toMatch(/\.$/);
      expect(words.sentence(NO_NAMES)).toMatch(/\.$/);
      if (words.next !== null) expect(words.next).toMatch(/\.$/);
    }
  });

  test('keeps titles without names short enough for a phone', () => {
    for (const situation of SITUATIONS) {
      expect(texts.situations[situation].title(NO_NAMES).length, situation).toBeLessThanOrEqual(45);
    }
  });
});

test('French sets a no-break space before : and inside guillemets, a thin one before ; ! ?', () => {
  for (const text of everyText(MAIL_TEXTS.fr)) {
    expect(text).not.toMatch(/[^\u00a0]:/);
    expect(text).not.toMatch(/[^\u202f][;!?]/);
    expect(text).not.toMatch(/«[^\u00a0]|[^\u00a0]»/);
    expect(text).not.toMatch(/["“”]/);
  }
});

test('French has UiPath’s word for a job, and no other', () => {
  const texts = [...everyText(MAIL_TEXTS.fr), ...EVENT_TYPES.map(({ name }) => name.fr)];
  for (const text of texts) expect(text).not.toMatch(/\bjobs?\b|\bexécutions?\b|\btravaux\b/i);
  expect(texts.filter((text) => /\btâches?\b/i.test(text)).length).toBeGreaterThan(10);
});

test('both languages differ, so that none is a copy left untranslated', () => {
  for (const situation of SITUATIONS) {
    expect(MAIL_TEXTS.en.situations[situation].sentence(ALL_NAMES)).not.toBe(
      MAIL_TEXTS.fr.situations[situation].sentence(ALL_NAMES),
    );
  }
});
