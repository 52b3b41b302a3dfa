import { webApi } from '@slack/bolt';
import { ErrorCode } from '@slack/oauth';

/** Why the app was not installed. */
export type InstallFailure =
  /** The person said no on Slack's page. */
  | 'cancelled'
  /** The way back was forged, used before, of another browser, or too old. */
  | 'stale'
  /** For a whole Enterprise organization, which the bot does not do. */
  | 'whole-organization'
  /** Slack did not take the code, or could not be reached. */
  | 'refused'
  /** Our own trouble, such as a database that cannot be written. */
  | 'broken';

const STALE: readonly string[] = [
  ErrorCode.InvalidStateError,
  ErrorCode.MissingStateError,
  ErrorCode.MissingCodeError,
];

/** What an error of Slack's installer comes to. */
export function installFailure({ code }: { readonly code?: string | undefined }): InstallFailure {
  if (code === ErrorCode.AuthorizationError) return 'cancelled';
  if (code !== undefined && STALE.includes(code)) return 'stale';
  return OF_SLACK.includes(code ?? '') ? 'refused' : 'broken';
}

const OF_SLACK: readonly string[] = Object.values(webApi.ErrorCode);
