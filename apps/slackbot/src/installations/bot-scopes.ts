/** What the app may do in a workspace; the manifest and the installer ask for the same. */
export const BOT_SCOPES: readonly string[] = [
  'commands',
  'chat:write',
  'im:write',
  'usergroups:read',
  'users:read',
];
