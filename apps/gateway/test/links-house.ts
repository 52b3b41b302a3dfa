import {
  changeSettings,
  createArrivalLink,
  createSecretLink,
  grantAccess,
  linkPath,
  organizationLevel,
  revokeAccess,
  Secret,
  viewSettings,
  type Actor,
  type Level,
  type SecretKey,
} from '@postern/core';
import { onTestFinished } from 'vitest';
import { OPERATOR, startTestGateway, type RunOptions, type TestGateway } from './start-gateway.ts';

/** What nobody may ever read but the mail server. */
export const PASSWORD = 'correct horse+battery&staple=é';

/** A gateway whose organization has a server that wants a password, and links for its administrator. */
export interface LinksHouse extends TestGateway {
  readonly level: Level;
  /** A new link's address, as it is given to the person. */
  readonly secretLink: (language?: 'en' | 'fr', field?: string) => Promise<string>;
  readonly arrivalLink: (language?: 'en' | 'fr') => Promise<string>;
  /** Whether the secret, by default the password, is there now. */
  readonly secretNow: (key?: SecretKey) => Promise<unknown>;
  readonly revokeAll: () => Promise<void>;
}

const ADA = { kind: 'user', teamId: 'T01', userId: 'U0ADA' } as const;

export async function startLinksHouse(options: RunOptions = {}): Promise<LinksHouse> {
  const gateway = await startTestGateway(options);
  onTestFinished(() => gateway.stop());
  const { container, organization, url } = gateway;
  const level = organizationLevel(organization.id);
  await changeSettings(container, OPERATOR, {
    level,
    set: {
      smtpHost: 'smtp.acme.example',
      smtpUsername: 'robots',
      defaultFromAddress: 'robots@acme.example',
    },
  });
  await grantAccess(container, OPERATOR, { level, holder: ADA });
  const ada: Actor = {
    kind: 'slack',
    teamId: ADA.teamId,
    userId: ADA.userId,
    channelId: null,
    roles: { systemAdministrator: false, organizationIds: [organization.id] },
  };
  return {
    ...gateway,
    level,
    async secretLink(language = 'en', field = 'smtp-password') {
      const wish = { level, field, language, reply: new Secret('way back') };
      return `${url}${linkPath((await createSecretLink(container, ada, wish)).token)}`;
    },
    async arrivalLink(language = 'en') {
      const revision = { level, number: 1 };
      const wish = { level, messageId: 'm1@acme.example', revision, language, reply: new Secret('way back') };
      return `${url}${linkPath((await createArrivalLink(container, ada, wish)).token)}`;
    },
    async secretNow(key = 'smtpPassword') {
      const { active, draft } = await viewSettings(container, OPERATOR, { level });
      return (draft?.revision ?? active)?.secrets[key] ?? 'not-set';
    },
    async revokeAll() {
      await revokeAccess(container, OPERATOR, { level, holder: ADA, othersRemain: false });
    },
  };
}

/** A page as a browser without scripts has it: what it says, and what its form would send along. */
export interface OpenPage {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  /** What the browser sends with the form. */
  readonly cookie: string;
  readonly guard: string;
}

export async function openPage(address: string, init: RequestInit = {}): Promise<OpenPage> {
  const reply = await fetch(address, init);
  const html = await reply.text();
  const [cookie = ''] = (reply.headers.getSetCookie()[0] ?? '').split(';');
  const guard = /name="guard" value="([^"]*)"/.exec(html)?.[1] ?? '';
  return { status: reply.status, html, headers: reply.headers, cookie, guard };
}

/** Sends the form of an open page. */
export async function sendForm(
  address: string,
  { cookie, guard }: Pick<OpenPage, 'cookie' | 'guard'>,
  fields: Readonly<Record<string, string>> = {},
): Promise<OpenPage> {
  return openPage(address, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ guard, ...fields }),
  });
}
