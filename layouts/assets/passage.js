export function passage() {}
