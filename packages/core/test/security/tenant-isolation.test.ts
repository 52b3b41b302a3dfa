import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/access/actor.ts';
import * as core from '../../src/index.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { buildEvent } from '../../src/testing/build-event.ts';
import { buildPlannedEvent, buildReport } from '../../src/testing/build-report.ts';
import { ROOT } from '../../src/testing/settings-fixture.ts';
import { everythingOf, MARK, twoTenants, type Tenants } from './two-tenants.ts';

type Attempt = (tenants: Tenants, actor: Actor) => Promise<unknown>;

/** The same thing done to Globex and to the host; for whoever administers Acme each is to be refused. */
const REFUSED: Readonly<Record<string, readonly Attempt[]>> = {
  activateDraft: each((deps, actor, level) => core.activateDraft(deps, actor, { level, anyway: true })),
  addDkimKey: each((deps, actor, level) => core.addDkimKey(deps, actor, { level, domain: 'evil.example' })),
  addListMembers: [
    ({ deps, globex: { level, listName: name } }, actor) =>
      core.addListMembers(deps, actor, { level, name, members: [{ address: 'eve@evil.example' }] }),
  ],
  addOrganization: [({ deps }, actor) => core.addOrganization(deps, actor, { slug: 'evil', name: 'Evil' })],
  addRecipient: [
    ({ deps, globex }, actor) =>
      core.addRecipient(deps, actor, { ruleId: globex.ruleId, address: 'eve@evil.example' }),
  ],
  addRecipientList: each((deps, actor, level) =>
    core.addRecipientList(deps, actor, { level, name: 'evil', members: [{ address: 'eve@evil.example' }] }),
  ),
  addRule: each((deps, actor, level) =>
    core.addRule(deps, actor, {
      level,
      matchers: { types: ['*'] },
      recipients: [{ address: 'eve@evil.example' }],
    }),
  ),
  addSilence: each((deps, actor, level) =>
    core.addSilence(deps, actor, { level, matchers: { types: ['*'] }, reason: 'x', until: '1h' }),
  ),
  addSource: each((deps, actor, level) => core.addSource(deps, actor, { level, kind: 'generic', name: 'x' })),
  addSourceSecret: [
    ({ deps, globex }, actor) => core.addSourceSecret(deps, actor, { sourceId: globex.sourceId }),
  ],
  bindChannel: each((deps, actor, level) =>
    core.bindChannel(deps, actor, { level, teamId: 'T01', channelId: 'C9', language: 'en' }),
  ),
  changePolicy: [({ deps }, actor) => core.changePolicy(deps, actor, { lock: ['smtp-host'] })],
  changeSettings: each((deps, actor, level) =>
    core.changeSettings(deps, actor, { level, set: { smtpHost: 'evil.example' } }),
  ),
  checkDkimKey: [ofDomain(core.checkDkimKey)],
  checkDomain: each((deps, actor, level) => core.checkDomain(deps, actor, { level })),
  countConnections: [({ deps }, actor) => core.countConnections(deps, actor)],
  createArrivalLink: each((deps, actor, level) =>
    core.createArrivalLink(deps, actor, {
      level,
      messageId: '<x@y>',
      revision: { level, number: 1 },
      language: 'en',
      reply: new core.Secret('x'),
    }),
  ),
  createSecretLink: [
    ({ deps, globex: { level } }, actor) =>
      core.createSecretLink(deps, actor, { level, field: 'smtp-password', language: 'en', reply: null }),
  ],
  disableDkim: [ofDomain(core.disableDkim)],
  dismissQuarantined: [
    ({ deps, globex }, actor) => core.dismissQuarantined(deps, actor, { id: globex.heldId }),
  ],
  enableDkim: [ofDomain(core.enableDkim)],
  endSilence: [({ deps, globex }, actor) => core.endSilence(deps, actor, { id: globex.silenceId })],
  explainPayload: [
    ({ deps, globex: { sourceId } }, actor) =>
      core.explainPayload(deps, actor, {
        sourceId,
        body: new TextEncoder().encode('{}'),
        contentType: 'application/json',
      }),
  ],
  explainStoredEvent: [
    ({ deps, globex: { eventId } }, actor) => core.explainStoredEvent(deps, actor, { eventId }),
  ],
  findOrganization: [({ deps, globex }, actor) => core.findOrganization(deps, actor, globex.slug)],
  findRecipientList: [
    ({ deps, globex: { level, listName: name } }, actor) =>
      core.findRecipientList(deps, actor, { level, name }),
  ],
  findRule: [({ deps, globex }, actor) => core.findRule(deps, actor, globex.ruleId)],
  findSource: [({ deps, globex }, actor) => core.findSource(deps, actor, globex.sourceId)],
  grantAccess: each((deps, actor, level) =>
    core.grantAccess(deps, actor, { level, holder: { kind: 'user', teamId: 'T01', userId: 'UEVE' } }),
  ),
  listAdministrators: each((deps, actor, level) => core.listAdministrators(deps, actor, level)),
  listAudit: all((deps, actor, level) => core.listAudit(deps, actor, { level })),
  listDkimKeys: each((deps, actor, level) => core.listDkimKeys(deps, actor, { level })),
  listDeliveries: all((deps, actor, level) => core.listDeliveries(deps, actor, { level })),
  listEvents: all((deps, actor, level) => core.listEvents(deps, actor, { level })),
  listEndings: each((deps, actor, level) => core.listEndings(deps, actor, { level })),
  listIncidents: all((deps, actor, level) => core.listIncidents(deps, actor, { level })),
  listQuarantine: all((deps, actor, level) => core.listQuarantine(deps, actor, { level })),
  listRecipients: each((deps, actor, level) => core.listRecipients(deps, actor, { level })),
  listRecipientLists: each((deps, actor, level) => core.listRecipientLists(deps, actor, { level })),
  listRules: each((deps, actor, level) => core.listRules(deps, actor, { level })),
  listSilences: each((deps, actor, level) => core.listSilences(deps, actor, { level })),
  listSources: each((deps, actor, level) => core.listSources(deps, actor, { level })),
  pauseRule: [({ deps, globex }, actor) => core.pauseRule(deps, actor, globex.ruleId)],
  previewDelivery: [
    ({ deps, globex }, actor) => core.previewDelivery(deps, actor, { id: globex.deliveryId }),
  ],
  previewRule: each((deps, actor, level) =>
    core.previewRule(deps, actor, {
      level,
      matchers: { types: ['*'] },
      recipients: [{ address: 'eve@evil.example' }],
    }),
  ),
  previewRuleChange: [
    ({ deps, globex: { ruleId } }, actor) => core.previewRuleChange(deps, actor, { ruleId }),
  ],
  proveDraft: each((deps, actor, level) => core.proveDraft(deps, actor, { level })),
  removeCanary: each((deps, actor, level) => core.removeCanary(deps, actor, { level })),
  removeDkimKey: [ofDomain(core.removeDkimKey)],
  removeListMembers: [
    ({ deps, globex: { level, listName: name } }, actor) =>
      core.removeListMembers(deps, actor, { level, name, addresses: [`a@${MARK}.example`] }),
  ],
  removeRecipient: [
    ({ deps, globex }, actor) =>
      core.removeRecipient(deps, actor, { ruleId: globex.ruleId, address: `ops@${MARK}.example` }),
  ],
  removeRecipientList: [
    ({ deps, globex: { level, listName: name } }, actor) =>
      core.removeRecipientList(deps, actor, { level, name }),
  ],
  removeRule: [({ deps, globex }, actor) => core.removeRule(deps, actor, globex.ruleId)],
  removeSourceSecret: [
    ({ deps, globex: { sourceId, secretId } }, actor) =>
      core.removeSourceSecret(deps, actor, { sourceId, secretId }),
  ],
  replayDelivery: [({ deps, globex }, actor) => core.replayDelivery(deps, actor, { id: globex.deliveryId })],
  replayQuarantined: [
    ({ deps, globex }, actor) => core.replayQuarantined(deps, actor, { id: globex.heldId }),
  ],
  resetSettings: each((deps, actor, level) =>
    core.resetSettings(deps, actor, { level, what: 'everything', confirmed: true }),
  ),
  resumeRule: [({ deps, globex }, actor) => core.resumeRule(deps, actor, globex.ruleId)],
  revokeAccess: [
    ({ deps, globex: { level, holder } }, actor) =>
      core.revokeAccess(deps, actor, { level, holder, othersRemain: true }),
  ],
  rollbackSettings: each((deps, actor, level) => core.rollbackSettings(deps, actor, { level, number: 1 })),
  recordBackup: [({ deps }, actor) => core.recordBackup(deps, actor)],
  rotateKeys: [({ deps }, actor) => core.rotateKeys(deps, actor)],
  sendCanary: each((deps, actor, level) => core.sendCanary(deps, actor, { level })),
  setCanary: each((deps, actor, level) =>
    core.setCanary(deps, actor, { level, address: 'eve@evil.example' }),
  ),
  setMaintenance: [({ deps }, actor) => core.setMaintenance(deps, actor, { mode: 'suspended' })],
  setSourceExpectation: [
    ({ deps, globex: { sourceId } }, actor) =>
      core.setSourceExpectation(deps, actor, { sourceId, expectedEvery: core.DAY }),
  ],
  setSourceLimit: [
    ({ deps, globex: { sourceId } }, actor) =>
      core.setSourceLimit(deps, actor, { sourceId, limitPerMinute: 1 }),
  ],
  setSourceState: [
    ({ deps, globex: { sourceId } }, actor) =>
      core.setSourceState(deps, actor, { sourceId, state: 'disabled' }),
  ],
  settingsHistory: each((deps, actor, level) => core.settingsHistory(deps, actor, { level })),
  showCanary: each((deps, actor, level) => core.showCanary(deps, actor, { level })),
  showConnection: each((deps, actor, level) => core.showConnection(deps, actor, { level })),
  viewGathering: each((deps, actor, level) => core.viewGathering(deps, actor, { level })),
  showDkimKey: [ofDomain(core.showDkimKey)],
  listMembers: [({ deps, globex }, actor) => core.listMembers(deps, actor, { id: globex.deliveryId })],
  showDelivery: [({ deps, globex }, actor) => core.showDelivery(deps, actor, { id: globex.deliveryId })],
  showQuarantined: [({ deps, globex }, actor) => core.showQuarantined(deps, actor, { id: globex.heldId })],
  testSettings: each((deps, actor, level) => core.testSettings(deps, actor, { level })),
  unbindChannel: each((deps, actor, level) => core.unbindChannel(deps, actor, { level })),
  updateOrganization: [
    ({ deps, globex: { slug } }, actor) => core.updateOrganization(deps, actor, { slug, name: 'Evil' }),
  ],
  updateRule: [
    ({ deps, globex: { ruleId } }, actor) =>
      core.updateRule(deps, actor, { ruleId, recipients: [{ address: 'eve@evil.example' }] }),
  ],
  viewSettings: [({ deps, globex: { level } }, actor) => core.viewSettings(deps, actor, { level })],
};

