import type { AutomationEvent } from '../events/automation-event.ts';
import type { Localized } from '../kernel/language.ts';
import type { Secret } from '../kernel/secret.ts';
import type { SourceKind } from './source.ts';

/** A request as it came: what signatures are made over. */
export interface WebhookRequest {
  /** Lower-case names; a header that came twice has both values, in order. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** The raw bytes. */
  readonly body: Uint8Array;
}

/** A secret of a source, open and ready to verify with. */
export interface LiveSecret {
  readonly id: string;
  readonly secret: Secret;
}

/** Whether a request is authentic. Every `ok: false` is one and the same 401 to the sender; the reason is for logs and metrics. */
export type Verification =
  | {
      readonly ok: true;
      /** The secret that fitted. */
      readonly secretId: string;
      /** Which of the documented forms the signature had, such as `base64` or `sha256=hex`. */
      readonly form: string;
    }
  | {
      readonly ok: false;
      readonly reason:
        | 'signature-missing'
        | 'signature-doubled'
        | 'signature-malformed'
        | 'signature-wrong'
        | 'timestamp-outside';
    };

/** What a verified request says. */
export type ParsedReport =
  | {
      readonly kind: 'events';
      /** Within the source: reports with the same key are the same. At most 100 characters. */
      readonly dedupeKey: string;
      /** At least one; one per entity that the payload names. */
      readonly events: readonly AutomationEvent[];
    }
  | {
      readonly kind: 'quarantine';
      readonly dedupeKey: string;
      readonly reason: 'not-json' | 'wrong-shape' | 'too-deep' | 'duplicate-keys' | 'too-many-events';
      /** A sentence for people: where in the payload, and what was expected. */
      readonly explanation: string;
    };

/** One kind of sender: one file, one line in the registry. Pure. */
export interface SourceKindDefinition {
  readonly kind: SourceKind;
  readonly label: Localized;
  /** What to do at the sender's side, with the URL and where the secret goes. */
  readonly setup: Localized;
  /** A new secret in the sender's own form, from `random(bytes)`. */
  newSecret(random: (bytes: number) => Uint8Array): Secret;
  /** @throws AppError `input-invalid` when a secret that people bring has not the sender's form. */
  acceptSecret(secret: Secret): Secret;
  /** Constant-time over the secrets; `now` in epoch milliseconds. */
  verify(request: WebhookRequest, secrets: readonly LiveSecret[], now: number): Verification;
  /** Never throws for any body. `receivedAt` in epoch milliseconds. */
  parse(request: WebhookRequest, receivedAt: number): ParsedReport;
}
