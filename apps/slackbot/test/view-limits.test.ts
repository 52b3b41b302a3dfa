import { FIELDS, HOST, viewSettings, type Actor, type SettingsView } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import {
  buildDelivery,
  buildIncident,
  buildOrganization,
  buildRevision,
  FAKE_START,
  FakeClock,
  sequentialIds,
} from '@postern/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conflictScene } from '../src/edit/conflict-scene.ts';
import { blockOf } from '../src/edit/edit-form.ts';
import { editModal, UNTOUCHED, type EditScene } from '../src/edit/edit-modal.ts';
import { newForm } from '../src/edit/new-form.ts';
import { readTyped } from '../src/edit/typed-texts.ts';
import { homeView } from '../src/home/home-view.ts';
import { messagesOf } from '../src/messages/messages-of.ts';
import { messageModal } from '../src/modals/message-modal.ts';
import { noticeOn } from '../src/modals/notice-on.ts';
import { checkView } from './slack-stand-in/check-view.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const clock = new FakeClock();
const storage = await openStorage('memory:', { clock });
const empty = await viewSettings({ storage }, root, { level: HOST });

/** Texts as people make them: long, of emoji, with what Slack marks up. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
  fc.constantFrom('😀'.repeat(200), '👨‍👩‍👧‍👦'.repeat(100), '<!channel>&`*_~', 'x'.repeat(1_000)),
);
const language = fc.constantFrom('en', 'fr');

const textKeys = FIELDS.filter(({ kind, key }) => kind === 'text' && !key.endsWith('Certificate')).map(
  ({ key }) => key,
);

function settingsWith(values: Readonly<Record<string, string>>, locked: boolean): SettingsView {
  const { layer, ...rest } = buildRevision(sequentialIds());
  const shown = {
    ...rest,
    values: { ...layer.values, ...values },
    secrets: { smtpPassword: 'sealed' },
  } as const;
  const fields = empty.effective.fields.map((field) => ({
    ...field,
    value: values[field.key] ?? field.value,
    origin: 'host' as const,
    locked,
  }));
  const effective = { ...empty.effective, fields };
  return { ...empty, effective, active: shown, draft: { revision: shown, effective }, head: 9 };
}

const scenes = fc
  .record({
    values: fc.array(text, { minLength: textKeys.length, maxLength: textKeys.length }),
    name: text,
    language,
    locked: fc.boolean(),
    more: fc.boolean(),
    atHost: fc.boolean(),
    preset: fc.constantFrom(null, 'gmail', 'microsoft-365', 'own-relay'),
  })
  .map(({ values, name, locked, more, atHost, preset, ...person }): EditScene => {
    const settings = settingsWith(
      Object.fromEntries(textKeys.map((key, at) => [key, values[at] ?? ''])),
      locked,
    );
    const organization = atHost ? null : buildOrganization({ name });
    const form = newForm(settings, {
      origin: { channel: 'C0123456789', home: 'x'.repeat(40) },
      command: '/email-settings',
      person: { teamId: 'T0123456789', ...person },
      slug: organization === null ? null : 'x'.repeat(40),
    });
    return {
      settings,
      organization,
      form: { ...form, more, preset },
      texts: messagesOf(person.language),
      person,
    };
  });

const problemsOf = (view: unknown): unknown => {
  const checked = checkView(view);
  return checked.ok ? [] : [checked.error, ...checked.messages];
};

describe('no view breaks Slack’s limits', () => {
  it('not the form, nor a word on top of it', () => {
    fc.assert(
      fc.property(scenes, text, (scene, said) => {
        const view = editModal(scene, UNTOUCHED);
        expect(problemsOf(view)).toEqual([]);
        const { title, blocks, private_metadata: metadata = '', callback_id: id = '' } = view;
        const sent = {
          title,
          blocks,
          private_metadata: metadata,
          callback_id: id,
          close: null,
          submit: view.submit ?? null,
        };
        const noticed = noticeOn(sent, said);
        expect(problemsOf(noticed)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('not the form with every field in conflict', () => {
    fc.assert(
      fc.property(scenes, text, (scene, mine) => {
        const state = Object.fromEntries(
          textKeys.map((key) => [blockOf(key), { value: { value: `${mine}!` } }]),
        );
        const marks = Object.fromEntries(textKeys.map((key) => [key, 'other']));
        const opened = { ...scene, form: { ...scene.form, marks } };
        const again = conflictScene(opened, { typed: readTyped(state), fillName: 'x'.repeat(36) });
        expect(problemsOf(editModal(again.scene, again.content))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('not a page of the Home tab with failures everywhere', () => {
    fc.assert(
      fc.property(text, text, language, (name, address, reader) => {
        const level = {
          organization: buildOrganization({ name }),
          gaps: ['no-host', 'no-from', 'no-username', 'no-password'] as const,
          active: null,
          draft: settingsWith({}, false).active,
          failures: Array.from({ length: 3 }, () => buildDelivery({ address, reason: 'recipient-unknown' })),
          connection: { kind: 'failing', since: 1, reason: 'authentication-failed', byHostSince: 2 } as const,
          gathering: { mails: 40_000, events: 100_000, nextAt: FAKE_START },
          incidents: Array.from({ length: 3 }, () => buildIncident()),
        };
        const levels = [{ ...level, organization: null }, ...Array.from({ length: 15 }, () => level)];
        const backlog = { queued: 1, gathering: 1, sending: 1, deferred: 1, unknown: 1, oldestDue: 1 };
        const states = {
          maintenance: 'suspended',
          backlog,
          levels,
          organizations: 200,
          next: 'acme',
        } as const;
        const scene = {
          texts: messagesOf(reader),
          person: { language: reader },
          page: 'abc',
          now: FAKE_START,
        };
        expect(problemsOf(homeView(states, scene))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('not a message that is shown in a modal', () => {
    fc.assert(
      fc.property(text, language, (said, reader) => {
        const shown = { texts: messagesOf(reader), origin: { channel: '', home: null } };
        const rows = Array.from({ length: 30 }, () =>
          [said, said, said].map((cell) => ({ type: 'raw_text' as const, text: cell })),
        );
        expect(problemsOf(messageModal({ text: said, blocks: [{ type: 'table', rows }] }, shown))).toEqual(
          [],
        );
        expect(problemsOf(messageModal({ text: Array(20).fill(said).join('\n') }, shown))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
