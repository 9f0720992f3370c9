/** A change of configuration as parameters of one statement. */

/** The columns in order; those of `json` are written as JSON text. What the change leaves out is null. */
export function columnValues<T extends object>(
  change: T,
  columns: readonly (keyof T)[],
  json: readonly (keyof T)[],
): unknown[] {
  return columns.map((column) => {
    const value = change[column];
    if (value === undefined || value === null) return null;
    return json.includes(column) ? JSON.stringify(value) : value;
  });
}
