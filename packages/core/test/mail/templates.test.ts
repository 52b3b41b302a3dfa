import { describe, expect, test } from 'vitest';
import type { AutomationEvent } from '../../src/events/automation-event.ts';
import { DAY, HOUR } from '../../src/kernel/clock.ts';
import type { Language } from '../../src/kernel/language.ts';
import type { MailContent } from '../../src/mail/mail-content.ts';
import type { TemplateInput } from '../../src/mail/templates/mail-template.ts';
import { templateFor } from '../../src/mail/templates/registry.ts';
import { buildTemplateInput } from '../../src/testing/build-template-input.ts';
import { SAMPLE_EVENTS, type Sample } from './sample-events.ts';

function compose(event: AutomationEvent, overrides: Partial<TemplateInput> = {}): MailContent {
  return templateFor(event.type).compose(buildTemplateInput({ event, ...overrides }));
}

/** No-break spaces as plain ones, for the eye of the reader. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

const SUBJECTS: readonly (readonly [Sample, Language, string])[] = [
  [
    'jobFaulted',
    'en',
    'Invoice_Intake faulted on RPA-PRD-07 — Cannot find the UI element matching this selector',
  ],
  [
    'jobFaulted',
    'fr',
    'Invoice_Intake en échec sur RPA-PRD-07 — Cannot find the UI element matching this selector',
  ],
  ['jobCompleted', 'en', 'Invoice_Intake completed on RPA-PRD-07'],
  ['jobCompleted', 'fr', 'Invoice_Intake : tâche terminée sur RPA-PRD-07'],
  ['jobStopped', 'en', 'Invoice_Intake was stopped on RPA-PRD-07 — The job was stopped by the user'],
  ['jobStopped', 'fr', 'Invoice_Intake : tâche arrêtée sur RPA-PRD-07 — The job was stopped by the user'],
  ['robotUnresponsive', 'en', 'RPA-PRD-07 is not responding'],
  ['robotUnresponsive', 'fr', 'RPA-PRD-07 ne répond plus'],
  ['robotAvailable', 'en', 'RPA-PRD-07 is available'],
  ['robotAvailable', 'fr', 'RPA-PRD-07 est disponible'],
  ['transactionRejected', 'en', 'Invoices: INV-2026-11873 rejected — Supplier unknown'],
  ['transactionRejected', 'fr', 'Invoices : INV-2026-11873 rejeté — Supplier unknown'],
  ['transactionFailed', 'en', 'Invoices: e1a2b3c4 failed — The remote server returned an error'],
  ['transactionFailed', 'fr', 'Invoices : e1a2b3c4 en échec — The remote server returned an error'],
  [
    'triggerFailed',
    'en',
    'Nightly intake did not start Invoice_Intake — The robots already have pending jobs for this process',
  ],
  [
    'triggerFailed',
    'fr',
    'Nightly intake n’a pas lancé Invoice_Intake — The robots already have pending jobs for this process',
  ],
  ['actionCreated', 'en', 'New action: Approve INV-2026-11873'],
  ['actionCreated', 'fr', 'Nouvelle action : Approve INV-2026-11873'],
  ['processDeleted', 'en', 'Invoice_Intake: process deleted'],
  ['processDeleted', 'fr', 'Invoice_Intake : processus supprimé'],
  ['queueUpdated', 'en', 'Invoices: queue changed'],
  ['queueUpdated', 'fr', 'Invoices : file d’attente modifiée'],
  ['licenceUrgent', 'en', 'Orchestrator licence expires in 7 days'],
  ['licenceUrgent', 'fr', 'Licence Orchestrator : expire dans 7 jours'],
  ['securityUpdate', 'en', 'Security update: Orchestrator 2026.10.2'],
  ['securityUpdate', 'fr', 'Mise à jour de sécurité : Orchestrator 2026.10.2'],
  ['plainUpdate', 'en', 'Orchestrator 2026.10.3 is available'],
  ['plainUpdate', 'fr', 'Orchestrator 2026.10.3 est disponible'],
  ['passwordRecovery', 'en', 'Reset your password'],
  ['passwordRecovery', 'fr', 'Réinitialisation de votre mot de passe'],
  ['robotAlert', 'en', 'Invoice_Intake: Disk nearly full on RPA-PRD-07'],
  ['robotAlert', 'fr', 'Invoice_Intake : Disk nearly full on RPA-PRD-07'],
  ['ping', 'en', 'Test event received'],
  ['ping', 'fr', 'Événement de test reçu'],
  ['custom', 'en', 'Custom event: Month end closed'],
  ['custom', 'fr', 'Événement personnalisé : Month end closed'],
  ['unknown', 'en', 'Event assistant.tokenExpired'],
  ['unknown', 'fr', 'Événement assistant.tokenExpired'],
];

test.each(SUBJECTS)('the subject of %s in %s says it all', (sample, language, subject) => {
  expect(plain(compose(SAMPLE_EVENTS[sample], { language }).subject)).toBe(subject);
});

describe('a mail about a faulted job', () => {
  test('says what happened in words, in figures and in the sender’s own text', () => {
    const mail = compose(SAMPLE_EVENTS.jobFaulted);

    expect(mail.badge).toBe('Error');
    expect(mail.context).toBe('Acme SA');
    expect(mail.paragraphs.map(plain)).toEqual([
      'The job of process Invoice_Intake ended with an error on RPA-PRD-07 (robot inv-bot-03) after 3 min 24 s.',
    ]);
    expect(mail.facts.map(({ label, value }) => [label, plain(value)])).toEqual([
      ['Process', 'Invoice_Intake'],
      ['Robot', 'inv-bot-03'],
      ['Machine', 'RPA-PRD-07'],
      ['State', 'Faulted'],
      ['Exception type', 'UiPath.Core.SelectorNotFoundException'],
      ['Started', '20 Nov 2026, 07:11:02 CET'],
      ['Ended', '20 Nov 2026, 07:14:26 CET'],
      ['Duration', '3 min 24 s'],
      ['Folder', '40231'],
      ['Tenant', '12'],
      ['Job', 'b7a90f5e-5c1f-4f1b-a0c4-3f8f3ad0c9aa'],
    ]);
    expect(mail.detail).toEqual({
      label: 'Error message',
      text: SAMPLE_EVENTS.jobFaulted.detail,
      note: null,
    });
    expect(mail.preview).toBe(
      "Cannot find the UI element matching this selector: <webctrl tag='INPUT' id='amount' />",
    );
    expect(mail.next?.text).toMatch(/restart the job/);
    expect(mail.footer[0]).toBe('You get this mail because your address is in the alert rule “Faults”.');
  });

  test('is French for a French recipient, state and times included', () => {
    const mail = compose(SAMPLE_EVENTS.jobFaulted, { language: 'fr' });

    expect(mail.badge).toBe('Erreur');
    expect(mail.paragraphs.map(plain)).toEqual([
      'La tâche du processus Invoice_Intake s’est terminée en erreur sur RPA-PRD-07 (robot inv-bot-03) après 3 min 24 s.',
    ]);
    const facts = mail.facts.map(({ label, value }) => `${label}: ${value}`);
    expect(facts).toContain('État: En échec');
    expect(facts).toContain('Début: 20 nov. 2026, 07:11:02 UTC+1');
    expect(mail.footer.map(plain)).toEqual([
      'Vous recevez ce message car votre adresse figure dans la règle d’alerte « Faults ».',
      'Les heures sont celles du fuseau Europe/Paris.',
      'Type d’événement : job.faulted',
    ]);
  });

  test('leaves arguments out, unless the rule asked for a key', () => {
    const quiet = compose(SAMPLE_EVENTS.jobFaulted);
    expect(JSON.stringify(quiet)).not.toContain('OutputArguments');

    const asked = compose(SAMPLE_EVENTS.jobFaulted, { data: { 'OutputArguments.invoices': '42' } });
    expect(asked.facts.at(-1)).toEqual({ label: 'OutputArguments.invoices', value: '42' });
  });

  test('says that it is late when it is', () => {
    const { occurredAt } = SAMPLE_EVENTS.jobFaulted;
    const late = compose(SAMPLE_EVENTS.jobFaulted, { receivedAt: occurredAt, now: occurredAt + 2 * HOUR });
    expect(late.paragraphs.at(-1)).toContain(
      'This mail is late: the event came in on 20 Nov 2026, 07:14:26 CET',
    );
  });

  test('names no rule that is gone', () => {
    const mail = compose(SAMPLE_EVENTS.jobFaulted, { reason: { kind: 'rule', name: null } });
    expect(mail.footer[0]).toBe('You get this mail because your address is in an alert rule.');
  });

  test('still reads well when the sender told next to nothing', () => {
    const bare = { ...SAMPLE_EVENTS.ping, type: 'job.faulted', severity: 'error' } as const;
    expect(compose(bare).subject).toBe('A job faulted');
    expect(compose(bare).paragraphs).toEqual(['A job ended with an error.']);
    expect(compose(bare, { language: 'fr' }).subject).toBe('Tâche en échec');
  });
});

describe('password recovery', () => {
  const event = SAMPLE_EVENTS.passwordRecovery;

  test('greets by name, leads to the link, tells how long and what else to do, and nothing more', () => {
    const mail = compose(event, { language: 'fr', reason: { kind: 'requested' } });

    expect(mail.paragraphs[0]).toBe('Bonjour Claire Martin,');
    expect(mail.button).toEqual({ label: 'Choisir un nouveau mot de passe', url: event.link });
    expect(mail.afterword.map(plain)).toEqual([
      'Le lien ne fonctionne qu’une fois, jusqu’au vendredi 20 novembre 2026 à 13:00 UTC+1.',
      'Ce n’était pas vous ? Ignorez ce message : votre mot de passe reste inchangé.',
    ]);
    expect([mail.badge, mail.detail, mail.next, mail.facts]).toEqual([null, null, null, []]);
  });

  test('shows no button for a link that must not be followed', () => {
    const mail = compose({ ...event, link: 'javascript:alert(1)' });
    expect(mail.button).toBeNull();
    expect(mail.paragraphs.at(-1)).toMatch(/turn to your administrator/);
    expect(mail.afterword).toHaveLength(1);
  });

  test('has no name and no time where there are none', () => {
    const mail = compose({ ...event, addressee: null, facts: [] });
    expect(mail.paragraphs[0]).toBe('Hello,');
    expect(mail.afterword).toHaveLength(1);
  });
});

describe('licences', () => {
  const after = (days: number, event: AutomationEvent = SAMPLE_EVENTS.licenceUrgent): MailContent =>
    compose(event, { now: event.occurredAt + days * DAY });

  test('the tone rises as the day comes near', () => {
    expect(compose(SAMPLE_EVENTS.licenceFar).next?.text).toMatch(/^Plan the renewal/);
    expect(compose(SAMPLE_EVENTS.licenceUrgent).next?.text).toMatch(/^Renew the licence now/);
  });

  test('a mail that was held counts the days from when it goes out', () => {
    expect(after(3).subject).toBe('Orchestrator licence expires in 4 days');
    expect(after(3).facts).toContainEqual({ label: 'Days left', value: '4' });
    expect(after(6).subject).toBe('Orchestrator licence expires tomorrow');
    expect(after(7).subject).toBe('Orchestrator licence expires today');
    expect(after(9).subject).toBe('Orchestrator licence has expired');
  });

  test('the days are counted from the date where the sender gives only that', () => {
    const event = {
      ...SAMPLE_EVENTS.licenceUrgent,
      facts: SAMPLE_EVENTS.licenceUrgent.facts.filter(({ label }) => label !== 'days-left'),
    };
    expect(compose(event).subject).toContain('in 7 days');
  });
});

test('a security update says so first and links the notes', () => {
  const mail = compose(SAMPLE_EVENTS.securityUpdate);
  expect(mail.title).toMatch(/^Security update/);
  expect(mail.next?.text).toMatch(/as soon as you can/);
  expect(mail.button).toEqual({ label: 'Read the release notes', url: 'https://updates.example/2026.10.2' });
});

test('an alert does not say its message twice', () => {
  expect(compose(SAMPLE_EVENTS.robotAlert).detail).toBeNull();
  const long = { ...SAMPLE_EVENTS.robotAlert, detail: 'Disk nearly full\n98 % of D: in use' };
  expect(compose(long).detail?.text).toBe(long.detail);
});

test('a business exception asks for better data, an application exception for a look at the logs', () => {
  expect(compose(SAMPLE_EVENTS.transactionRejected).next?.text).toMatch(/^Correct the data/);
  expect(compose(SAMPLE_EVENTS.transactionFailed).next?.text).toMatch(/logs/);
});

test('the fallback admits that it does not know the type and repeats what was said', () => {
  const mail = compose(SAMPLE_EVENTS.unknown);
  expect(mail.paragraphs[0]).toBe(
    'Postern does not know this type of event (assistant.tokenExpired); here is what it said.',
  );
  expect(mail.detail?.text).toBe(SAMPLE_EVENTS.unknown.detail);
});

test('mail of the host level is headed by the platform', () => {
  expect(compose(SAMPLE_EVENTS.ping, { organizationName: null }).context).toBe('Platform');
});
