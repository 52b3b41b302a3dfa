import { DELIVERY_REASON_TEXTS, type DeliveryReason } from '@postern/core';

/** A delivery's reason in words, with the code that logs and metrics use. */
export function reasonText(reason: DeliveryReason): string {
  return `${DELIVERY_REASON_TEXTS[reason].en} [${reason}]`;
}
