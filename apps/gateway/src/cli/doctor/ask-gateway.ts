import type { DoctorContext } from './finding.ts';

/** What the gateway on this machine says at a path; null: nothing answers. */
export async function askGateway(
  { services, patience }: Pick<DoctorContext, 'services' | 'patience'>,
  path: '/readyz' | '/metrics',
): Promise<{ readonly at: string; readonly status: number; readonly body: string } | null> {
  const at = gatewayAddress(services.config.listen, path);
  try {
    const answer = await fetch(at, { signal: AbortSignal.timeout(patience) });
    return { at, status: answer.status, body: await answer.text() };
  } catch {
    return null;
  }
}

/** Where it listens; at all addresses of the machine means here, too. */
export function gatewayAddress(
  { host, port }: { readonly host: string; readonly port: number },
  path: string,
): string {
  const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${here.includes(':') ? `[${here}]` : here}:${String(port)}${path}`;
}
