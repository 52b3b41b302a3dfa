export const thing = 'delivery';
