import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SECOND, type Clock } from '@postern/core';
import type { TakenMessage } from './check-message.ts';
import { createResponseUrls, type Answer, type ResponseUrls } from './response-urls.ts';
import { signRequest } from './sign-request.ts';
import { serveSocketMode, type SocketModeEnd } from './socket-mode.ts';
import { createTeams, type Teams } from './teams.ts';
import { createTriggers } from './triggers.ts';
import { createViewInteractions, type SentEvent, type SentInteraction } from './view-interactions.ts';
import { createViews, type Views } from './views.ts';
import type { PostedMessage, StandInUser, WebApiState } from './web-api.ts';

/** A slash command on its way, and what came back to it. */
export interface SentCommand {
  readonly fields: Readonly<Record<string, string>>;
  /** What was answered through its `response_url` so far. */
  answers(): readonly Answer[];
}

/** A button of a message, as the bot sent it. */
export interface StandInButton {
  readonly action_id?: string | undefined;
  readonly value?: string | undefined;
}

/** A press of a button on its way, and what came back to it. */
export interface SentPress {
  readonly payload: Readonly<Record<string, unknown>>;
  answers(): readonly Answer[];
}

/** Slack, as far as the bot can tell: strict where Slack is. */
export interface SlackStandIn {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly users: Map<string, StandInUser>;
  /** User groups by id, with their users. */
  readonly groups: Map<string, readonly string[]>;
  readonly failing: Map<string, string>;
  readonly responseUrls: ResponseUrls;
  /** Workspaces besides this one. */
  readonly teams: Teams;
  readonly socket: SocketModeEnd;
  /** Ephemeral messages that came through `chat.postEphemeral`. */
  readonly posted: readonly TakenMessage[];
  /** Messages that came through `chat.postMessage`, with what became of them. */
  readonly messages: readonly PostedMessage[];
  readonly views: Views;
  /** What people do in views. */
  readonly hands: ReturnType<typeof createViewInteractions>;
  /** Methods of the Web API that were called, in order. */
  readonly calls: readonly string[];
  /** Makes a command as if somebody had typed it; send it over a transport. */
  newCommand(typed: string, userId: string, command?: string): SentCommand;
  /** Makes a press of a button of an ephemeral message; Slack does not echo such a message. */
  newPress(button: StandInButton, userId: string, ephemeral?: boolean): SentPress;
  /** Posts something to the bot's address, signed now with the right secret unless told otherwise. */
  post(
    url: string,
    sent: SentCommand | SentPress | SentInteraction | SentEvent,
    given?: { readonly secret?: string; readonly at?: number; readonly headers?: Record<string, string> },
  ): Promise<Response>;
  stop(): Promise<void>;
}

const TEAM = 'T0STANDIN';

/** Starts it on a free port of this machine, with nobody in its workspace. */
export async function startSlackStandIn({ clock }: { readonly clock: Clock }): Promise<SlackStandIn> {
  const users = new Map<string, StandInUser>();
  const groups = new Map<string, readonly string[]>();
  const failing = new Map<string, string>();
  const posted: TakenMessage[] = [];
  const messages: PostedMessage[] = [];
  const calls: string[] = [];
  const responseUrls = createResponseUrls(clock);
  const triggers = createTriggers(clock);
  const views = createViews(triggers);
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  const socket = serveSocketMode(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const state: WebApiState = {
    teamId: TEAM,
    // Put together, so that no scanner takes them for real ones.
    botToken: ['xoxb', 'stand', 'in', 'bot'].join('-'),
    appToken: ['xapp', '1', 'stand', 'in', 'app'].join('-'),
    users,
    groups,
    channels: ['C0GENERAL'],
    failing,
    posted,
    messages,
    views,
    newSocketUrl: () => socket.newUrl(origin),
  };
  const teams = createTeams(state, `${origin}/oauth/v2/authorize`);
  const signingSecret = 'stand-in-signing-secret';

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', origin);
    const body = await readBody(request);
    if (pathname.startsWith('/response-url/')) {
      const taken = responseUrls.take(pathname.slice('/response-url/'.length), parseJson(body));
      response.writeHead(taken.status, { 'content-type': 'text/plain' }).end(taken.body);
      return;
    }
    const method = pathname.replace('/api/', '');
    const fields = Object.fromEntries(new URLSearchParams(body));
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    calls.push(method);
    if (failing.get(method) === 'ratelimited') {
      response.writeHead(429, { 'retry-after': '7' }).end();
      return;
    }
    const answer = teams.answer({ method, token: bearer ?? fields.token ?? null, body: fields });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  return {
    apiUrl: `${origin}/api/`,
    botToken: state.botToken,
    appToken: state.appToken,
    signingSecret,
    users,
    groups,
    failing,
    responseUrls,
    teams,
    socket,
    posted,
    messages,
    views,
    hands: createViewInteractions({ triggers, views }),
    calls,
    newCommand(typed, userId, command = '/email-settings') {
      const id = responseUrls.issue();
      const fields = {
        token: 'not-to-be-used',
        team_id: TEAM,
        team_domain: 'stand-in',
        channel_id: 'C0GENERAL',
        channel_name: 'general',
        user_id: userId,
        user_name: userId.toLowerCase(),
        command,
        text: typed,
        api_app_id: 'A0POSTERN',
        is_enterprise_install: 'false',
        response_url: `${origin}/response-url/${id}`,
        trigger_id: triggers.issue(userId),
      };
      return { fields, answers: () => responseUrls.answers(id) };
    },
    newPress({ action_id: actionId, value }, userId, ephemeral = true) {
      const id = responseUrls.issue();
      const payload = {
        type: 'block_actions',
        user: { id: userId, username: userId.toLowerCase(), name: userId.toLowerCase(), team_id: TEAM },
        api_app_id: 'A0POSTERN',
        token: 'not-to-be-used',
        container: { type: 'message', message_ts: '1.2', channel_id: 'C0GENERAL', is_ephemeral: ephemeral },
        trigger_id: triggers.issue(userId),
        team: { id: TEAM, domain: 'stand-in' },
        enterprise: null,
        is_enterprise_install: false,
        channel: { id: 'C0GENERAL', name: 'general' },
        state: { values: {} },
        response_url: `${origin}/response-url/${id}`,
        actions: [{ type: 'button', block_id: 'b1', action_id: actionId, value, action_ts: '1.2' }],
      };
      return { payload, answers: () => responseUrls.answers(id) };
    },
    post(url, sent, { secret = signingSecret, at = Date.now(), headers = {} } = {}) {
      const json = 'event' in sent;
      const body = json ? JSON.stringify(sent.event) : formOf(sent);
      const signed = signRequest(secret, { body, timestamp: Math.floor(at / SECOND) });
      const type = json ? { 'content-type': 'application/json' } : {};
      return fetch(url, { method: 'POST', headers: { ...signed, ...type, ...headers }, body });
    },
    async stop() {
      await socket.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function formOf(sent: SentCommand | SentPress | SentInteraction): string {
  const form = 'fields' in sent ? sent.fields : { payload: JSON.stringify(sent.payload) };
  return new URLSearchParams(form).toString();
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
