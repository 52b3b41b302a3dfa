import { isJsonObject, type JsonObject } from '../json-object.ts';

/**
 * The entities that a report holds under these names, each of which may be one object or a list of them: UiPath's
 * documentation shows both for the same types. What is no object is passed over.
 */
export function entitiesOf(body: JsonObject, names: readonly string[]): readonly JsonObject[] {
  return names.flatMap((name) => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.filter(isJsonObject);
  });
}
