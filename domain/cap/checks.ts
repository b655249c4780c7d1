/** Every rule of CAP 1.2 beyond its schema, by name. */
export const capCheckNames = ['identifier_form'] as const;
export type CapCheckName = (typeof capCheckNames)[number];
