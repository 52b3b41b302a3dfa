/** What a person sees who opens the gateway in a browser. */
export function homePage(version: string): string {
  return `Postern ${version}: webhooks in, mail out.

POST /webhooks/{source}   signed webhooks of automation platforms
GET  /links/{token}       a one-time page for one person
GET  /healthz             whether the process is alive
GET  /readyz              whether it can take webhooks and send mail now
GET  /metrics             metrics for Prometheus
GET  /openapi.json        all of this for machines
GET  /problems/{code}     what a problem's type means
`;
}
