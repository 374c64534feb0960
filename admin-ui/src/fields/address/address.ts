export interface Address {
  street?: string;
  extra?: string;
  postcode?: string;
  city?: string;
  district?: string;
  country?: string;
  municipality?: string;
}

/** The address in lines, as on a letter. The country is named only abroad. */
export function addressLines(address: Address): string[] {
  const place = [address.postcode, address.city].filter(Boolean).join(' ');
  const country = address.country && address.country !== 'DE' ? address.country : '';
  return [address.street, address.extra, [place, address.district].filter(Boolean).join(', '), country].filter(
    (line): line is string => Boolean(line),
  );
}
