import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { parseConfig } from '../src/config.ts';
import { openCliHouse } from './cli/cli-house.ts';

const ROOT = new URL('../../../', import.meta.url);
/** HTTP, mails under way, those called off, and what is to be stored: each has 10 s when a process stops. */
const LONGEST_STOP = 40;

const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

const strings = z.array(z.string());
const composeService = z.object({
  command: strings.default([]),
  environment: z.record(z.string(), z.string()).default({}),
  secrets: strings.default([]),
  stop_grace_period: z.string().optional(),
  healthcheck: z.object({ test: strings }).optional(),
});
const compose = z
  .object({
    services: z.record(z.string(), composeService),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
  })
  .parse(parse(read('deploy/compose.yaml'), { merge: true }));

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) }).optional();
const container = z.object({
  command: strings,
  args: strings,
  env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
  startupProbe: probe,
  livenessProbe: probe,
  readinessProbe: probe,
});
const deployment = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.object({
        terminationGracePeriodSeconds: z.number(),
        containers: z.tuple([container]),
        volumes: z.array(z.object({ secret: z.object({ secretName: z.string() }) })),
      }),
    }),
  }),
});
const manifests = readdirSync(new URL('deploy/kubernetes/', ROOT))
  .filter((name) => name !== 'kustomization.yaml')
  .flatMap((name) => parseAllDocuments(read(`deploy/kubernetes/${name}`)))
  .map((document) => {
    expect(document.errors).toEqual([]);
    return z.looseObject({ kind: z.string() }).parse(document.toJS());
  });
const ofKind = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);
const deployments = ofKind('Deployment').map((manifest) => deployment.parse(manifest));
const secret = z
  .object({ stringData: z.record(z.string(), z.string()) })
  .parse(ofKind('Secret')[0]).stringData;

/** What a command line of Node runs: the script, the words after it, and the files that its environment comes from. */
function nodeCommand(words: readonly string[]) {
  expect(words[0]).toBe('node');
  const script = words.findIndex((word) => word.endsWith('.js'));
  return {
    script: words[script] ?? '',
    words: words.slice(script + 1),
    envFiles: words.slice(1, script).map((word) => /^--env-file=.*\/([^/]+)$/.exec(word)?.[1] ?? word),
  };
}

/** Each process as one of the two ways of running it has it, with the files of its environment. */
const processes = [
  ...Object.entries(compose.services)
    .filter(([, { command }]) => command.length > 0)
    .map(([name, { command, environment }]) => ({
      name: `compose: ${name}`,
      ...nodeCommand(command),
      environment,
      file: (path: string) => read(`deploy/secrets/${path}.example`),
    })),
  ...deployments.map(({ metadata, spec }) => {
    const [{ command, args, env }] = spec.template.spec.containers;
    return {
      name: `Kubernetes: ${metadata.name}`,
      ...nodeCommand([...command, ...args]),
      environment: Object.fromEntries(env.map(({ name, value }) => [name, value])),
      file: (path: string) => secret[path] ?? '',
    };
  }),
];

describe.each(processes)('$name', ({ script, words, envFiles, environment, file }) => {
  it('runs a script that there is, with words that it knows', async () => {
    expect(existsSync(new URL(script, ROOT))).toBe(true);
    if (!script.startsWith('apps/gateway/')) return;
    const { postern } = await openCliHouse();
    expect(await postern(['help', words[0] ?? ''])).toMatchObject({ code: 0 });
    const { out } = await postern(['help', words[0] ?? '']);
    for (const option of words.slice(1)) expect(out).toContain(option);
  });

  it('is configured by variables that there are, with values that are valid', () => {
    const given: Record<string, string | undefined> = {
      ...parseEnv(envFiles.map((name) => file(name)).join('\n')),
      ...environment,
    };
    const names = Object.keys(given);
    expect(names).toContain('POSTERN_DATABASE_URL');
    expect(parseConfig(given).keySource.kind).toBe('given');
    const slack = read('docs/slack.md');
    for (const name of names.filter((one) => one.startsWith('SLACK_'))) expect(slack).toContain(name);
  });
});

