import type { ShownView } from './views.ts';

type Block = ShownView['view']['blocks'][number];
type Input = Extract<Block, { readonly type: 'input' }>;
type Field = Input['element'];

/** Puts something into the input of that block, as a person does: a text, or the value of an option. An empty text clears. */
export function fill(shown: ShownView, blockId: string, value: string): void {
  const input = shown.view.blocks.find(
    (block): block is Input => block.type === 'input' && block.block_id === blockId,
  );
  if (input === undefined) throw new Error(`The view has no input ${blockId}.`);
  const { element } = input;
  if (element.type === 'static_select' && !element.options.some((option) => option.value === value))
    throw new Error(`${blockId} has no option ${value}.`);
  shown.typed.set(keyOf(blockId, element), value);
}

/** What stands in the inputs, as `view.state.values`. */
export function stateValues(shown: ShownView): Readonly<Record<string, object>> {
  return Object.fromEntries(
    shown.view.blocks.flatMap((block) => {
      if (block.type !== 'input') return [];
      const { block_id: blockId = '', element } = block;
      return [[blockId, { [element.action_id ?? '']: stateOf(shown, blockId, element) }]];
    }),
  );
}

function stateOf({ typed }: ShownView, blockId: string, element: Field): object {
  const given = typed.get(keyOf(blockId, element));
  if (element.type === 'plain_text_input') {
    const value = given ?? element.initial_value ?? '';
    return { type: element.type, value: value === '' ? null : value };
  }
  const chosen =
    given === undefined ? element.initial_option : element.options.find(({ value }) => value === given);
  return { type: element.type, selected_option: chosen ?? null };
}

function keyOf(blockId: string, { action_id: actionId = '' }: Field): string {
  return `${blockId}\n${actionId}`;
}
