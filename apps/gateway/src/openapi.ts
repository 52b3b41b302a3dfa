import { createDocument } from 'zod-openapi';
import { z } from 'zod';
import { problemSchema } from './http/problem-schema.ts';
import { problemHeaders } from './http/respond-problem.ts';
import { PROBLEMS, type ProblemCode } from './problems.ts';
import { livenessSchema, readinessSchema } from './routes/readiness.ts';
import { acceptedReply, repeatReply } from './routes/webhook-replies.ts';

const SOURCE = z.string().meta({
  description: 'The id of the source, as `postern sources add` printed it.',
  examples: ['019f2b1c-7c1e-7000-8000-000000000000'],
});
/** What a webhook may be answered with besides success. */
const WEBHOOK_PROBLEMS = [
  'request-malformed',
  'unauthorized',
  'not-found',
  'method-not-allowed',
  'request-timeout',
  'body-too-large',
  'content-type-unsupported',
  'content-encoding-unsupported',
  'too-many-requests',
  'headers-too-large',
  'internal',
  'storage-unavailable',
  'key-missing',
  'overloaded',
  'shutting-down',
] as const satisfies readonly ProblemCode[];

/** The OpenAPI 3.1 document, made from the schemas that the replies are typed by. `publicUrl` null: relative to where it was read. */
export function openApiDocument(options: { readonly version: string; readonly publicUrl: string | null }) {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Postern gateway',
      version: options.version,
      description: 'Takes signed webhooks of automation platforms and turns them into mail.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: options.publicUrl ?? '/' }],
    tags: [
      { name: 'webhooks', description: 'What automation platforms post to.' },
      { name: 'operations', description: 'What monitors ask.' },
    ],
    paths: {
      '/webhooks/{source}': { post: postWebhook() },
      '/healthz': {
        get: {
          operationId: 'liveness',
          tags: ['operations'],
          summary: 'Whether the process is alive.',
          responses: { '200': json('It is.', livenessSchema) },
        },
      },
      '/readyz': {
        get: {
          operationId: 'readiness',
          tags: ['operations'],
          summary: 'Whether the process can take webhooks and send mail now.',
          responses: {
            '200': json('It can.', readinessSchema),
            '503': json('It cannot; the checks say why.', readinessSchema),
          },
        },
      },
      '/metrics': {
        get: {
          operationId: 'metrics',
          tags: ['operations'],
          summary: 'Metrics for Prometheus.',
          responses: {
            '200': {
              description: 'Prometheus text format.',
              content: { 'text/plain': { schema: z.string() } },
            },
          },
        },
      },
    },
  });
}

function postWebhook() {
  return {
    operationId: 'postWebhook',
    tags: ['webhooks'],
    summary: 'Reports something that happened.',
    description:
      'The body is what the sender’s product sends; its signature is verified over the raw bytes (UiPath’s `X-UiPath-Signature`, Standard Webhooks, or a Bearer token, by the kind of the source). It is stored durably before it is answered. Everything signed is accepted: what is not understood goes to quarantine, never back.',
    requestParams: { path: z.object({ source: SOURCE }) },
    requestBody: {
      required: true,
      content: { 'application/json': { schema: z.unknown().meta({ description: 'Any JSON.' }) } },
    },
    responses: {
      '200': json('The same report was stored before; nothing has changed.', repeatReply),
      '202': json('Stored.', acceptedReply),
      ...webhookProblems(),
    },
  };
}

const RETRY_AFTER = { schema: { type: 'integer', minimum: 0 }, description: 'Seconds.' } as const;

/** One response per status; several codes may share one. */
function webhookProblems() {
  const statuses = new Set(WEBHOOK_PROBLEMS.map((code) => PROBLEMS[code].status));
  return Object.fromEntries(
    [...statuses].map((status) => {
      const codes = WEBHOOK_PROBLEMS.filter((code) => PROBLEMS[code].status === status);
      const again = codes.some((code) => 'Retry-After' in problemHeaders(code));
      return [
        String(status) as `4${string}` | `5${string}`,
        {
          description: codes.map((code) => PROBLEMS[code].title).join('; '),
          content: { 'application/problem+json': { schema: problemSchema } },
          ...(again ? { headers: { 'Retry-After': RETRY_AFTER } } : {}),
        },
      ];
    }),
  );
}

function json(description: string, schema: z.ZodType) {
  return { description, content: { 'application/json': { schema } } };
}
