import type { UnusableReason } from '../settings/effective-settings.ts';
import type { DiagnosisStage } from './smtp-transport.ts';
import type { TestSubject } from './test-subject.ts';
import type { Verdict } from './verdict.ts';

/** What a test came to. */
export type SettingsTest =
  /** The person has tested this level too often; nothing was tried. `wait` is in milliseconds. */
  | { readonly outcome: 'too-often'; readonly wait: number }
  /** There is nothing to try: the settings lack something. Nothing is recorded. */
  | {
      readonly outcome: 'unusable';
      readonly which: 'draft' | 'active';
      readonly reasons: readonly UnusableReason[];
    }
  /** A secret cannot be had. Nothing is recorded. */
  | {
      readonly outcome: 'secret-closed';
      readonly which: 'draft' | 'active';
      readonly reason: 'key-missing' | 'secret-unreadable';
      /** For administrators. */
      readonly text: string;
    }
  | {
      readonly outcome: 'passed' | 'failed';
      readonly which: 'draft' | 'active';
      /** The revision that was tested, and where the result is written down. */
      readonly revision: TestSubject['revision'];
      readonly server: { readonly host: string; readonly port: number };
      readonly stages: readonly DiagnosisStage[];
      /** Null when it passed. */
      readonly verdict: Verdict | null;
      /** The draft passed, and mail goes out with it from now on. */
      readonly activated: boolean;
      /** Why a draft that passed is not active all the same; null otherwise. */
      readonly notActivated: string | null;
      /** The Message-ID of the mail that was sent, or would have been; null without one. */
      readonly messageId: string | null;
      /** What the server calls the mail that it accepted, when it says so. */
      readonly queueId: string | null;
    };
