import type { TakenMessage } from '../slack-stand-in/check-message.ts';
import type { TakenView } from '../slack-stand-in/check-view.ts';
import { mrkdwnHtml, plainHtml } from './mrkdwn-html.ts';

type Block = TakenMessage['blocks'][number] | TakenView['blocks'][number];
type Text = { readonly type: 'plain_text' | 'mrkdwn'; readonly text: string };

/** A message, a modal or a Home tab as a page that looks like Slack: for pictures, made of the blocks that Slack gets. */
export function surfaceHtml(surface: TakenMessage | TakenView): string {
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><div id="picture">${frame(surface)}</div>`;
}

function frame(surface: TakenMessage | TakenView): string {
  const body = surface.blocks.map(blockHtml).join('');
  if (!('type' in surface))
    return `<div class="message"><i class="face">P</i><div><p class="who"><b>Postern</b> <span>APP</span> 9:00</p>${body}</div></div>`;
  if (surface.type === 'home') return `<div class="home">${body}</div>`;
  const { title, close, submit } = surface;
  const foot = [close, submit].map((text, at) =>
    text === undefined
      ? ''
      : `<span class="button${at === 1 ? ' primary' : ''}">${plainHtml(text.text)}</span>`,
  );
  return `<div class="modal"><p class="title"><i class="face">P</i>${plainHtml(title.text)}</p><div class="inside">${body}</div><p class="foot">${foot.join('')}</p></div>`;
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'header':
      return `<h2>${plainHtml(block.text.text)}</h2>`;
    case 'divider':
      return '<hr>';
    case 'section':
      return `<p>${[block.text, ...(block.fields ?? [])].map((text) => (text === undefined ? '' : textHtml(text))).join('<br>')}</p>`;
    case 'context':
      return `<p class="context">${block.elements.map(textHtml).join(' ')}</p>`;
    case 'actions':
      return `<p>${block.elements.map(({ text, style = '' }) => `<span class="button ${style}">${plainHtml(text.text)}</span>`).join('')}</p>`;
    case 'table':
      return `<table>${block.rows.map((row) => `<tr>${row.map(({ text }) => `<td>${plainHtml(text)}</td>`).join('')}</tr>`).join('')}</table>`;
    case 'input': {
      const { label, hint, element } = block;
      const chosen =
        element.type === 'static_select' ? element.initial_option?.text.text : element.initial_value;
      const inside =
        chosen === undefined
          ? `<span class="empty">${plainHtml(element.placeholder?.text ?? '')}</span>`
          : plainHtml(chosen);
      const arrow = element.type === 'static_select' ? '<span class="arrow">⌄</span>' : '';
      return `<div class="label"><b>${plainHtml(label.text)}</b></div><div class="input">${inside}${arrow}</div><div class="hint">${plainHtml(hint?.text ?? '')}</div>`;
    }
    default:
      return block satisfies never;
  }
}

function textHtml({ type, text }: Text): string {
  return type === 'mrkdwn' ? mrkdwnHtml(text) : plainHtml(text);
}

const STYLE = `
* { box-sizing: border-box; margin: 0; }
body { background: #fff; color: #1d1c1d; font: 15px/1.46 "Lato", "Helvetica Neue", "DejaVu Sans", sans-serif; }
#picture { width: 640px; padding: 16px; }
p, table, .label, .input, .hint { margin: 4px 0 8px; }
h2 { font-size: 18px; margin: 10px 0 4px; }
hr { border: 0; border-top: 1px solid #ddd; margin: 10px 0; }
code { font: 12px "DejaVu Sans Mono", monospace; color: #c01343; background: #f7f7f7; border: 1px solid #ddd; border-radius: 3px; padding: 1px 3px; }
.context, .hint { font-size: 12.5px; color: #616061; }
.emoji { width: 17px; height: 17px; vertical-align: -3px; margin-right: 2px; }
.mention { color: #1264a3; background: #e8f5fa; }
.button { display: inline-block; border: 1px solid #bbb; border-radius: 4px; padding: 4px 12px; margin: 0 8px 6px 0; font-weight: bold; font-size: 13.5px; }
.primary { background: #007a5a; border-color: #007a5a; color: #fff; }
.danger { background: #e01e5a; border-color: #e01e5a; color: #fff; }
table { border-collapse: collapse; font-size: 13px; }
td { border: 1px solid #ddd; padding: 4px 8px; }
tr:first-child td { font-weight: bold; background: #f8f8f8; }
.input { border: 1px solid #999; border-radius: 4px; padding: 6px 10px; }
.empty { color: #868686; }
.arrow { float: right; }
.face { display: inline-block; width: 36px; height: 36px; border-radius: 6px; background: #1f3a5f; color: #fff; font: bold 20px/36px sans-serif; text-align: center; margin-right: 10px; flex: none; }
.message { display: flex; }
.who span { font-size: 10px; background: #ddd; border-radius: 2px; padding: 0 3px; }
.modal { border: 1px solid #ccc; border-radius: 10px; box-shadow: 0 2px 10px #0002; }
.title { display: flex; align-items: center; font-weight: bold; font-size: 18px; padding: 14px 20px 6px; }
.inside { padding: 0 20px; }
.foot { border-top: 1px solid #ddd; text-align: right; padding: 12px 12px 6px; }
`;