/** What answers everybody, each with what is theirs. */
const FILTERED: Readonly<Record<string, Attempt>> = {
  findLevelOfChannel: ({ deps }, actor) =>
    core.findLevelOfChannel(deps, actor, { teamId: 'T01', channelId: `C${MARK}` }),
  listCanaries: ({ deps }, actor) => core.listCanaries(deps, actor),
  listChannels: ({ deps }, actor) => core.listChannels(deps, actor),
  listIdleRules: async (tenants, actor) => {
    const { deps, globex } = tenants;
    const [matchers, recipients] = [{ types: ['queue.x'] }, [{ address: `a@${MARK}.example` }]];
    await core.addRule(deps, ROOT, { level: globex.level, name: MARK, matchers, recipients });
    deps.clock.advance(31 * core.DAY);
    const report = buildReport(deps.newId, { level: globex.level, receivedAt: deps.clock.now() });
    await deps.storage.intake.accept([report], 0);
    return core.listIdleRules(deps, actor);
  },
  listOrganizations: ({ deps }, actor) => core.listOrganizations(deps, actor),
  listRecipientLists: ({ deps }, actor) => core.listRecipientLists(deps, actor),
  listRules: ({ deps }, actor) => core.listRules(deps, actor),
  listSilences: ({ deps }, actor) => core.listSilences(deps, actor),
  listSources: ({ deps }, actor) => core.listSources(deps, actor),
  listUnwantedEvents: async (tenants, actor) => {
    const { deps, globex } = tenants;
    for (const { id, level } of await deps.storage.rules.list())
      if (core.levelKey(level) === core.levelKey(globex.level))
        await core.updateRule(deps, ROOT, { ruleId: id, matchers: { types: ['queue.x'] } });
    const events = [buildPlannedEvent(deps.newId, { event: buildEvent({ type: `x.${MARK}` }) })];
    const content = { kind: 'events', events } as const;
    const receivedAt = deps.clock.now();
    const report = buildReport(deps.newId, { level: globex.level, receivedAt, content });
    await deps.storage.intake.accept([report], 0);
    return core.listUnwantedEvents(deps, actor);
  },
  viewMailStates: ({ deps }, actor) => core.viewMailStates(deps, actor, {}),
};

