import { randomBytes } from 'node:crypto';
import {
  addOrganization,
  addSource,
  changeSettings,
  HOST,
  organizationLevel,
  type Actor,
  type AddedSource,
  type Organization,
  type SourceKind,
  type Storage,
} from '@postern/core';
import { buildAuditEntry, buildRule } from '@postern/core/testing';
import { parseConfig } from '../src/config.ts';
import { openContainer, type Container } from '../src/container.ts';
import { startGateway, type GatewayLimits } from '../src/gateway.ts';
import { createLogger } from '../src/logger.ts';

/** Who sets things up in tests. */
export const OPERATOR: Actor = { kind: 'command-line', name: 'test' };

/** Keys as `POSTERN_KEYS` takes them: one, of that id. */
export function someKeys(id = 'k1'): string {
  return `${id}:${randomBytes(32).toString('base64')}`;
}

/** How a gateway is run in tests. */
export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Puts something between the gateway and its storage. */
  readonly storage?: (storage: Storage) => Storage;
  readonly limits?: Partial<GatewayLimits>;
}

/** A gateway as in production, over what its storage holds already. */
export interface RunningGateway {
  readonly url: string;
  readonly container: Container;
  /** Everything that was logged, at level debug, one JSON object each. */
  readonly log: readonly string[];
  readonly metrics: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** The same with one organization, one source and one rule. */
export interface TestGateway extends RunningGateway {
  readonly organization: Organization;
  readonly source: AddedSource;
  /** Posts to the source, or to the path given. */
  readonly post: (
    body: string | Uint8Array,
    headers: Record<string, string>,
    path?: string,
  ) => Promise<Response>;
  readonly addSource: (kind: SourceKind, name: string) => Promise<AddedSource>;
}

/** Runs one on a free port, over storage in memory unless told otherwise. */
export async function runGateway(options: RunOptions = {}): Promise<RunningGateway> {
  const environment = {
    POSTERN_DATABASE_URL: 'memory:',
    POSTERN_KEYS: someKeys(),
    POSTERN_LISTEN: '127.0.0.1:0',
    ...options.environment,
  };
  const log: string[] = [];
  const logger = createLogger({ level: 'debug', destination: { write: (line) => log.push(line) } });
  const opened = await openContainer(parseConfig(environment), { environment, logger });
  const container = { ...opened, storage: options.storage?.(opened.storage) ?? opened.storage };
  const gateway = await startGateway(container, options.limits);
  return {
    url: gateway.url,
    container,
    log,
    metrics: async () => (await fetch(`${gateway.url}/metrics`)).text(),
    async stop() {
      await gateway.stop();
      await container.close();
    },
  };
}

/** Runs one and seeds it; with a port, it sends through the sink there, without, mail is held. */
export async function startTestGateway(
  options: RunOptions & { readonly smtpPort?: number } = {},
): Promise<TestGateway> {
  const running = await runGateway(options);
  const { url, container } = running;
  const { organization, source } = await seed(container, options.smtpPort);
  return {
    ...running,
    organization,
    source,
    post: (body, headers, path = source.path) => fetch(`${url}${path}`, { method: 'POST', headers, body }),
    addSource: (kind, name) =>
      addSource(container, OPERATOR, { level: organizationLevel(organization.id), kind, name }),
  };
}

/** Acme with a UiPath source and a rule that sends everything to ops@acme.example. */
export async function seed(
  container: Container,
  smtpPort?: number,
): Promise<{ readonly organization: Organization; readonly source: AddedSource }> {
  const organization = await addOrganization(container, OPERATOR, { slug: 'acme', name: 'Acme SA' });
  const level = organizationLevel(organization.id);
  const source = await addSource(container, OPERATOR, { level, kind: 'uipath', name: 'prod' });
  await container.storage.rules.add(
    buildRule({ id: container.newId(), level }),
    buildAuditEntry(container.newId, { action: 'rule.added', level }),
  );
  if (smtpPort !== undefined) {
    await changeSettings(container, OPERATOR, {
      level: HOST,
      set: {
        smtpHost: '127.0.0.1',
        smtpPort,
        secureConnection: false,
        useDefaultCredentials: true,
        defaultFromAddress: 'robots@platform.example',
      },
    });
  }
  return { organization, source };
}
