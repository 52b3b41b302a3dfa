import type { Severity } from '../../events/automation-event.ts';

/** Colours of one severity in one mode, as `#rrggbb`. */
export interface SeverityColors {
  /** The bar on top of the card. */
  readonly bar: string;
  readonly badge: string;
  readonly badgeText: string;
}

/** Colours by severity, for light and for dark surroundings. The words on a badge reach WCAG AA: 4.5 to 1. */
export const SEVERITY_PALETTE: Readonly<
  Record<Severity, Readonly<Record<'light' | 'dark', SeverityColors>>>
> = {
  info: {
    light: { bar: '#4b7bb5', badge: '#e3edf8', badgeText: '#174a7e' },
    dark: { bar: '#5b96d6', badge: '#16304d', badgeText: '#a9cdf2' },
  },
  success: {
    light: { bar: '#2a8a57', badge: '#e0f3e8', badgeText: '#0f5c35' },
    dark: { bar: '#3fb27f', badge: '#12352a', badgeText: '#8fe0b8' },
  },
  warn: {
    light: { bar: '#bf7a00', badge: '#fdf0d5', badgeText: '#7a4b00' },
    dark: { bar: '#d69a2d', badge: '#3d2c0a', badgeText: '#f3cf87' },
  },
  error: {
    light: { bar: '#cf3a34', badge: '#fde7e6', badgeText: '#9b1c17' },
    dark: { bar: '#f0625b', badge: '#47191a', badgeText: '#ffb3ae' },
  },
  // Filled, so that it differs from an error by more than its hue.
  fatal: {
    light: { bar: '#86123d', badge: '#86123d', badgeText: '#ffffff' },
    dark: { bar: '#e64980', badge: '#b02559', badgeText: '#ffffff' },
  },
};
