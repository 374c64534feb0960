// What the compiler says of the types: nothing here runs. A line that must not compile stands under a directive
// that expects its error, and is an error itself where the line does compile.
import { Client, LotseError, type AnyItem, type Event, type Offer, type OfferDraft, type Place } from '../src/index.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T => true as T;

// A name of its own for every content type, with its own fields.
holds<Same<Offer['type'], 'offer'>>();
holds<Same<Event['type'], 'event'>>();
holds<Same<Offer['fields']['title'], string>>();
holds<Same<Offer['fields']['costs'], 'free' | 'paid' | 'partly' | 'unknown' | undefined>>();
holds<Same<Offer['expiresAt'], string | null>>();
holds<Same<OfferDraft['fields']['title'], string | undefined>>();

declare const offer: Offer;
declare const place: Place;
declare const any: AnyItem;
const title: string = offer.fields.title;
const languages: string[] | undefined = offer.fields.languages;
const latitude: number | undefined = place.fields.geo?.lat;
// @ts-expect-error a misspelt field
void offer.fields.tilte;
// @ts-expect-error places have no costs
void place.fields.costs;
// @ts-expect-error no such choice
void (offer.fields.costs === 'gratis');

// The type of an item decides which fields it has.
if (any.type === 'event') void any.fields.schedule;
// @ts-expect-error not every type has a schedule
void any.fields.schedule;

// Questions are typed by what the content type declares.
const client = new Client('https://lotse.example.org');
export async function questions(): Promise<void> {
  for await (const one of client.list('offer', { 'filter[costs]': 'free', locale: 'ar', fallback: true })) {
    holds<Same<(typeof one)['type'], 'offer'>>();
  }
  const found = await client.item('event', 'sommerfest', { include: 'place' });
  void found.fields.schedule;
  // @ts-expect-error no such content type
  await client.item('offers', 'x');
  // @ts-expect-error no such filter
  await client.page('offer', { 'filter[title]': 'x' });
  // @ts-expect-error categories have no filter for costs
  await client.page('category', { 'filter[costs]': 'free' });
}

export function refusal(error: unknown): string {
  return error instanceof LotseError ? error.code : '';
}
void [title, languages, latitude];
