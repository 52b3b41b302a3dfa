const listening = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when the signal is given; gives the function that stops listening. One listener a signal, however many wait
 * for it: adding one to the signal for every message costs more than sending the message's commands.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = callbacksOf(signal);
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

function callbacksOf(signal: AbortSignal): Set<() => void> {
  const known = listening.get(signal);
  if (known !== undefined) return known;
  const callbacks = new Set<() => void>();
  listening.set(signal, callbacks);
  signal.addEventListener(
    'abort',
    () => {
      for (const callback of [...callbacks]) callback();
      callbacks.clear();
    },
    { once: true },
  );
  return callbacks;
}
