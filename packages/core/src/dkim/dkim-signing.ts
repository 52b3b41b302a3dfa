import { domainToASCII } from 'node:url';
import { toAppError } from '../kernel/errors.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { Sealer } from '../kernel/sealer.ts';
import type { Secret } from '../kernel/secret.ts';
import type { MailSigning } from '../smtp/mail-signing.ts';
import { dkimPlace, type DkimKey } from './dkim-key.ts';
import type { DkimStore } from './dkim-store.ts';

/** What a mail is signed with. */
export interface DkimIdentity {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: Secret;
}

/** Puts a signature before a message; the message itself stays as it is. */
export type SignMessage = (raw: Uint8Array, identity: DkimIdentity) => Promise<Uint8Array>;

/** What {@link createDkimSigning} needs. */
export interface DkimSigningDeps {
  readonly storage: {
    readonly dkim: Pick<DkimStore, 'list'>;
    configurationVersion(): Promise<number>;
  };
  readonly sealer: Pick<Sealer, 'open'>;
  readonly signMessage: SignMessage;
}

/**
 * Signs mail with the enabled key of its level and From domain, else with the host's where it goes out over the host's
 * connection: an organization's server is never given anything that the host has signed. A key that does not open holds
 * the mail. Keys are kept for as long as the configuration stays as it is.
 */
export function createDkimSigning({ storage, sealer, signMessage }: DkimSigningDeps): MailSigning {
  let kept: { readonly version: number; readonly keys: Promise<ReadonlyMap<string, DkimKey>> } | null = null;

  async function enabledKeys(): Promise<ReadonlyMap<string, DkimKey>> {
    // Asked before the keys are read: after a change in between they are too new, never too old.
    const version = await storage.configurationVersion();
    if (kept?.version === version) return kept.keys;
    const keys = storage.dkim
      .list()
      .then((all) => new Map(all.filter(({ enabled }) => enabled).map((key) => [nameOf(key), key])));
    const mine = { version, keys };
    kept = mine;
    keys.catch(() => {
      if (kept === mine) kept = null;
    });
    return keys;
  }

  return async (raw, { level, owner, from }) => {
    const domain = domainToASCII(from.slice(from.lastIndexOf('@') + 1));
    const keys = await enabledKeys();
    const hosts = owner.kind === 'host' ? keys.get(nameOf({ level: owner, domain })) : undefined;
    const key = keys.get(nameOf({ level, domain })) ?? hosts;
    if (key === undefined) return { ok: true, raw };
    try {
      const privateKey = sealer.open(key.sealed, dkimPlace(key));
      return { ok: true, raw: await signMessage(raw, { domain, selector: key.selector, privateKey }) };
    } catch (error) {
      const { code, message } = toAppError(error);
      if (code === 'key-missing') return { ok: false, reason: code, text: message };
      if (code === 'seal-broken') return { ok: false, reason: 'secret-unreadable', text: message };
      throw error;
    }
  };
}

function nameOf({ level, domain }: { readonly level: Level; readonly domain: string }): string {
  return `${levelKey(level)} ${domain}`;
}
