import { checkMessage, type TakenMessage } from './check-message.ts';
import type { Views } from './views.ts';

/** Somebody in the stand-in's workspace. */
export interface StandInUser {
  readonly id: string;
  /** Such as `fr-FR`. */
  readonly locale: string;
}

/** One call of the Web API, parsed. */
export interface ApiCall {
  readonly method: string;
  /** From the `Authorization` header, else from the body; null: none. */
  readonly token: string | null;
  readonly body: Readonly<Record<string, string>>;
}

/** A message that came through `chat.postMessage`, as it was and as it became by `chat.update`. */
export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
  /** The message in whose thread it is; null: in none. */
  readonly thread: string | null;
  readonly versions: TakenMessage[];
}

/** What the Web API knows. */
export interface WebApiState {
  /** The workspace that the bot token is good in. */
  readonly teamId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly users: ReadonlyMap<string, StandInUser>;
  /** The users of each user group. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Channels that the bot is a member of. */
  readonly channels: readonly string[];
  /** Methods that fail with this error for now. */
  readonly failing: ReadonlyMap<string, string>;
  readonly posted: TakenMessage[];
  readonly messages: PostedMessage[];
  readonly views: Views;
  /** A new Socket Mode address. */
  newSocketUrl(): string;
}

/** Answers one call as Slack does. */
export function answerApiCall(state: WebApiState, { method, token, body }: ApiCall): object {
  const failure = state.failing.get(method);
  if (failure !== undefined) return refused(failure);
  const wanted = method === 'apps.connections.open' ? state.appToken : state.botToken;
  if (token === null) return refused('not_authed');
  if (token !== wanted) {
    const other = token === state.appToken || token === state.botToken;
    return refused(other ? 'not_allowed_token_type' : 'invalid_auth');
  }
  switch (method) {
    case 'auth.test':
      return { ok: true, team_id: state.teamId, user_id: 'U0BOT', bot_id: 'B0BOT', user: 'postern' };
    case 'apps.connections.open':
      return { ok: true, url: state.newSocketUrl() };
    case 'users.info':
      return usersInfo(state, body);
    case 'usergroups.users.list':
      return groupMembers(state, body);
    case 'chat.postEphemeral':
      return postEphemeral(state, body);
    case 'conversations.open':
      return state.users.has(body.users ?? '')
        ? { ok: true, channel: { id: directChannel(body.users ?? '') } }
        : refused('user_not_found');
    case 'chat.postMessage':
      return postMessage(state, body);
    case 'chat.update':
      return updateMessage(state, body);
    case 'views.open':
    case 'views.push':
    case 'views.update':
    case 'views.publish':
      return state.views.call(method, body);
    default:
      return refused('unknown_method');
  }
}

function usersInfo({ teamId, users }: WebApiState, body: ApiCall['body']): object {
  const user = users.get(body.user ?? '');
  if (user === undefined) return refused('user_not_found');
  const locale = body.include_locale === 'true' ? { locale: user.locale } : {};
  return { ok: true, user: { id: user.id, team_id: teamId, ...locale } };
}

function groupMembers({ groups }: WebApiState, body: ApiCall['body']): object {
  const users = groups.get(body.usergroup ?? '');
  return users === undefined ? refused('no_such_subteam') : { ok: true, users };
}

function postEphemeral(state: WebApiState, body: ApiCall['body']): object {
  if (!state.channels.includes(body.channel ?? '')) return refused('channel_not_found');
  if (!state.users.has(body.user ?? '')) return refused('user_not_in_channel');
  const taken = takeMessage(body);
  if (!taken.ok) return taken.answer;
  state.posted.push(taken.message);
  return { ok: true, message_ts: '1700000000.000100' };
}

/** The conversation between the bot and one person. */
function directChannel(userId: string): string {
  return `D0${userId}`;
}

function postMessage(state: WebApiState, body: ApiCall['body']): object {
  const { channel = '' } = body;
  const known =
    state.channels.includes(channel) || [...state.users.keys()].map(directChannel).includes(channel);
  if (!known) return refused('channel_not_found');
  const taken = takeMessage(body);
  if (!taken.ok) return taken.answer;
  const ts = `1700000001.${String(state.messages.length + 1).padStart(6, '0')}`;
  state.messages.push({ channel, ts, thread: body.thread_ts ?? null, versions: [taken.message] });
  return { ok: true, channel, ts };
}

function updateMessage(state: WebApiState, body: ApiCall['body']): object {
  const message = state.messages.find(({ channel, ts }) => channel === body.channel && ts === body.ts);
  if (message === undefined) return refused('message_not_found');
  const taken = takeMessage(body);
  if (!taken.ok) return taken.answer;
  message.versions.push(taken.message);
  return { ok: true, channel: message.channel, ts: message.ts };
}

function takeMessage(
  body: ApiCall['body'],
): { readonly ok: true; readonly message: TakenMessage } | { readonly ok: false; readonly answer: object } {
  const blocks = body.blocks === undefined ? {} : { blocks: JSON.parse(body.blocks) as unknown };
  const checked = checkMessage({ text: body.text, ...blocks });
  if (checked.ok) return checked;
  const answer = { ...refused(checked.error), response_metadata: { messages: checked.messages } };
  return { ok: false, answer };
}

function refused(error: string) {
  return { ok: false, error };
}
