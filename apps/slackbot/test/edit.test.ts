import {
  addOrganization,
  AppError,
  changePolicy,
  changeSettings,
  HOST,
  SECOND,
  viewSettings,
  type Actor,
  type Level,
  type Timers,
} from '@postern/core';
import { eventually } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot, type RunningBot } from './start-bot.ts';
import { inputsOf, textOf, valueIn, viewHands } from './view-hands.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const HOST_FIELDS = {
  'smtp-host': 'smtp.example.com',
  'use-default-credentials': 'on',
  'default-from-address': 'robots@example.com',
};

const save = ({ services }: RunningBot, set: Record<string, string>, level: Level = HOST) =>
  changeSettings(services, root, { level, set });

const effective = async ({ services }: RunningBot, key: string, level: Level = HOST) => {
  const { effective: shown } = await viewSettings(services, root, { level });
  return shown.fields.find((field) => field.key === key);
};

describe.each(['socket', 'http'] as const)('edit, over %s', (transport) => {
  it.each([
    ['en', 'Saved: default-from-display-name', 'Edit mail settings'],
    ['fr', 'Enregistré : default-from-display-name', 'Modifier la messagerie'],
  ] as const)('saves what was changed, and nothing else, in %s', async (language, saved, title) => {
    const bot = await startBot({ transport, language });
    const hands = viewHands(bot);
    await save(bot, HOST_FIELDS);
    const form = await hands.open('edit host');
    expect(form.view).toMatchObject({ type: 'modal', title: { text: title } });
    expect(valueIn(form, 'field:smtpHost')).toBe('smtp.example.com');
    hands.fill(form, 'field:defaultFromDisplayName', 'Acme & <robots>');
    expect(await hands.submit(form)).toEqual({});
    expect(textOf(form).replaceAll(/[*`]/g, '')).toContain(saved);
    expect(await effective(bot, 'defaultFromDisplayName')).toMatchObject({ value: 'Acme & <robots>' });
    const { active, draft } = await viewSettings(bot.services, root, { level: HOST });
    expect([active?.number, draft]).toEqual([2, null]);
  });

  it('puts errors at their fields, keeps what was typed, and saves when they are mended', async () => {
    const bot = await startBot({ transport });
    const hands = viewHands(bot);
    const form = await hands.open('edit');
    hands.fill(form, 'field:smtpPort', '99999');
    hands.fill(form, 'field:smtpHost', 'smtp.example.com');
    hands.fill(form, 'field:defaultFromAddress', 'nobody');
    const errors = await hands.submit(form);
    expect(Object.keys(errors).sort()).toEqual(['field:defaultFromAddress', 'field:smtpPort']);
    expect(errors['field:smtpPort']).toContain('65535');
    hands.fill(form, 'field:smtpPort', '2525');
    hands.fill(form, 'field:defaultFromAddress', 'robots@example.com');
    expect(await hands.submit(form)).toEqual({});
    expect(await effective(bot, 'smtpHost')).toMatchObject({ value: 'smtp.example.com' });
    expect(await effective(bot, 'smtpPort')).toMatchObject({ value: 2525 });
  });

  it('acts once on a form that comes twice', async () => {
    const bot = await startBot({ transport });
    const hands = viewHands(bot);
    const form = await hands.open('edit');
    hands.fill(form, 'field:replyTo', 'help@example.com');
    const sent = bot.slack.hands.newSubmission(form);
    expect(await hands.deliver(sent)).toMatchObject({ response_action: 'update' });
    await hands.deliver(sent);
    expect(bot.log.join('')).toContain('answered already');
    const { head } = await viewSettings(bot.services, root, { level: HOST });
    expect(head).toBe(1);
  });

  it('opens one modal for a command that comes twice', async () => {
    const bot = await startBot({ transport });
    const hands = viewHands(bot);
    const command = bot.slack.newCommand('edit', ADA);
    await hands.deliver(command);
    const form = await eventually('a modal', () => bot.slack.views.modals[0]);
    await hands.filled(form);
    await hands.deliver(command);
    await eventually('the second to be noticed', () =>
      bot.log.some((line) => line.includes('answered already')),
    );
    expect(bot.slack.views.modals).toHaveLength(1);
    expect(command.answers()).toEqual([]);
  });
});

describe('the form', () => {
  it('shows what is inherited where nothing is set, and how locked fields are locked', async () => {
    const bot = await startBot();
    const hands = viewHands(bot);
    await save(bot, { ...HOST_FIELDS, 'reply-to': 'help@example.com' });
    await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    await changePolicy(bot.services, root, { lock: ['default-from-address'] });
    const form = await hands.open('edit org acme');
    expect(textOf(form)).toContain('smtp.example.com (host)');
    expect(textOf(form)).toContain('The host’s connection applies here as a whole');
    expect(valueIn(form, 'field:replyTo')).toBeNull();
    expect(textOf(form)).toContain('help@example.com (host)');
    expect(inputsOf(form)).not.toContain('field:defaultFromAddress');
    expect(textOf(form)).toContain('The host has locked this for organizations');
    await changePolicy(bot.services, root, { lock: ['smtp-host'] });
    const locked = await hands.open('edit org acme');
    expect(inputsOf(locked)).toEqual([
      'field:defaultFromDisplayName',
      'field:replyTo',
      'field:fallbackToHost',
    ]);
    expect(textOf(locked)).toContain('Mail goes out over smtp.example.com:587');
  });

  it('lets the host change what is locked for organizations', async () => {
    const bot = await startBot();
    await changePolicy(bot.services, root, { lock: ['smtp-host', 'reply-to'] });
    const form = await viewHands(bot).open('edit host');
    expect(inputsOf(form)).toEqual(expect.arrayContaining(['field:smtpHost', 'field:replyTo']));
  });

  it('never has an input for a secret, and says where it is entered', async () => {
    const bot = await startBot();
    const hands = viewHands(bot);
    const form = await hands.open('edit');
    await hands.press(form, 'More fields');
    await hands.filled(form, 2);
    expect(inputsOf(form)).toContain('field:oauthTenant');
    for (const key of ['smtpPassword', 'oauthClientSecret', 'oauthRefreshToken', 'caCertificate'])
      expect(inputsOf(form)).not.toContain(`field:${key}`);
    expect(textOf(form)).toContain('/email-settings secret smtp-password host');
  });

  it('offers to take a stored secret away where another server must not get it', async () => {
    const bot = await startBot();
    const hands = viewHands(bot);
    await save(bot, { 'smtp-host': 'smtp.example.com', 'smtp-username': 'robots' });
    await changeSettings(bot.services, root, {
      level: HOST,
      set: { 'smtp-password': { reference: 'env:SMTP_PASSWORD' } },
    });
    const form = await hands.open('edit');
    expect(textOf(form)).not.toContain('SMTP_PASSWORD');
    hands.fill(form, 'field:smtpHost', 'other.example.com');
    const errors = await hands.submit(form);
    expect(errors['field:smtpPassword']).toContain('was entered for another connection');
    hands.fill(form, 'field:smtpPassword', '-');
    expect(await hands.submit(form)).toEqual({});
    const { draft } = await viewSettings(bot.services, root, { level: HOST });
    expect(draft?.revision.secrets).toEqual({});
    expect(draft?.revision.values).toMatchObject({ smtpHost: 'other.example.com' });
  });

  it.each([
    ['en', 'app password'],
    ['fr', 'mot de passe d’application'],
  ] as const)(
    'fills in a provider’s values without losing what was typed, and says what it needs, in %s',
    async (language, need) => {
      const bot = await startBot({ language });
      const hands = viewHands(bot);
      const form = await hands.open('edit');
      hands.fill(form, 'field:smtpHost', 'typed.example.com');
      hands.fill(form, 'field:smtpUsername', 'robots@example.com');
      await hands.choose(form, 'preset', 'gmail');
      expect(textOf(form)).toContain(need);
      const shown = ['smtpHost', 'smtpPort', 'secureConnection', 'smtpUsername'].map((key) =>
        valueIn(form, `field:${key}`),
      );
      expect(shown).toEqual(['smtp.gmail.com', '587', '=on', 'robots@example.com']);
      await hands.choose(form, 'preset', 'own-relay');
      expect(valueIn(form, 'field:smtpHost')).toBe('smtp.gmail.com');
      await hands.choose(form, 'preset', 'sendgrid');
      expect(valueIn(form, 'field:smtpHost')).toBe('smtp.sendgrid.net');
      expect(await hands.submit(form)).toEqual({});
      expect(await effective(bot, 'smtpUsername')).toMatchObject({ value: 'robots@example.com' });
    },
  );

  it('goes on to the test in the same window', async () => {
    const bot = await startBot();
    const hands = viewHands(bot);
    await save(bot, { ...HOST_FIELDS, 'smtp-host': '127.0.0.1', 'smtp-port': '1' });
    const form = await hands.open('edit');
    hands.fill(form, 'field:smtpPort', '2');
    expect(await hands.submit(form)).toEqual({});
    expect(textOf(form)).toContain('Revision 2 is a draft');
    await hands.press(form, 'Test it now');
    await eventually('the outcome', () => textOf(form).includes('The test failed.'));
    await hands.press(form, 'Show the settings');
    await eventually('the settings', () => textOf(form).includes('A draft waits for its test'));
  });
});

describe('when somebody saved meanwhile', () => {
  it('the form shows both, and what is saved next is what stands in it', async () => {
    const bot = await startBot();
    const hands = viewHands(bot);
    await save(bot, { ...HOST_FIELDS, 'reply-to': 'old@example.com' });
    const form = await hands.open('edit');
    hands.fill(form, 'field:defaultFromAddress', 'mine@example.com');
    hands.fill(form, 'field:defaultFromDisplayName', 'Mine');
    await save(bot, { 'default-from-address': 'theirs@example.com', 'reply-to': 'new@example.com' });
    expect(await hands.submit(form)).toEqual({});
    const text = textOf(form);
    expect(text).toContain('command-line:root` saved revision 2');
    expect(text).toContain('theirs: `theirs@example.com`\\nyours: `mine@example.com`');
    expect(text).toContain('is now `new@example.com`');
    expect(valueIn(form, 'field:defaultFromAddress')).toBe('mine@example.com');
    expect(valueIn(form, 'field:replyTo')).toBe('new@example.com');
    expect(await effective(bot, 'defaultFromDisplayName')).toMatchObject({ value: null });

    await hands.press(form, 'More fields');
    await hands.filled(form, 3);
    expect(textOf(form)).toContain('theirs: `theirs@example.com`\\nyours: `mine@example.com`');
    await hands.press(form, 'Take over their values');
    await hands.filled(form, 4);
    expect(textOf(form)).not.toContain('theirs:');
    expect(valueIn(form, 'field:defaultFromAddress')).toBe('theirs@example.com');
    expect(await hands.submit(form)).toEqual({});
    expect(await effective(bot, 'defaultFromAddress')).toMatchObject({ value: 'theirs@example.com' });
    expect(await effective(bot, 'defaultFromDisplayName')).toMatchObject({ value: 'Mine' });
    expect(await effective(bot, 'replyTo')).toMatchObject({ value: 'new@example.com' });
  });

  it('the person’s own value is saved when they keep it', async () => {
    const bot = await startBot();
    const hands = viewHands(bot);
    await save(bot, HOST_FIELDS);
    const form = await hands.open('edit');
    hands.fill(form, 'field:defaultFromAddress', 'mine@example.com');
    await save(bot, { 'default-from-address': 'theirs@example.com' });
    await hands.submit(form);
    expect(await effective(bot, 'defaultFromAddress')).toMatchObject({ value: 'theirs@example.com' });
    await hands.submit(form);
    expect(await effective(bot, 'defaultFromAddress')).toMatchObject({ value: 'mine@example.com' });
  });
});

describe('the form is never silent', () => {
  it('opens while the database hangs, and says when it is gone', async () => {
    const gate = Promise.withResolvers<undefined>();
    const bot = await startBot({
      around: (storage) => ({
        ...storage,
        settings: {
          ...storage.settings,
          async load() {
            await gate.promise;
            throw new AppError('storage-unavailable', 'The database /srv/postern.db cannot be read.');
          },
        },
      }),
    });
    const hands = viewHands(bot);
    const opened = hands.open('edit');
    const modal = await eventually('a modal', () => bot.slack.views.modals[0]);
    expect(textOf(modal)).toContain('One moment, please.');
    expect(textOf(modal)).toContain('Un instant');
    gate.resolve(undefined);
    expect(textOf(await opened)).toContain('The database cannot be reached now, so nothing was done.');
    expect(textOf(modal)).not.toContain('/srv');
  });

  it('answers with a button when Slack opens no modal', async () => {
    const bot = await startBot();
    bot.slack.failing.set('views.open', 'expired_trigger_id');
    const answer = await bot.ask('edit host');
    expect(answer.text).toContain('The window could not be opened');
    bot.slack.failing.delete('views.open');
    await viewHands(bot).deliver(
      bot.slack.newPress(
        answer.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))[0] ?? {},
        ADA,
      ),
    );
    const form = await eventually('a modal', () => bot.slack.views.modals[0]);
    await eventually('the form', () => textOf(form).includes('field:smtpHost'));
  });

  it('tells whom to ask in the window, and an organization that is not there', async () => {
    const bot = await startBot();
    const hands = viewHands(bot);
    expect(textOf(await hands.open('edit', EVE))).toContain(`<@${ADA}>`);
    expect(textOf(await hands.open('edit org nowhere'))).toContain('There is no organization');
  });

  it('keeps what was typed when saving fails, and says so on top', async () => {
    let broken = false;
    const bot = await startBot({
      around: (storage) => ({
        ...storage,
        settings: {
          ...storage.settings,
          async save(change) {
            if (broken) throw new AppError('storage-unavailable', 'The disk is full.');
            return storage.settings.save(change);
          },
        },
      }),
    });
    const hands = viewHands(bot);
    const form = await hands.open('edit');
    hands.fill(form, 'field:replyTo', 'help@example.com');
    broken = true;
    expect(await hands.submit(form)).toEqual({});
    expect(textOf(form)).toContain('The database cannot be reached now');
    expect(textOf(form)).toMatch(/Reference \S+/);
    expect(valueIn(form, 'field:replyTo')).toBe('help@example.com');
    broken = false;
    await hands.submit(form);
    expect(await effective(bot, 'replyTo')).toMatchObject({ value: 'help@example.com' });
  });

  it('acknowledges a form in time though the database hangs, and tells the outcome later', async () => {
    const gate = Promise.withResolvers<undefined>();
    const waiting: (() => void)[] = [];
    const timers: Timers = {
      after(ms, callback) {
        // Slack's three seconds, less the way: whatever else waits by the clock waits on.
        if (ms === 2 * SECOND) waiting.push(callback);
        return () => undefined;
      },
      soon: (callback) => void setImmediate(callback),
    };
    const bot = await startBot({
      timers,
      around: (storage) => ({
        ...storage,
        settings: {
          ...storage.settings,
          async save(change) {
            await gate.promise;
            return storage.settings.save(change);
          },
        },
      }),
    });
    const hands = viewHands(bot);
    const form = await hands.open('edit');
    hands.fill(form, 'field:replyTo', 'help@example.com');
    const submitted = hands.submit(form);
    (await eventually('the wait', () => waiting[0]))();
    expect(await submitted).toEqual({});
    expect(textOf(form)).toContain('Saving takes longer than usual');
    gate.resolve(undefined);
    await eventually('the outcome', () => textOf(form).includes('Saved'));
    expect(await effective(bot, 'replyTo')).toMatchObject({ value: 'help@example.com' });
  });

  it('keeps the form when the database is gone at a press in it', async () => {
    let broken = false;
    const bot = await startBot({
      around: (storage) => ({
        ...storage,
        settings: {
          ...storage.settings,
          async load(level) {
            if (broken) throw new AppError('storage-unavailable', 'The disk is gone.');
            return storage.settings.load(level);
          },
        },
      }),
    });
    const hands = viewHands(bot);
    const form = await hands.open('edit');
    hands.fill(form, 'field:replyTo', 'help@example.com');
    broken = true;
    await hands.choose(form, 'preset', 'gmail');
    expect(textOf(form)).toContain('The database cannot be reached now');
    expect(valueIn(form, 'field:replyTo')).toBe('help@example.com');
    broken = false;
    await hands.choose(form, 'preset', 'gmail');
    expect(textOf(form)).not.toContain('The database cannot be reached now');
    expect(valueIn(form, 'field:replyTo')).toBe('help@example.com');
  });

  it('asks for rights again at every submission', async () => {
    const bot = await startBot();
    const hands = viewHands(bot);
    const form = await hands.open('edit');
    hands.fill(form, 'field:replyTo', 'help@example.com');
    const { payload } = bot.slack.hands.newSubmission(form);
    const foreign = { ...payload, user: { id: EVE, team_id: 'T0STANDIN' } };
    expect(await hands.deliver({ payload: foreign })).toMatchObject({ response_action: 'update' });
    const elsewhere = { ...bot.slack.hands.newSubmission(form).payload, team: { id: 'T0OTHER' } };
    expect(JSON.stringify(await hands.deliver({ payload: elsewhere }))).toContain('earlier version');
    expect(await effective(bot, 'replyTo')).toMatchObject({ value: null });
  });
});
