import { isSamePlace, type ChannelBinding, type Incident, type Organization, type Told } from '@postern/core';
import type { webApi } from '@slack/bolt';
import type { Message } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import { messagesOf } from '../messages/messages-of.ts';
import { slackErrorOf } from '../slack-error.ts';
import { incidentMessage } from './incident-message.ts';

/** An incident on its way into its channel. */
export interface Telling {
  readonly incident: Incident;
  readonly binding: ChannelBinding;
  readonly organization: Organization | null;
  readonly client: webApi.WebClient;
  readonly now: number;
}

/**
 * Brings an incident into its channel: by a message of its own the first time, and later by changing that message, with a
 * line in its thread when it is over or has become worse, since Slack tells nobody of a change.
 * @throws what Slack's client throws.
 */
export async function tellIncident(telling: Telling): Promise<Told> {
  const { incident, binding, client, now } = telling;
  const { told, version, step } = incident;
  const message = incidentMessage(incident, readerOf(telling));
  const here = told !== null && isSamePlace(told, binding) ? told : null;
  const changed = here !== null && (await change(client, here, message));
  const { channelId, messageId } = changed ? here : await post(telling, message);
  if (changed) await addNews(telling, here);
  const { teamId } = binding;
  return { teamId, channelId, messageId, version, step, resolved: incident.resolvedAt !== null, at: now };
}

function readerOf({ organization, binding, now }: Telling) {
  return { organization, language: organization?.language ?? binding.language, now };
}

async function post({ binding, client }: Telling, message: Message) {
  const { channelId } = binding;
  const { ts = '' } = await client.chat.postMessage({ channel: channelId, ...contentOf(message) });
  return { channelId, messageId: ts };
}

/** False when somebody has deleted the message. */
async function change(client: webApi.WebClient, told: Told, message: Message): Promise<boolean> {
  try {
    await client.chat.update({ channel: told.channelId, ts: told.messageId, ...contentOf(message) });
    return true;
  } catch (error) {
    if (slackErrorOf(error) === 'message_not_found') return false;
    throw error;
  }
}

async function addNews(telling: Telling, told: Told): Promise<void> {
  const { incident, client } = telling;
  const { resolvedAt, resolution, step } = incident;
  const texts = messagesOf(readerOf(telling).language).incident;
  const over = resolvedAt !== null && !told.resolved;
  if (!over && step <= told.step) return;
  const text = over ? texts.overNews(texts.how[resolution ?? 'changed']) : texts.worseNews;
  await client.chat.postMessage({
    channel: told.channelId,
    thread_ts: told.messageId,
    text: plainText([text]),
  });
}

function contentOf({ text, blocks }: Message) {
  return { text, blocks: [...blocks] };
}
