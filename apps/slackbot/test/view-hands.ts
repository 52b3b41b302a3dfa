import { eventually } from '@postern/core/testing';
import { ADA, type RunningBot } from './start-bot.ts';
import type { SentEvent, SentInteraction, ViewAction } from './slack-stand-in/view-interactions.ts';
import { fill, stateValues } from './slack-stand-in/view-state.ts';
import type { ShownView } from './slack-stand-in/views.ts';
import type { SentCommand, SentPress } from './slack-stand-in/start-slack-stand-in.ts';

type Sent = SentCommand | SentPress | SentInteraction | SentEvent;
type Block = ShownView['view']['blocks'][number];

/** What a person does with a bot's views, over the transport that it listens on. */
export function viewHands(bot: RunningBot) {
  const { slack, slackbot } = bot;

  /** Sends it, and gives what the acknowledgement carried. */
  async function deliver(sent: Sent): Promise<unknown> {
    if (slackbot.url !== null) {
      const response = await slack.post(slackbot.url, sent);
      const text = await response.text();
      if (response.status !== 200) throw new Error(`Slack was answered ${response.status}.`);
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    }
    if ('event' in sent) return slack.socket.send(sent.event, 'events_api');
    if ('fields' in sent) return slack.socket.send(sent.fields);
    return slack.socket.send(sent.payload, 'interactive');
  }

  /** Waits until the newest modal has become something else than what it was opened with. */
  const filled = (shown: ShownView, versions = 1): Promise<ShownView> =>
    eventually('the modal to be filled', () => (shown.versions.length > versions ? shown : null));

  return {
    deliver,
    filled,
    /** Types a line that opens a modal, and waits for its content. */
    async open(typed: string, userId = ADA, command = '/email-settings'): Promise<ShownView> {
      const before = slack.views.modals.length;
      await deliver(slack.newCommand(typed, userId, command));
      return filled(await eventually('a modal', () => slack.views.modals[before]));
    },
    fill,
    /** Submits; gives the errors at the inputs. */
    async submit(shown: ShownView): Promise<Readonly<Record<string, string>>> {
      const before = shown.versions.length;
      const response = await deliver(slack.hands.newSubmission(shown));
      // The acknowledgement was first on the wire: what came behind it stays.
      if (shown.versions.length === before) slack.hands.takeResponse(shown, response);
      const { errors = {} } = (response ?? {}) as { errors?: Record<string, string> };
      return errors;
    },
    /** Presses a button of the view. */
    async press(shown: ShownView, label: string): Promise<void> {
      const found = shown.view.blocks
        .flatMap((block) => (block.type === 'actions' ? block.elements : []))
        .find(({ text }) => text.text === label);
      if (found === undefined) throw new Error(`The view has no button "${label}".`);
      await act(shown, { type: 'button', action_id: found.action_id, value: found.value });
    },
    /** Chooses an option in a select that tells the bot at once, and waits until the view has changed. */
    async choose(shown: ShownView, blockId: string, value: string): Promise<void> {
      fill(shown, blockId, value);
      const block = shown.view.blocks.find((one) => one.block_id === blockId);
      if (block?.type !== 'input' || block.element.type !== 'static_select')
        throw new Error(`The view has no select ${blockId}.`);
      const { element } = block;
      const option = element.options.find((one) => one.value === value);
      const versions = shown.versions.length;
      await act(shown, {
        type: 'static_select',
        block_id: blockId,
        action_id: element.action_id,
        selected_option: option,
      });
      await filled(shown, versions);
    },
  };

  async function act(shown: ShownView, action: ViewAction): Promise<void> {
    await deliver(slack.hands.newAction(shown, action));
  }
}

/** All that a view says, as one text. */
export function textOf({ view }: ShownView): string {
  return JSON.stringify(view.blocks);
}

/** What stands in an input now; null for nothing. */
export function valueIn(shown: ShownView, blockId: string): string | null {
  const [state] = Object.values(stateValues(shown)[blockId] ?? {}) as {
    value?: string | null;
    selected_option?: { value: string } | null;
  }[];
  return state?.value ?? state?.selected_option?.value ?? null;
}

/** The inputs that a view has, by their blocks. */
export function inputsOf({ view }: ShownView): readonly string[] {
  return view.blocks
    .filter((block): block is Extract<Block, { readonly type: 'input' }> => block.type === 'input')
    .map(({ block_id: id = '' }) => id);
}
