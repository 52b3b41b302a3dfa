import type { TakenMessage } from './check-message.ts';
import {
  answerApiCall,
  type ApiCall,
  type PostedMessage,
  type StandInUser,
  type WebApiState,
} from './web-api.ts';

/** The app's side of OAuth, as it is registered with Slack. */
export interface RegisteredApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** A workspace besides the stand-in's own. */
export interface StandInTeam {
  readonly id: string;
  readonly users: Map<string, StandInUser>;
  readonly messages: readonly PostedMessage[];
  /** The bot token that is good there now; null: the app is not installed. */
  readonly token: () => string | null;
}

/** What somebody decides on the page where Slack asks whether the app may be installed. */
export interface Consent {
  readonly teamId: string;
  readonly userId: string;
  /** For the whole Enterprise organization instead of one workspace. */
  readonly forOrganization?: boolean;
}

/** Workspaces that the app is installed in by OAuth: https://docs.slack.dev/authentication/installing-with-oauth */
export interface Teams {
  readonly app: RegisteredApp;
  /** A workspace in which the app is not installed yet. */
  add(id: string): StandInTeam;
  /** Lets the app in, on the page that it sent somebody to; gives where Slack sends them back to. */
  approve(authorizeUrl: string, consent: Consent): URL;
  /** From now on Slack does not take the workspace's token any more. */
  uninstall(id: string): void;
  answer(call: ApiCall): object;
}

interface KeptTeam extends StandInTeam {
  readonly posted: TakenMessage[];
  readonly messages: PostedMessage[];
}

/** No workspace but the stand-in's own, which is `own`. */
export function createTeams(own: WebApiState, authorizeUrl: string): Teams {
  const app: RegisteredApp = {
    clientId: '2141029472.691202649728',
    clientSecret: 'stand-in-client-secret',
    redirectUri: 'https://bot.example.com/slack/oauth_redirect',
  };
  const teams = new Map<string, KeptTeam>();
  /** Workspaces by their tokens; null: the token is revoked. */
  const tokens = new Map<string, string | null>();
  const codes = new Map<string, Consent & { readonly scope: string }>();
  let issued = 0;

  const tokenOf = (id: string): string | null => [...tokens].find(([, teamId]) => teamId === id)?.[0] ?? null;

  const install = (id: string): string => {
    const token = tokenOf(id) ?? ['xoxb', id.toLowerCase(), String((issued += 1))].join('-');
    tokens.set(token, id);
    return token;
  };

  function access(body: ApiCall['body']): object {
    if (body.client_id !== app.clientId) return { ok: false, error: 'invalid_client_id' };
    if (body.client_secret !== app.clientSecret) return { ok: false, error: 'bad_client_secret' };
    const given = codes.get(body.code ?? '');
    if (given === undefined) return { ok: false, error: 'invalid_code' };
    if (body.redirect_uri !== app.redirectUri) return { ok: false, error: 'bad_redirect_uri' };
    codes.delete(body.code ?? '');
    const whole = given.forOrganization === true;
    return {
      ok: true,
      app_id: 'A0POSTERN',
      authed_user: { id: given.userId },
      scope: given.scope,
      token_type: 'bot',
      access_token: install(given.teamId),
      bot_user_id: 'U0BOT',
      team: whole ? null : { id: given.teamId, name: `Team ${given.teamId}` },
      enterprise: whole ? { id: 'E0STANDIN', name: 'The whole' } : null,
      is_enterprise_install: whole,
    };
  }

  return {
    app,
    add(id) {
      const team = { id, users: new Map(), messages: [], posted: [], token: () => tokenOf(id) };
      teams.set(id, team);
      return team;
    },
    approve(address, consent) {
      const url = new URL(address);
      if (`${url.origin}${url.pathname}` !== authorizeUrl) throw new Error('That is not the page of Slack.');
      const {
        client_id: clientId,
        redirect_uri: redirectUri,
        scope,
        state,
      } = Object.fromEntries(url.searchParams);
      if (clientId !== app.clientId) throw new Error('invalid_client_id');
      if (redirectUri !== app.redirectUri) throw new Error('bad_redirect_uri');
      if (scope === undefined || !/^[a-z.:,]+$/.test(scope)) throw new Error('invalid_scope');
      const code = `code-${(issued += 1)}`;
      codes.set(code, { ...consent, scope });
      const back = new URL(redirectUri);
      back.search = new URLSearchParams({ code, state: state ?? '' }).toString();
      return back;
    },
    uninstall(id) {
      const token = tokenOf(id);
      if (token !== null) tokens.set(token, null);
    },
    answer(call) {
      if (call.method === 'oauth.v2.access') return access(call.body);
      const teamId = tokens.get(call.token ?? '');
      if (teamId === undefined) return answerApiCall(own, call);
      const team = teams.get(teamId ?? '');
      if (team === undefined) return { ok: false, error: 'token_revoked' };
      if (call.method === 'auth.revoke') {
        tokens.set(call.token ?? '', null);
        return { ok: true, revoked: true };
      }
      const { id, users, posted, messages } = team;
      const botToken = call.token ?? '';
      return answerApiCall({ ...own, teamId: id, botToken, users, posted, messages }, call);
    },
  };
}
