export interface Geo {
  lat?: number;
  lng?: number;
}

/**
 * Reads what people paste from a map: „50.9271, 11.5892“, with comma or blank between the numbers, or
 * with German decimal commas. Undefined when it is not two numbers on the globe.
 */
export function parseGeo(text: string): Geo | undefined {
  const match = /^\s*(-?\d{1,3}(?:[.,]\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*$/.exec(text);
  if (!match) return undefined;
  const lat = Number(match[1]?.replace(',', '.'));
  const lng = Number(match[2]?.replace(',', '.'));
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : undefined;
}
