import {
  addRule,
  listDeliveries,
  organizationLevel,
  removeRule,
  replayDelivery,
  updateRule,
} from '@postern/core';
import { eventually, startSmtpSink } from '@postern/core/testing';
import { simpleParser } from 'mailparser';
import { expect, it, onTestFinished } from 'vitest';
import { faultedJob, signUipath } from './sign.ts';
import { OPERATOR, startTestGateway } from './start-gateway.ts';
import { temporaryFolder } from './temporary-folder.ts';

const POSTS = 2_000;
const AT_A_TIME = 50;

/** A job of one and the same process that faulted: only its own id and key differ. */
function faultOfOneProcess(number: number): string {
  const { Job, ...envelope } = JSON.parse(faultedJob(number)) as { readonly Job: Record<string, unknown> };
  const process = 'Invoice_Intake';
  return JSON.stringify({
    ...envelope,
    Job: { ...Job, ReleaseName: process, Release: { Id: 7, Key: 'r-7', ProcessKey: process } },
  });
}

it(
  'a share dies and a process faults 2,000 times: all is stored, and a handful of mails says so',
  { timeout: 120_000 },
  async () => {
    const sink = await startSmtpSink();
    onTestFinished(() => sink.close());
    const gateway = await startTestGateway({
      smtpPort: sink.port,
      environment: { POSTERN_DATABASE_URL: `file:${temporaryFolder()}/postern.db` },
    });
    onTestFinished(() => gateway.stop());
    const { container, source } = gateway;
    const level = organizationLevel(gateway.organization.id);
    for (const { id } of await container.storage.rules.list()) await removeRule(container, OPERATOR, id);
    // As a rule is when nothing is said about its pace.
    const { rule } = await addRule(container, OPERATOR, {
      level,
      matchers: { types: ['job.faulted'] },
      recipients: [{ address: 'ops@acme.example' }],
    });

    const statuses: number[] = [];
    const post = async (number: number): Promise<void> => {
      const body = faultOfOneProcess(number);
      const answer = await gateway.post(body, signUipath(body, source.secret.expose()));
      await answer.arrayBuffer();
      statuses.push(answer.status);
    };
    for (let from = 0; from < POSTS; from += AT_A_TIME) {
      await Promise.all(Array.from({ length: AT_A_TIME }, (_, place) => post(from + place)));
      // Whoever is annoyed changes the rule, and finds that this is not the end of it.
      if (from === POSTS / 2)
        await updateRule(container, OPERATOR, {
          ruleId: rule.id,
          name: 'Noisy',
          pace: { storm: { most: 5, within: 600_000 } },
        });
    }
    expect(statuses.filter((status) => status !== 202)).toEqual([]);

    const all = await listDeliveries(container, OPERATOR, { level, limit: 100 });
    // Ten, one that says that a storm began, and the one about it.
    expect(all.items).toHaveLength(12);
    const [storm, ...others] = all.items.filter(({ gathers }) => gathers === 'storm');
    expect(others).toEqual([]);
    expect(storm).toMatchObject({ state: 'queued', reason: 'gathering', address: 'ops@acme.example' });
    expect((await container.storage.outbox.gathered(storm!.id))?.count).toBe(POSTS - 11);
    expect(await gateway.metrics()).toContain(
      `postern_webhooks_total{kind="uipath",outcome="accepted"} ${String(POSTS)}`,
    );

    // Nothing that waits is lost with its rule.
    await removeRule(container, OPERATOR, rule.id);
    await replayDelivery(container, OPERATOR, { id: storm!.id });
    await eventually('the mail about the storm', () => sink.mails.length === 12, { within: 30_000 });
    const mails = await Promise.all(sink.mails.map(({ raw }) => simpleParser(raw)));
    const told = mails.find(({ text = '' }) => /1[,  ]?989/.test(text));
    expect(told?.text).toContain('Invoice_Intake');
    expect((await container.storage.outbox.backlog(container.clock.now())).queued).toBe(0);
  },
);
