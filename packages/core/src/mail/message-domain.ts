/** The domain of a mail address as it is written in identifiers: lower case, IDN in ASCII (RFC 5890). */
export function messageDomain(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = at === -1 ? '' : address.slice(at + 1);
  const host = URL.parse(`http://${domain}/`)?.hostname ?? '';
  // An identifier must not carry what an address that never passed our checks may hold; `.invalid` is RFC 2606's.
  return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(host) ? host : 'postern.invalid';
}
