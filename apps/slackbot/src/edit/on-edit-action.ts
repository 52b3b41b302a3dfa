import type { BlockAction, webApi } from '@slack/bolt';
import { problemOf } from '../commands/problem-of.ts';
import { messagesOf } from '../messages/messages-of.ts';
import { noticeOn } from '../modals/notice-on.ts';
import { showModal } from '../modals/show-modal.ts';
import type { Desk } from '../desk.ts';
import { personOf } from '../person-of.ts';
import { changeForm } from './change-form.ts';
import { readEditForm } from './edit-form.ts';
import { editModal } from './edit-modal.ts';
import { loadScene } from './load-scene.ts';
import { readTyped } from './typed-texts.ts';

/** A press or a choice in the form. */
export interface IncomingEditAction {
  readonly body: BlockAction;
  readonly action: { readonly id: string; readonly value: string | null };
  readonly ack: () => Promise<void>;
  readonly client: webApi.WebClient;
}

/** Changes the form; nothing is saved. What was typed stays in it, also when the database is gone. */
export async function onEditAction(desk: Desk, incoming: IncomingEditAction): Promise<void> {
  const { services } = desk;
  const { logger } = services;
  const { body, action, client } = incoming;
  const reference = services.newId();
  await incoming.ack().catch((error: unknown) => {
    logger.warn({ reference, error }, 'A press could not be acknowledged');
  });
  const { view } = body;
  if (view === undefined) return;
  const form = readEditForm(view.private_metadata);
  const teamId = body.team?.id ?? body.user.team_id ?? '';
  const at = { viewId: view.id, client, logger, reference };
  const person = await personOf(
    { teamId, userId: body.user.id, channelId: form?.channel ?? '' },
    { ...desk, client },
  );
  const texts = messagesOf(person.language);
  if (form?.teamId !== teamId) {
    const { what, next } = texts.edit.outdated;
    await showModal(noticeOn(view, `${what}\n${next}`), at);
    return;
  }
  try {
    if (person.trouble !== null) throw person.trouble;
    const opened = await loadScene(services, person, form);
    const typed = readTyped(view.state.values);
    const { scene, content } = changeForm(opened, action, { typed, fillName: reference });
    await showModal(editModal(scene, content), at);
  } catch (thrown) {
    const fields = { reference, form: view.callback_id, teamId, userId: body.user.id };
    const { what, next } = problemOf(thrown, { texts, logger, fields });
    await showModal(noticeOn(view, [what, next, texts.reference(reference)].join('\n')), at);
  }
}
