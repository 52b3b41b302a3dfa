import type { App, BlockAction, ButtonAction, StaticSelectAction, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import type { InFlight } from '../in-flight.ts';
import type { Desk } from '../desk.ts';
import { EDIT_FORM } from './edit-form.ts';
import { EDIT_ACTIONS } from './edit-modal.ts';
import { onEditAction } from './on-edit-action.ts';
import { onSubmission } from './on-submission.ts';

/** A select can be emptied, which Bolt's types do not know. */
const choiceSchema = z.object({ selected_option: z.object({ value: z.string() }).nullish() });

/** Takes what people do in the form that `edit` opens. */
export function listenToForms(app: App, desk: Desk, inFlight: InFlight): void {
  app.view<ViewSubmitAction>({ callback_id: EDIT_FORM, type: 'view_submission' }, ({ body, ack, client }) =>
    inFlight.run(() => onSubmission(desk, { body, ack, client })),
  );
  for (const id of Object.values(EDIT_ACTIONS)) {
    app.action<BlockAction<ButtonAction | StaticSelectAction>>(id, ({ body, payload, ack, client }) =>
      inFlight.run(() => {
        const choice = choiceSchema.safeParse(payload);
        const value = choice.data?.selected_option?.value ?? null;
        return onEditAction(desk, { body, action: { id, value }, ack, client });
      }),
    );
  }
}
