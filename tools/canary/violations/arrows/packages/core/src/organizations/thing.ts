export const thing = 'organizations';
