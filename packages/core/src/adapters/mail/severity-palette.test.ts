import { describe, expect, test } from 'vitest';
import { SEVERITIES } from '../../events/automation-event.ts';
import { SEVERITY_PALETTE } from './severity-palette.ts';

/** WCAG 2.2: relative luminance of `#rrggbb`. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const CARD = { light: '#ffffff', dark: '#161b22' } as const;

describe.each(SEVERITIES)('%s', (severity) => {
  test.each(['light', 'dark'] as const)('is readable in %s surroundings', (mode) => {
    const { bar, badge, badgeText } = SEVERITY_PALETTE[severity][mode];
    // WCAG AA: 4.5 for text, 3 for what is not text but carries meaning.
    expect(contrast(badgeText, badge)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(bar, CARD[mode])).toBeGreaterThanOrEqual(3);
  });
});
