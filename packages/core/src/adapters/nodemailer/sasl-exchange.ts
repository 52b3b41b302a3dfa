/** A server's answer in the course of a sign-in. */
export interface SaslReply {
  readonly code: number;
  /** Without the code. */
  readonly text: string;
}

/** Says lines and hears answers until the last one, which it gives back; 235 means signed in. */
export type SaslExchange = (say: (line: string) => Promise<SaslReply>) => Promise<SaslReply & SaslWord>;

/** What a mechanism tells beyond the last reply. */
export interface SaslWord {
  /** Why the server refused a token, in its own words (RFC 7628 section 3.2.2). */
  readonly reason?: { readonly status: string; readonly text: string } | null;
}
