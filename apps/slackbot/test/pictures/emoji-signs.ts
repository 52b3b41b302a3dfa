/** The emoji that are in pictures, drawn on 16 by 16: a machine without a font for emoji would show empty boxes. */
const SIGNS: Readonly<Record<string, string>> = {
  white_check_mark: `${box('#3aa657')}<path d="M4 8.5l2.7 2.7L12 5.5" ${stroke('#fff', 2)}/>`,
  information_source: `${box('#3b88c3')}<circle cx="8" cy="4.4" r="1.2" fill="#fff"/><path d="M8 7.2v5" ${stroke('#fff', 2)}/>`,
  x: `<path d="M3 3l10 10M13 3L3 13" ${stroke('#dd2e44', 3)}/>`,
  warning:
    '<path d="M8 1l7.4 13.4H.6z" fill="#ffcc4d"/><path d="M8 5.6v4" stroke="#231f20" stroke-width="1.8" stroke-linecap="round"/><circle cx="8" cy="12" r="1" fill="#231f20"/>',
  pencil2:
    '<path d="M2.5 13.5l1-3.5 7.6-7.6 2.5 2.5L6 12.5z" fill="#f4900c"/><path d="M2.5 13.5l1-3.5L6 12.5z" fill="#292f33"/><path d="M1.5 15h13" stroke="#8899a6" stroke-width="1.2"/>',
  hourglass_flowing_sand: `<path d="M4 2.5c0 3 3 4 3 5.5s-3 2.5-3 5.5h8c0-3-3-4-3-5.5s3-2.5 3-5.5z" fill="#cfe8f7" stroke="#8899a6" stroke-width=".8"/><path d="M5.5 13c.3-1.6 1.6-2 2.5-2.6.9.6 2.2 1 2.5 2.6zM6 5h4L8 7.2z" fill="#ffac33"/><path d="M3 2h10M3 14h10" ${stroke('#66757f', 1.6)}/>`,
  bulb: '<path d="M8 1a4.8 4.8 0 0 0-2.8 8.7c.5.4.8 1 .8 1.7h4c0-.7.3-1.3.8-1.7A4.8 4.8 0 0 0 8 1z" fill="#ffd983"/><path d="M6.2 12.5h3.6M6.8 14.3h2.4" stroke="#66757f" stroke-width="1.3" stroke-linecap="round"/>',
  key: `<circle cx="4.7" cy="8" r="2.7" ${stroke('#c1912b', 1.9)}/><path d="M7.4 8H14.5v2.4M11.8 8v2" ${stroke('#c1912b', 1.9)}/>`,
  lock: `<path d="M5 7V5a3 3 0 0 1 6 0v2" ${stroke('#aab8c2', 1.7)}/><rect x="3" y="7" width="10" height="7.5" rx="1.5" fill="#ffac33"/>`,
  heavy_minus_sign: `<path d="M3 8h10" ${stroke('#66757f', 2.6)}/>`,
  rotating_light: `<path d="M4 12V8a4 4 0 0 1 8 0v4z" fill="#dd2e44"/><rect x="2.5" y="12" width="11" height="2.5" rx=".8" fill="#66757f"/><path d="M8 .8v1.4M2.6 3l1 1M13.4 3l-1 1" ${stroke('#dd2e44', 1.2)}/>`,
};

/** An emoji as an inline picture, by its name in Slack. @throws Error for one that is not drawn yet. */
export function emojiSign(name: string): string {
  const drawn = SIGNS[name];
  if (drawn === undefined) throw new Error(`There is no picture of :${name}: yet.`);
  return `<svg class="emoji" viewBox="0 0 16 16">${drawn}</svg>`;
}

function box(color: string): string {
  return `<rect x="1" y="1" width="14" height="14" rx="2.5" fill="${color}"/>`;
}

function stroke(color: string, width: number): string {
  return `fill="none" stroke="${color}" stroke-width="${String(width)}" stroke-linecap="round" stroke-linejoin="round"`;
}
