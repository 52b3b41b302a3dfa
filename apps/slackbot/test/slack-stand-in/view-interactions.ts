import type { Triggers } from './triggers.ts';
import { stateValues } from './view-state.ts';
import type { ShownView, Views } from './views.ts';

/** What a person does in a view, on its way to the bot. */
export interface SentInteraction {
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A press of a button, or a choice in a select that tells at once. */
export interface ViewAction {
  readonly type: 'button' | 'static_select';
  readonly block_id?: string | undefined;
  readonly action_id?: string | undefined;
  readonly value?: string | undefined;
  readonly selected_option?: object | undefined;
}

/** An event, as the Events API wraps it. */
export interface SentEvent {
  readonly event: Readonly<Record<string, unknown>>;
}

const TEAM = 'T0STANDIN';

/** Makes what Slack sends from views: https://docs.slack.dev/reference/interaction-payloads */
export function createViewInteractions({
  triggers,
  views,
}: {
  readonly triggers: Triggers;
  readonly views: Views;
}) {
  let events = 0;
  const from = (shown: ShownView) => ({
    user: { id: shown.userId, username: shown.userId, name: shown.userId, team_id: TEAM },
    team: { id: TEAM, domain: 'stand-in' },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: 'A0POSTERN',
    token: 'not-to-be-used',
    view: {
      ...shown.view,
      id: shown.id,
      hash: shown.hash,
      private_metadata: shown.view.private_metadata ?? '',
      callback_id: shown.view.callback_id ?? '',
      state: { values: stateValues(shown) },
    },
  });
  return {
    /** Presses the button that submits. */
    newSubmission: (shown: ShownView): SentInteraction => ({
      payload: {
        type: 'view_submission',
        ...from(shown),
        trigger_id: triggers.issue(shown.userId),
        response_urls: [],
      },
    }),
    newClosing: (shown: ShownView): SentInteraction => ({
      payload: { type: 'view_closed', ...from(shown), is_cleared: false },
    }),
    newAction: (shown: ShownView, action: ViewAction): SentInteraction => ({
      payload: {
        type: 'block_actions',
        ...from(shown),
        trigger_id: triggers.issue(shown.userId),
        container: { type: 'view', view_id: shown.id },
        actions: [{ ...action, action_ts: '1.2' }],
      },
    }),
    /** Opens the app's Home tab, or its messages. */
    newHomeOpened(userId: string, tab: 'home' | 'messages' = 'home'): SentEvent {
      events += 1;
      return {
        event: {
          type: 'event_callback',
          token: 'not-to-be-used',
          team_id: TEAM,
          api_app_id: 'A0POSTERN',
          event_id: `Ev0${events}`,
          event_time: 1_700_000_000,
          authorizations: [
            {
              enterprise_id: null,
              team_id: TEAM,
              user_id: 'U0BOT',
              is_bot: true,
              is_enterprise_install: false,
            },
          ],
          event: { type: 'app_home_opened', user: userId, channel: `D0${userId}`, tab, event_ts: '1.2' },
        },
      };
    },
    /**
     * Takes the bot's answer to a submission. @throws Error for one that Slack refuses: errors for blocks that are no
     * inputs, or a view against the limits.
     */
    takeResponse(shown: ShownView, response: unknown): void {
      const answer = (response ?? {}) as {
        readonly response_action?: string;
        readonly errors?: Readonly<Record<string, unknown>>;
        readonly view?: unknown;
      };
      switch (answer.response_action) {
        case undefined:
          shown.closed = true;
          return;
        case 'clear':
          for (const one of views.modals) if (one.userId === shown.userId) one.closed = true;
          return;
        case 'update':
          views.replace(shown.id, answer.view);
          return;
        case 'errors':
          checkErrors(shown, answer.errors ?? {});
          return;
        default:
          throw new Error(`Slack does not know the response action ${answer.response_action}.`);
      }
    },
  };
}

function checkErrors(shown: ShownView, errors: Readonly<Record<string, unknown>>): void {
  const inputs = shown.view.blocks.filter(({ type }) => type === 'input').map(({ block_id: id }) => id);
  if (Object.keys(errors).length === 0) throw new Error('An answer with errors names none.');
  for (const [blockId, text] of Object.entries(errors)) {
    if (!inputs.includes(blockId)) throw new Error(`The view has no input ${blockId} for an error.`);
    if (typeof text !== 'string' || text === '') throw new Error(`The error of ${blockId} says nothing.`);
  }
}
