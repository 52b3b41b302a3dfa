import type { Secret } from '@postern/core';
import type { RespondFn, webApi } from '@slack/bolt';
import type { Message } from './blocks/message.ts';
import type { Way } from './deliver-answer.ts';
import type { MessagePlace, OpenMessage } from './live-message.ts';
import type { Messages } from './messages/messages.ts';
import { messageModal } from './modals/message-modal.ts';
import type { ModalOrigin } from './modals/modal-origin.ts';
import type { SlackUser } from './person-of.ts';

/** Where a line came from. */
export type LineSource =
  /** Typed, or pressed on a message, which the answer then replaces. */
  | {
      readonly kind: 'message';
      readonly respond: RespondFn;
      /** What `respond` answers through. */
      readonly responseUrl: Secret | null;
      readonly replaces: boolean;
    }
  /** Pressed in a modal, whose content the answer replaces. */
  | { readonly kind: 'modal'; readonly viewId: string; readonly origin: ModalOrigin }
  /** Pressed in the Home tab: the answer gets a modal. */
  | { readonly kind: 'home'; readonly page: string };

/** Where an answer is shown. */
export interface AnswerPlace {
  /** How it is followed while it is being made. */
  readonly openLive: OpenMessage;
  /** How it gets there, the better way first. */
  readonly ways: readonly Way[];
}

interface PlaceParts {
  readonly client: webApi.WebClient;
  readonly user: SlackUser;
}

/** In the channel, through the `response_url` (5 uses in 30 minutes, works everywhere); followed in a direct message. */
export function messagePlace(
  { respond, replaces }: Pick<Extract<LineSource, { readonly kind: 'message' }>, 'respond' | 'replaces'>,
  { client, user }: PlaceParts,
): AnswerPlace {
  const say = (answer: Pick<Message, 'text'> & Partial<Message>) =>
    respond({ response_type: 'ephemeral', replace_original: replaces, ...mutable(answer) });
  return {
    openLive: liveInDirectMessage({ client, user }),
    ways: [
      say,
      ({ text }) => say({ text }),
      // Where the bot is a member.
      ({ text }) => client.chat.postEphemeral({ channel: user.channelId, user: user.userId, text }),
    ],
  };
}

/** In an open modal; when the person has closed it, in a direct message. */
export function modalPlace(
  { viewId, origin }: { readonly viewId: string; readonly origin: ModalOrigin },
  { client, user, texts }: PlaceParts & { readonly texts: Messages },
): AnswerPlace {
  const update = async (message: Message): Promise<void> => {
    await client.views.update({ view_id: viewId, view: messageModal(message, { texts, origin }) });
  };
  return {
    openLive: async (first) => {
      await update(first);
      return { change: update, at: null };
    },
    ways: [update, ...directPlace({ client, user }).ways],
  };
}

/** In a direct message. */
export function directPlace(parts: PlaceParts): AnswerPlace {
  const send = (message: Pick<Message, 'text'> & Partial<Message>) => post(message, parts);
  return { openLive: liveInDirectMessage(parts), ways: [send, ({ text }) => send({ text })] };
}

function liveInDirectMessage({ client, user }: PlaceParts): OpenMessage {
  return async (first) => {
    const at = await post(first, { client, user });
    const change = async (next: Message): Promise<void> => {
      await client.chat.update({ ...at, ...mutable(next) });
    };
    return { change, at };
  };
}

async function post(
  message: Pick<Message, 'text'> & Partial<Message>,
  { client, user }: PlaceParts,
): Promise<MessagePlace> {
  const opened = await client.conversations.open({ users: user.userId });
  const channel = opened.channel?.id ?? '';
  const { ts = '' } = await client.chat.postMessage({ channel, ...mutable(message) });
  return { channel, ts };
}

/** Bolt's types ask for arrays that may be changed. */
function mutable({ text, blocks }: Pick<Message, 'text'> & Partial<Message>) {
  return { text, ...(blocks === undefined ? {} : { blocks: [...blocks] }) };
}
