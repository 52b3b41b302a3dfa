import { toAppError, type SourceKind, type WebhookReceipt, type WebhookRequest } from '@postern/core';
import type { Request } from 'express';
import { readBody, type BodyLimits } from '../http/read-body.ts';
import type { Reply } from '../http/reply.ts';
import { respondProblem } from '../http/respond-problem.ts';
import type { GatewayMetrics } from '../metrics/gateway-metrics.ts';
import type { ProblemCode } from '../problems.ts';
import { answerOf, limited, refusal, type WebhookAnswer } from './webhook-answer.ts';
import type { WebhookOutcome } from './webhook-outcome.ts';

/** The way into the house. */
export interface WebhookDoor {
  /** An enabled source; null for one that is unknown or disabled. */
  look(sourceId: string): Promise<{
    readonly kind: SourceKind;
    /** What it shares with the other sources of its organization: its turn, and room for bodies. */
    readonly lane: string;
    /** Milliseconds after which its limit takes the next one; null: now. */
    readonly retryAfter: number | null;
  } | null>;
  /** Ends when it is the lane's turn to have a webhook read. */
  turn(lane: string): Promise<void>;
  receive(input: { readonly sourceId: string; readonly request: WebhookRequest }): Promise<WebhookReceipt>;
}

/** What the route needs. */
export interface WebhookRouteDeps {
  readonly door: WebhookDoor;
  readonly limits: BodyLimits;
  readonly metrics: Pick<GatewayMetrics, 'countWebhook'>;
}

type WebhookPost = Request<{ source: string }>;

/** `application/json` and every other JSON (RFC 6839), with any parameters. */
const JSON_TYPE = /^\s*application\/(?:[\w.!#$&^+-]+\+)?json\s*(?:;|$)/i;

/**
 * `POST /webhooks/{source}`. The checks that need no body come first: whoever knows no source cannot make the gateway
 * read anything, and what is above a limit is not read either. What is verified is stored before it is answered.
 */
export function webhookRoute(deps: WebhookRouteDeps) {
  return async (request: WebhookPost, response: Reply): Promise<void> => {
    const { source } = request.params;
    let kind: SourceKind | null = null;
    const note = (outcome: WebhookOutcome, more: Readonly<Record<string, unknown>> = {}): void => {
      response.locals.fields = { source: source.slice(0, 64), kind, outcome, ...more };
      deps.metrics.countWebhook(kind, outcome);
    };
    try {
      const seen = await deps.door.look(source);
      kind = seen?.kind ?? null;
      const answer = await answerTo(seen, (lane) => answerPost(request, response, { ...deps, lane }));
      note(answer.outcome, logged(answer));
      send(response, answer);
    } catch (error) {
      note(toAppError(error).code);
      throw error;
    }
  };
}

/** Whatever the source does not need a body for comes first. */
async function answerTo(
  seen: Awaited<ReturnType<WebhookDoor['look']>>,
  read: (lane: string) => Promise<WebhookAnswer>,
): Promise<WebhookAnswer> {
  if (seen === null) return refusal('not-found');
  return seen.retryAfter === null ? read(seen.lane) : limited(seen.retryAfter);
}

async function answerPost(
  request: WebhookPost,
  response: Reply,
  deps: WebhookRouteDeps & { readonly lane: string },
): Promise<WebhookAnswer> {
  const unfit = unfitHeaders(request);
  if (unfit !== null) return refusal(unfit);
  if (Number(request.headers['content-length'] ?? 0) > deps.limits.bytes) return tooLarge(deps.limits);
  await deps.door.turn(deps.lane);
  if (request.destroyed) return { kind: 'nobody', outcome: 'sender-gone' };
  if (request.headers.expect !== undefined) response.writeContinue();
  const reading = await readBody(request, deps.limits, deps.lane);
  switch (reading.kind) {
    case 'read': {
      // Names in lower case, values in order, none joined or dropped: a doubled signature must be seen as two.
      const headers = request.headersDistinct as WebhookRequest['headers'];
      const receipt = await deps.door.receive({
        sourceId: request.params.source,
        request: { headers, body: reading.body },
      });
      return answerOf(receipt, response.locals.requestId);
    }
    case 'too-large':
      return tooLarge(deps.limits);
    case 'timeout':
      return refusal('request-timeout');
    case 'no-room':
      return refusal('overloaded');
    case 'aborted':
      return { kind: 'nobody', outcome: 'sender-gone' };
    default:
      return reading satisfies never;
  }
}

function unfitHeaders(request: WebhookPost): ProblemCode | null {
  if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) return 'content-type-unsupported';
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  return encoding === 'identity' || encoding === '' ? null : 'content-encoding-unsupported';
}

function tooLarge(limits: BodyLimits): WebhookAnswer {
  return refusal('body-too-large', `The body may have at most ${String(limits.bytes)} bytes.`);
}

/** What the log says besides the outcome: enough to find what was stored, or what is missing. */
function logged(answer: WebhookAnswer): Readonly<Record<string, unknown>> {
  switch (answer.kind) {
    case 'accepted':
    case 'repeat':
      return { report: answer.body.id };
    case 'problem':
      return answer.keyIds === undefined ? {} : { keyIds: answer.keyIds };
    case 'nobody':
      return {};
    default:
      return answer satisfies never;
  }
}

function send(response: Reply, answer: WebhookAnswer): void {
  switch (answer.kind) {
    case 'accepted':
      sendJson(response, 202, answer.body);
      return;
    case 'repeat':
      sendJson(response, 200, answer.body);
      return;
    case 'problem': {
      const { code, detail, retryAfter } = answer;
      respondProblem(response, code, {
        ...(detail === undefined ? {} : { detail }),
        ...(retryAfter === undefined ? {} : { retryAfter }),
      });
      return;
    }
    case 'nobody':
      response.destroy();
      return;
    default:
      answer satisfies never;
  }
}

/** As Express does it, without a look at charset, freshness and settings that are the same each time. */
function sendJson(response: Reply, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}
