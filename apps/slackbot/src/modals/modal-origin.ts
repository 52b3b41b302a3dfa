import { z } from 'zod';
import { parseJson } from '../words/parse-json.ts';

/** Where a modal was opened from: it goes with the modal through Slack and back, as its `private_metadata`. */
export const modalOriginSchema = z.object({
  /** The channel of the command or the message; empty from the Home tab. */
  channel: z.string(),
  /** The page of the Home tab it was opened from, which is published anew after an action; null: from elsewhere. */
  home: z.string().nullable(),
});

/** See {@link modalOriginSchema}. */
export type ModalOrigin = z.output<typeof modalOriginSchema>;

/** The origin that a modal carries, whatever else it does. */
export function originOf(privateMetadata: string): ModalOrigin {
  const parsed = modalOriginSchema.safeParse(parseJson(privateMetadata));
  return parsed.success ? parsed.data : { channel: '', home: null };
}
