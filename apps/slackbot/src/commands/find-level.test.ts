import {
  addOrganization,
  bindChannel,
  HOST,
  organizationLevel,
  silentLogger,
  type Organization,
} from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import { FakeClock } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { buildServices } from '../../test/build-services.ts';
import { en } from '../messages/en.ts';
import type { Services } from '../services.ts';
import type { NamedLevel } from '../words/take-level.ts';
import { findLevel, type FoundLevel } from './find-level.ts';
import { COMMANDS } from './registry.ts';

async function startHouse() {
  const clock = new FakeClock();
  const storage = await openStorage('memory:', { clock });
  const services = buildServices({ configuredAdministrators: [], storage, clock, logger: silentLogger });
  const add = (slug: string) =>
    addOrganization(services, { kind: 'system', name: 'test' }, { slug, name: slug });
  const acme = await add('acme');
  const globex = await add('globex');
  const find = (level: NamedLevel | null, ...administered: readonly Organization[]): Promise<FoundLevel> =>
    findLevel(invocationOf(services, { level, administered }), 'view');
  const bind = (organization: Organization) =>
    bindChannel(
      services,
      { kind: 'system', name: 'test' },
      {
        level: organizationLevel(organization.id),
        teamId: 'T1',
        channelId: 'C1',
        language: 'en',
      },
    );
  return { acme, globex, find, bind };
}

function invocationOf(
  services: Services,
  { level, administered }: { level: NamedLevel | null; administered: readonly Organization[] },
) {
  const [command] = COMMANDS;
  if (command === undefined) throw new Error('There is no command.');
  const where = { teamId: 'T1', userId: 'U1', channelId: 'C1' };
  const roles = { systemAdministrator: false, organizationIds: administered.map(({ id }) => id) };
  const actor = { kind: 'slack', ...where, roles } as const;
  const person = { ...where, language: 'en', actor, whomToAsk: [], trouble: null } as const;
  const announce = async () => 'posted' as const;
  const origin = { channel: 'C1', home: null };
  const show = () => undefined;
  return {
    command,
    words: [],
    level,
    levelPlace: null,
    person,
    texts: en,
    services,
    responseUrl: null,
    origin,
    show,
    announce,
  };
}

function named(name: string): NamedLevel {
  return { kind: 'organization', name };
}

describe('findLevel for somebody who administers organizations', () => {
  it('takes the only one without being told', async () => {
    const { find, acme } = await startHouse();
    expect(await find(null, acme)).toMatchObject({ kind: 'found', level: organizationLevel(acme.id) });
  });

  it('asks which one when there are several', async () => {
    const { find, acme, globex } = await startHouse();
    expect(await find(null, acme, globex)).toEqual({
      kind: 'problem',
      problem: en.problems.levelMissing('`/email-settings view org acme`'),
    });
  });

  it('says of another one what it says of one that does not exist, and names neither', async () => {
    const { find, acme } = await startHouse();
    const foreign = JSON.stringify(await find(named('globex'), acme));
    const unknown = JSON.stringify(await find(named('umbral'), acme));
    expect(foreign.replaceAll('globex', 'X')).toBe(unknown.replaceAll('umbral', 'X'));
    expect(JSON.stringify(await find(named('globx'), acme))).not.toContain('globex');
  });

  it('takes the organization of the channel, if they administer it', async () => {
    const { find, bind, acme, globex } = await startHouse();
    await bind(globex);
    expect(await find(null, acme, globex)).toMatchObject({ level: organizationLevel(globex.id) });
    expect(await find(named('acme'), acme, globex)).toMatchObject({ level: organizationLevel(acme.id) });
  });

  it('takes a channel of an organization that they do not administer for one of nobody', async () => {
    const { find, bind, acme, globex } = await startHouse();
    const unbound = await find(null, acme);
    await bind(globex);
    expect(await find(null, acme)).toEqual(unbound);
    expect(JSON.stringify(await find(null))).not.toContain('globex');
  });

  it('finds the host when it is named; whether it may be seen is core’s to say', async () => {
    const { find, acme } = await startHouse();
    expect(await find({ kind: 'host' }, acme)).toMatchObject({ kind: 'found', level: HOST });
  });
});