describe('compose.yaml', () => {
  it('gives every service the secrets that it reads, and has an example or a word for each file', () => {
    for (const { command, secrets } of Object.values(compose.services)) {
      for (const name of secrets) expect(compose.secrets).toHaveProperty([name]);
      if (command.length > 0)
        for (const name of nodeCommand(command).envFiles) expect(secrets).toContain(name);
    }
    for (const { file } of Object.values(compose.secrets))
      expect(read('docs/deployment.md')).toContain(file.slice(2));
  });

  it('waits longer than a process takes to stop, and asks the port that it listens at', () => {
    const { gateway, worker, slackbot } = compose.services;
    for (const service of [gateway, worker, slackbot])
      expect(Number.parseInt(service?.stop_grace_period ?? '', 10)).toBeGreaterThan(LONGEST_STOP);
    const asked = (service: z.infer<typeof composeService> | undefined) =>
      /127\.0\.0\.1:\d+(\/\w+)/.exec(service?.healthcheck?.test.join(' ') ?? '');
    expect(gateway?.environment.POSTERN_LISTEN?.split(':')[1]).toBe(asked(gateway)?.[0].match(/:(\d+)/)?.[1]);
    expect(worker?.environment.POSTERN_WORKER_LISTEN?.split(':')[1]).toBe(
      asked(worker)?.[0].match(/:(\d+)/)?.[1],
    );
    expect([asked(gateway)?.[1], asked(worker)?.[1]]).toEqual(['/readyz', '/healthz']);
    expect(read('deploy/balancer.conf')).toContain('server gateway:8025');
  });
});

describe('the manifests for Kubernetes', () => {
  it('wait longer than a process takes to stop', () => {
    for (const { spec } of deployments)
      expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(LONGEST_STOP + 5);
  });

  it.each([
    ['postern-gateway', 'POSTERN_LISTEN'],
    ['postern-worker', 'POSTERN_WORKER_LISTEN'],
  ])('ask %s where it listens', (name, variable) => {
    const found = deployments.find(({ metadata }) => metadata.name === name);
    const [{ env, ports, ...probes }] = found?.spec.template.spec.containers ?? [container.parse({})];
    const listen = env.find((one) => one.name === variable)?.value;
    expect(`0.0.0.0:${String(ports[0]?.containerPort)}`).toBe(listen);
    expect([
      probes.startupProbe?.httpGet,
      probes.livenessProbe?.httpGet,
      probes.readinessProbe?.httpGet,
    ]).toEqual(['/healthz', '/healthz', '/readyz'].map((path) => ({ path, port: ports[0]?.name })));
    const policy = JSON.stringify(ofKind('NetworkPolicy'));
    expect(policy).toContain(`"port":${String(ports[0]?.containerPort)}`);
  });

  it('name what there is: labels, deployments, the secret, files', () => {
    const labels = deployments.map(({ spec }) => spec.template.metadata.labels);
    for (const { spec } of deployments) {
      expect(labels).toContainEqual(spec.selector.matchLabels);
      expect(spec.template.spec.volumes).toMatchObject([{ secret: { secretName: 'postern' } }]);
    }
    for (const budget of ofKind('PodDisruptionBudget')) {
      const selector = z.object({ spec: z.object({ selector: z.object({ matchLabels: z.unknown() }) }) });
      expect(labels).toContainEqual(selector.parse(budget).spec.selector.matchLabels);
    }
    const names = deployments.map(({ metadata }) => metadata.name);
    const scaled = z.object({ spec: z.object({ scaleTargetRef: z.object({ name: z.string() }) }) });
    for (const scaler of ofKind('HorizontalPodAutoscaler'))
      expect(names).toContain(scaled.parse(scaler).spec.scaleTargetRef.name);
    const { resources } = z
      .object({ resources: strings })
      .parse(parse(read('deploy/kubernetes/kustomization.yaml')));
    for (const file of resources) expect(existsSync(new URL(`deploy/kubernetes/${file}`, ROOT))).toBe(true);
  });
});

it('the image has every workspace that the lock file speaks of, and runs the command line', () => {
  const image = read('deploy/Dockerfile');
  for (const path of ['packages/core', 'apps/gateway', 'apps/slackbot', 'bench'])
    expect(image).toContain(`COPY ${path}/package.json`);
  expect(image).toContain('apps/gateway/bin/postern.js');
  for (const { script } of processes) expect(image).toContain(`COPY ${dirname(script)} `);
});
