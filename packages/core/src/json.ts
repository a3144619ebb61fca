/** What JSON can hold: the form of every state, configuration and manifest that is saved. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
