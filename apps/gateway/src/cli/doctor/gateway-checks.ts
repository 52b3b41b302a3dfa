import { readinessSchema } from '../../routes/readiness.ts';
import { askGateway, gatewayAddress } from './ask-gateway.ts';
import { failed, ok, warning, type DoctorCheck } from './finding.ts';

/** Milliseconds that mail may be overdue while somebody sends. */
const LATE = 60_000;

/** The gateway listens and is ready. */
export const gatewayCheck: DoctorCheck = async (context) => {
  const answer = await askGateway(context, '/readyz');
  if (answer === null) {
    const at = gatewayAddress(context.services.config.listen, '/readyz');
    return [warning('gateway', `Nothing answers at ${at}.`, 'postern serve')];
  }
  const { at, status } = answer;
  if (status === 200) return [ok('gateway', `${at} answers: ready.`)];
  return [failed('gateway', `${at} answers ${String(status)}.`, `curl ${at}`)];
};

/** Somebody sends what is due. */
export const workerCheck: DoctorCheck = async (context) => {
  const { services } = context;
  const { oldestDue, ...backlog } = await services.storage.outbox.backlog(services.clock.now());
  const waiting = backlog.queued + backlog.deferred + backlog.unknown;
  if (oldestDue < LATE) return [ok('deliveries', `${String(waiting)} wait, none is overdue.`)];
  const seen = `${String(waiting)} wait, the oldest is ${String(Math.round(oldestDue / 60_000))} min overdue`;
  if ((await services.storage.maintenance.mode()) === 'suspended')
    return [warning('deliveries', `${seen}: maintenance holds mail back.`, 'postern maintenance off')];
  const answer = await askGateway(context, '/readyz');
  const phase = answer === null ? null : phaseIn(answer.body);
  if (phase === 'elsewhere')
    return [
      failed('deliveries', `${seen}: the gateway leaves it to workers, and none sends.`, 'postern worker'),
    ];
  if (answer === null)
    return [failed('deliveries', `${seen}: no gateway runs here.`, 'postern serve, or postern worker')];
  return [
    warning(
      'deliveries',
      `${seen}, although the gateway runs: it has more to send than it can.`,
      'postern worker',
    ),
  ];
};

function phaseIn(body: string): string | null {
  try {
    return readinessSchema.parse(JSON.parse(body)).checks.dispatcher.status;
  } catch {
    return null;
  }
}

/** What webhooks were refused for, with who has to do what. */
const REFUSALS: Readonly<Record<string, readonly [seen: string, cure: string]>> = {
  'not-found': [
    'went to an address of no source (404), or of a disabled one',
    'postern sources lists them, and postern sources show ID says where a sender is to post to',
  ],
  'signature-missing': [
    'had no signature (401)',
    'Enter the secret at the sender. It is lost? postern sources rotate-secret ID makes another',
  ],
  'signature-doubled': ['had two signatures (401)', 'Look for a proxy that repeats headers'],
  'signature-malformed': [
    'had a signature in no known form (401)',
    'postern sources show ID says its kind: it must be that of the sender',
  ],
  'signature-wrong': [
    'were signed with another secret, or changed on their way (401)',
    'Enter the secret at the sender anew. It is lost? postern sources rotate-secret ID makes another. No proxy may change the body',
  ],
  'timestamp-outside': [
    'had a time that is minutes away from the time here (401)',
    'Set the clocks of both machines by NTP: timedatectl set-ntp true',
  ],
  limited: ['came above the limit (429)', 'postern sources set ID --limit 6000/min'],
  'content-type-unsupported': ['were no JSON (415)', 'Let the sender post application/json'],
  'content-encoding-unsupported': ['were compressed (415)', 'Turn compression off at the sender'],
  'body-too-large': ['were too large (413)', 'Let the sender report less at once'],
};

const COUNT = /^postern_webhooks_total\{[^}]*outcome="([\w-]+)"[^}]*\} (\d+)$/gm;

/** Webhooks that the gateway on this machine refused since it started: the sender alone is told, and it rarely looks. */
export const webhooksCheck: DoctorCheck = async (context) => {
  const answer = await askGateway(context, '/metrics');
  if (answer?.status !== 200) return [];
  const counts = new Map<string, number>();
  for (const [, outcome = '', count = '0'] of answer.body.matchAll(COUNT))
    counts.set(outcome, (counts.get(outcome) ?? 0) + Number(count));
  const taken = ['accepted', 'repeat', 'quarantined'].reduce((sum, one) => sum + (counts.get(one) ?? 0), 0);
  const refused = Object.entries(REFUSALS).flatMap(([outcome, [seen, cure]]) => {
    const count = counts.get(outcome) ?? 0;
    if (count === 0) return [];
    return [
      warning(
        'webhooks',
        `${String(count)} ${seen} since the gateway started; it took ${String(taken)}. Its log says which: "outcome":"${outcome}".`,
        `${cure}.`,
      ),
    ];
  });
  return refused.length > 0
    ? refused
    : [ok('webhooks', `The gateway took ${String(taken)} since it started, and refused none.`)];
};
