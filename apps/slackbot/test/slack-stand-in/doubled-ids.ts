/** A block, as far as its ids go. */
interface BlockWithIds {
  readonly type: string;
  readonly block_id?: string | undefined;
  readonly elements?: readonly { readonly action_id?: string | undefined }[] | readonly object[] | undefined;
}

/** Ids that stand twice where Slack takes them once, in its words. @param root where the blocks stand, such as `/blocks`. */
export function doubledIds(blocks: readonly BlockWithIds[], root: string): readonly string[] {
  const blockIds = blocks.map((block, at) => ({ id: block.block_id, pointer: `${root}/${at}/block_id` }));
  const actionIds = blocks.map(({ type, elements = [] }, at) =>
    (type === 'actions' ? elements : []).map((element, index) => ({
      id: 'action_id' in element ? String(element.action_id) : undefined,
      pointer: `${root}/${at}/elements/${index}/action_id`,
    })),
  );
  return [
    ...doubles(blockIds).map(
      ({ id, pointer }) => `[ERROR] \`block_id\` "${String(id)}" already exists [json-pointer:${pointer}]`,
    ),
    ...actionIds
      .flatMap(doubles)
      .map(
        ({ id, pointer }) => `[ERROR] \`action_id\` "${String(id)}" already exists [json-pointer:${pointer}]`,
      ),
  ];
}

interface PlacedId {
  readonly id: string | undefined;
  readonly pointer: string;
}

function doubles(ids: readonly PlacedId[]): readonly PlacedId[] {
  return ids.filter(
    ({ id }, at) => id !== undefined && ids.slice(0, at).some((earlier) => earlier.id === id),
  );
}
