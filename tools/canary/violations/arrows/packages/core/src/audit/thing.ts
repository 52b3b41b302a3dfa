export const thing = 'audit';
