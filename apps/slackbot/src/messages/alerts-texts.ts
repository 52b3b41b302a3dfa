import type { DeliveryState } from '@postern/core';

/** Texts of `/email-alerts`. */
export interface AlertsTexts {
  /** All titles are plain. */
  readonly deliveriesTitle: (level: string) => string;
  /** All levels together, plain. */
  readonly everywhere: string;
  /** Of a rule without matchers. */
  readonly everyEvent: string;
  readonly states: Readonly<Record<DeliveryState, string>>;
  readonly noDeliveries: string;
  readonly maybeTwice: string;
  readonly deliveryTitle: (address: string) => string;
  readonly event: (type: string, received: string) => string;
  readonly earlier: string;
  readonly noAttempts: string;
  readonly mail: string;
  readonly mailHidden: string;
  readonly replayed: string;
  readonly rulesTitle: (level: string) => string;
  readonly paused: string;
  readonly enabled: string;
  readonly to: (addresses: string) => string;
  readonly rulePaused: (name: string) => string;
  readonly ruleResumed: (name: string) => string;
  readonly ruleUnchanged: (name: string) => string;
  /** On buttons, plain. */
  readonly open: string;
  readonly replay: string;
  readonly pause: string;
  readonly resume: string;
}
