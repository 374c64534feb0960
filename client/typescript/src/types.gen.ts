// Written by `npm run generate` from the OpenAPI document of the delivery API. Do not edit.

import type { components, paths } from './schema.gen.js';

/** What is published of the type `article`. */
export type Article = components['schemas']['ArticleItem'];
/** The same on a preview, where anything may still be missing. */
export type ArticleDraft = Omit<Article, 'fields'> & { fields: Partial<Article['fields']> };

/** What is published of the type `category`. */
export type Category = components['schemas']['CategoryItem'];
/** The same on a preview, where anything may still be missing. */
export type CategoryDraft = Omit<Category, 'fields'> & { fields: Partial<Category['fields']> };

/** What is published of the type `event`. */
export type Event = components['schemas']['EventItem'];
/** The same on a preview, where anything may still be missing. */
export type EventDraft = Omit<Event, 'fields'> & { fields: Partial<Event['fields']> };

/** What is published of the type `job`. */
export type Job = components['schemas']['JobItem'];
/** The same on a preview, where anything may still be missing. */
export type JobDraft = Omit<Job, 'fields'> & { fields: Partial<Job['fields']> };

/** What is published of the type `offer`. */
export type Offer = components['schemas']['OfferItem'];
/** The same on a preview, where anything may still be missing. */
export type OfferDraft = Omit<Offer, 'fields'> & { fields: Partial<Offer['fields']> };

/** What is published of the type `organisation`. */
export type Organisation = components['schemas']['OrganisationItem'];
/** The same on a preview, where anything may still be missing. */
export type OrganisationDraft = Omit<Organisation, 'fields'> & { fields: Partial<Organisation['fields']> };

/** What is published of the type `place`. */
export type Place = components['schemas']['PlaceItem'];
/** The same on a preview, where anything may still be missing. */
export type PlaceDraft = Omit<Place, 'fields'> & { fields: Partial<Place['fields']> };

/** Every content type: its items, and what its lists and items may be asked. */
export interface Types {
  'article': {
    item: Article;
    draft: ArticleDraft;
    list: NonNullable<paths['/content/v1/article']['get']['parameters']['query']>;
    view: NonNullable<paths['/content/v1/article/{idOrSlug}']['get']['parameters']['query']>;
  };
  'category': {
    item: Category;
    draft: CategoryDraft;
    list: NonNullable<paths['/content/v1/category']['get']['parameters']['query']>;
    view: NonNullable<paths['/content/v1/category/{idOrSlug}']['get']['parameters']['query']>;
  };
  'event': {
    item: Event;
    draft: EventDraft;
    list: NonNullable<paths['/content/v1/event']['get']['parameters']['query']>;
    view: NonNullable<paths['/content/v1/event/{idOrSlug}']['get']['parameters']['query']>;
  };
  'job': {
    item: Job;
    draft: JobDraft;
    list: NonNullable<paths['/content/v1/job']['get']['parameters']['query']>;
    view: NonNullable<paths['/content/v1/job/{idOrSlug}']['get']['parameters']['query']>;
  };
  'offer': {
    item: Offer;
    draft: OfferDraft;
    list: NonNullable<paths['/content/v1/offer']['get']['parameters']['query']>;
    view: NonNullable<paths['/content/v1/offer/{idOrSlug}']['get']['parameters']['query']>;
  };
  'organisation': {
    item: Organisation;
    draft: OrganisationDraft;
    list: NonNullable<paths['/content/v1/organisation']['get']['parameters']['query']>;
    view: NonNullable<paths['/content/v1/organisation/{idOrSlug}']['get']['parameters']['query']>;
  };
  'place': {
    item: Place;
    draft: PlaceDraft;
    list: NonNullable<paths['/content/v1/place']['get']['parameters']['query']>;
    view: NonNullable<paths['/content/v1/place/{idOrSlug}']['get']['parameters']['query']>;
  };
}
