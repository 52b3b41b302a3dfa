import type { Secret } from '../kernel/secret.ts';
import type { LinkDeps } from './link-deps.ts';
import { sealReply } from './link-reply.ts';

/** Changes what an app gave along with a link that it made, such as where the message stands that is to be changed. */
export async function updateLinkReply(
  deps: { readonly storage: Pick<LinkDeps['storage'], 'links'> } & Pick<LinkDeps, 'sealer'>,
  { id, reply }: { readonly id: string; readonly reply: Secret },
): Promise<void> {
  await deps.storage.links.updateReply(id, sealReply(deps.sealer, id, reply));
}
