import { describe, expect, it } from 'vitest';
import { parseGeo } from './geo';

describe('parseGeo', () => {
  it.each(['50.9271, 11.5892', '50.9271 11.5892', '50,9271 11,5892', '50,9271; 11,5892'])('reads %s', (text) => {
    expect(parseGeo(text)).toEqual({ lat: 50.9271, lng: 11.5892 });
  });
  it.each(['50.9271', 'Jena', '91, 11', '50, 181'])('refuses %s', (text) => {
    expect(parseGeo(text)).toBeUndefined();
  });
});
