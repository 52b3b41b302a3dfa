import type { IncomingMessage, ServerResponse } from 'node:http';

/** How much of an unwanted body is read and thrown away before the connection is closed, in bytes. */
const LINGER_BYTES = 4 * 1_048_576;
/** And for how long, in milliseconds. */
const LINGER_TIME = 1_000;
/** A declared rest of this size is left to Node to discard, and the connection is kept. */
const SMALL = 65_536;

/**
 * Ends a response whose request may not have been read to its end. Closing a socket that still has unread bytes resets
 * it, and the sender loses the answer (RFC 9112 section 9.6); so the answer goes out whole, the rest is discarded for a
 * moment, and only then the connection ends. Nothing of it is kept.
 */
export function endUnread(response: ServerResponse, body: string): void {
  response.setHeader('Content-Length', Buffer.byteLength(body));
  if (nothingLeft(response.req)) {
    response.end(body);
    return;
  }
  response.setHeader('Connection', 'close');
  response.write(body);
  discardRest(response.req, () => response.end());
}

function nothingLeft(request: IncomingMessage): boolean {
  if (request.complete) return true;
  // Whoever asks before sending (RFC 9110 section 10.1.1) may now send the body or not: only closing is unambiguous.
  if (request.headers.expect !== undefined || request.headers['transfer-encoding'] !== undefined)
    return false;
  return !request.readableDidRead && Number(request.headers['content-length'] ?? 0) <= SMALL;
}

function discardRest(request: IncomingMessage, done: () => void): void {
  let left = LINGER_BYTES;
  const timer = setTimeout(stop, LINGER_TIME);
  const onData = (chunk: Buffer): void => {
    left -= chunk.length;
    if (left < 0) stop();
  };
  function stop(): void {
    clearTimeout(timer);
    request.off('data', onData).off('end', stop).off('close', stop).pause();
    done();
  }
  request.on('data', onData).on('end', stop).on('close', stop).resume();
}