/** Use cases that ask for no right, and why. */
const OPEN: Readonly<Record<string, string>> = {
  claimAccess: 'the code is the right',
  removeInstallation: 'Slack says that the app is gone',
  saveInstallation: 'Slack says who installed the app',
  showMaintenance: 'one word about all levels, for administrators of any',
};

type Deps = Tenants['deps'];
type OfLevel = (deps: Deps, actor: Actor, level: core.Level) => Promise<unknown>;

function each(attempt: OfLevel): readonly Attempt[] {
  return [
    ({ deps, globex }, actor) => attempt(deps, actor, globex.level),
    ({ deps }, actor) => attempt(deps, actor, core.HOST),
  ];
}

/** Done to a domain of Globex. */
function ofDomain(
  attempt: (
    deps: Deps,
    actor: Actor,
    input: { readonly level: core.Level; readonly domain: string },
  ) => Promise<unknown>,
): Attempt {
  return ({ deps, globex: { level, domain } }, actor) => attempt(deps, actor, { level, domain });
}

/** And without a level, which means all of them. */
function all(
  attempt: (deps: Deps, actor: Actor, level: core.Level | null) => Promise<unknown>,
): readonly Attempt[] {
  return [...each(attempt), ({ deps }, actor) => attempt(deps, actor, null)];
}

const codeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
const RIGHTS: readonly string[] = ['not-found', 'not-allowed'];
const attempts = Object.entries(REFUSED).flatMap(([name, list]) =>
  list.map((attempt, place) => ({ name: `${name} (${place + 1})`, attempt })),
);

describe('an administrator of one organization', () => {
  it.each(attempts)('is refused at another and at the host: $name', async ({ attempt }) => {
    const tenants = await twoTenants();
    const before = await everythingOf(tenants);
    const tried = attempt(tenants, tenants.acmesAdministrator);
    const error = await tried.then(
      (value) => expect.unreachable(`it was done: ${JSON.stringify(value)}`),
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(AppError);
    expect(RIGHTS).toContain((error as AppError).code);
    expect((error as AppError).message).not.toContain(MARK);
    expect(await everythingOf(tenants)).toBe(before);
  });

  it.each(attempts)('is refused for the right alone, since root is not: $name', async ({ attempt }) => {
    const tenants = await twoTenants();
    expect(RIGHTS).not.toContain(await codeOf(attempt(tenants, ROOT)));
  });

  it.each(Object.entries(FILTERED))('sees nothing of others: %s', async (_name, attempt) => {
    const tenants = await twoTenants();
    expect(JSON.stringify([await attempt(tenants, tenants.acmesAdministrator)])).not.toContain(MARK);
    expect(JSON.stringify([await attempt(tenants, ROOT)])).toMatch(new RegExp(`${MARK}|organization`));
  });

  it('learns no difference between what is another’s and what is not there', async () => {
    const tenants = await twoTenants();
    const { deps, globex, acmesAdministrator } = tenants;
    const finders: readonly ((id: string) => Promise<unknown>)[] = [
      (id) => core.showDelivery(deps, acmesAdministrator, { id }),
      (id) => core.findRule(deps, acmesAdministrator, id),
      (id) => core.findSource(deps, acmesAdministrator, id),
      (id) => core.endSilence(deps, acmesAdministrator, { id }),
      (id) => core.showQuarantined(deps, acmesAdministrator, { id }),
      (id) => core.explainStoredEvent(deps, acmesAdministrator, { eventId: id }),
    ];
    const said = (ids: readonly string[]) =>
      Promise.all(
        finders.map((find, place) =>
          find(ids[place] ?? '').then(
            () => 'found',
            (error: unknown) => (error as Error).message.replaceAll(ids[place] ?? '', 'ID'),
          ),
        ),
      );
    const theirs = [
      globex.deliveryId,
      globex.ruleId,
      globex.sourceId,
      globex.silenceId,
      globex.heldId,
      globex.eventId,
    ];
    expect(await said(theirs)).toEqual(await said(theirs.map((_, place) => `nothing-${place}`)));
  });
});

it('every use case that an actor acts through is tried here, so a new one cannot be forgotten', () => {
  const takesActor = /^(?:async )?function \w+\(\s*(?:\w+|\{[^}]*\}),\s*actor\b/;
  const useCases = Object.entries(core)
    .filter(([, value]) => typeof value === 'function' && takesActor.test(String(value)))
    .map(([name]) => name);
  expect(useCases.length).toBeGreaterThan(50);
  const tried = new Set([...Object.keys(REFUSED), ...Object.keys(FILTERED), ...Object.keys(OPEN)]);
  expect(useCases.filter((name) => !tried.has(name))).toEqual([]);
});
