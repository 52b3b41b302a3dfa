import { checkMessage, type TakenMessage } from './check-message.ts';

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

/** What the Web API knows. */
export interface WebApiState {
  readonly botToken: string;
  readonly appToken: string;
  readonly users: ReadonlyMap<string, StandInUser>;
  /** Channels that the bot is a member of. */
  readonly channels: readonly string[];
  /** Methods that fail with this error for now. */
  readonly failing: ReadonlyMap<string, string>;
  readonly posted: TakenMessage[];
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
      return { ok: true, team_id: 'T0STANDIN', user_id: 'U0BOT', bot_id: 'B0BOT', user: 'postern' };
    case 'apps.connections.open':
      return { ok: true, url: state.newSocketUrl() };
    case 'users.info':
      return usersInfo(state, body);
    case 'chat.postEphemeral':
      return postEphemeral(state, body);
    default:
      return refused('unknown_method');
  }
}

function usersInfo({ users }: WebApiState, body: ApiCall['body']): object {
  const user = users.get(body.user ?? '');
  if (user === undefined) return refused('user_not_found');
  const locale = body.include_locale === 'true' ? { locale: user.locale } : {};
  return { ok: true, user: { id: user.id, team_id: 'T0STANDIN', ...locale } };
}

function postEphemeral(state: WebApiState, body: ApiCall['body']): object {
  if (!state.channels.includes(body.channel ?? '')) return refused('channel_not_found');
  if (!state.users.has(body.user ?? '')) return refused('user_not_in_channel');
  const blocks = body.blocks === undefined ? {} : { blocks: JSON.parse(body.blocks) as unknown };
  const checked = checkMessage({ text: body.text, ...blocks });
  if (!checked.ok) return { ...refused(checked.error), response_metadata: { messages: checked.messages } };
  state.posted.push(checked.message);
  return { ok: true, message_ts: '1700000000.000100' };
}

function refused(error: string) {
  return { ok: false, error };
}
