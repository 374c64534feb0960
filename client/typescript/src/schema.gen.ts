// Written by `npm run generate` from the OpenAPI document of the delivery API. Do not edit.
export interface paths {
    "/content/v1/article": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of what is published (Articles)
         * @description Open to everybody.
         */
        get: operations["listArticle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/article.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as an Atom feed (Articles)
         * @description Open to everybody.
         */
        get: operations["listArticleAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/article.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a table (Articles)
         * @description Open to everybody.
         */
        get: operations["listArticleCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/article.jsonfeed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a JSON Feed (Articles)
         * @description Open to everybody.
         */
        get: operations["listArticleJsonfeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/article.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list in the words of schema.org (Articles)
         * @description Open to everybody.
         */
        get: operations["listArticleJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/article/{idOrSlug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item, by id or slug (Articles)
         * @description A slug that the item had before is answered with 301 to the present one.
         *
         *     Open to everybody.
         */
        get: operations["getArticle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/article/{idOrSlug}.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item in the words of schema.org (Articles)
         * @description Open to everybody.
         */
        get: operations["getArticleJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/category": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of what is published (Topics)
         * @description Open to everybody.
         */
        get: operations["listCategory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/category.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as an Atom feed (Topics)
         * @description Open to everybody.
         */
        get: operations["listCategoryAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/category.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a table (Topics)
         * @description Open to everybody.
         */
        get: operations["listCategoryCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/category.jsonfeed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a JSON Feed (Topics)
         * @description Open to everybody.
         */
        get: operations["listCategoryJsonfeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/category.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list in the words of schema.org (Topics)
         * @description Open to everybody.
         */
        get: operations["listCategoryJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/category/{idOrSlug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item, by id or slug (Topics)
         * @description A slug that the item had before is answered with 301 to the present one.
         *
         *     Open to everybody.
         */
        get: operations["getCategory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/category/{idOrSlug}.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item in the words of schema.org (Topics)
         * @description Open to everybody.
         */
        get: operations["getCategoryJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of what is published (Events)
         * @description Open to everybody.
         */
        get: operations["listEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/event.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as an Atom feed (Events)
         * @description Open to everybody.
         */
        get: operations["listEventAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/event.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a table (Events)
         * @description Open to everybody.
         */
        get: operations["listEventCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/event.geojson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Those of the same list that have a point, for maps (Events)
         * @description Open to everybody.
         */
        get: operations["listEventGeojson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/event.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The dates of the same list as a calendar to subscribe to (Events)
         * @description Open to everybody.
         */
        get: operations["listEventIcs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/event.jsonfeed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a JSON Feed (Events)
         * @description Open to everybody.
         */
        get: operations["listEventJsonfeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/event.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list in the words of schema.org (Events)
         * @description Open to everybody.
         */
        get: operations["listEventJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/event/{idOrSlug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item, by id or slug (Events)
         * @description A slug that the item had before is answered with 301 to the present one.
         *
         *     Open to everybody.
         */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/event/{idOrSlug}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The dates of one item as a calendar (Events)
         * @description Open to everybody.
         */
        get: operations["getEventIcs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/event/{idOrSlug}.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item in the words of schema.org (Events)
         * @description Open to everybody.
         */
        get: operations["getEventJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/job": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of what is published (Jobs)
         * @description Open to everybody.
         */
        get: operations["listJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/job.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as an Atom feed (Jobs)
         * @description Open to everybody.
         */
        get: operations["listJobAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/job.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a table (Jobs)
         * @description Open to everybody.
         */
        get: operations["listJobCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/job.geojson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Those of the same list that have a point, for maps (Jobs)
         * @description Open to everybody.
         */
        get: operations["listJobGeojson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/job.jsonfeed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a JSON Feed (Jobs)
         * @description Open to everybody.
         */
        get: operations["listJobJsonfeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/job.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list in the words of schema.org (Jobs)
         * @description Open to everybody.
         */
        get: operations["listJobJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/job/{idOrSlug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item, by id or slug (Jobs)
         * @description A slug that the item had before is answered with 301 to the present one.
         *
         *     Open to everybody.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/job/{idOrSlug}.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item in the words of schema.org (Jobs)
         * @description Open to everybody.
         */
        get: operations["getJobJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/locales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Languages and what is shown instead
         * @description Open to everybody.
         */
        get: operations["getLocales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of what is published (Offers)
         * @description Open to everybody.
         */
        get: operations["listOffer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/offer.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as an Atom feed (Offers)
         * @description Open to everybody.
         */
        get: operations["listOfferAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/offer.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a table (Offers)
         * @description Open to everybody.
         */
        get: operations["listOfferCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/offer.geojson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Those of the same list that have a point, for maps (Offers)
         * @description Open to everybody.
         */
        get: operations["listOfferGeojson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/offer.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The dates of the same list as a calendar to subscribe to (Offers)
         * @description Open to everybody.
         */
        get: operations["listOfferIcs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/offer.jsonfeed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a JSON Feed (Offers)
         * @description Open to everybody.
         */
        get: operations["listOfferJsonfeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/offer.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list in the words of schema.org (Offers)
         * @description Open to everybody.
         */
        get: operations["listOfferJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/offer/{idOrSlug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item, by id or slug (Offers)
         * @description A slug that the item had before is answered with 301 to the present one.
         *
         *     Open to everybody.
         */
        get: operations["getOffer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/offer/{idOrSlug}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The dates of one item as a calendar (Offers)
         * @description Open to everybody.
         */
        get: operations["getOfferIcs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/offer/{idOrSlug}.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item in the words of schema.org (Offers)
         * @description Open to everybody.
         */
        get: operations["getOfferJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description Open to everybody.
         */
        get: operations["getOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of what is published (Organisations)
         * @description Open to everybody.
         */
        get: operations["listOrganisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/organisation.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as an Atom feed (Organisations)
         * @description Open to everybody.
         */
        get: operations["listOrganisationAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/organisation.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a table (Organisations)
         * @description Open to everybody.
         */
        get: operations["listOrganisationCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/organisation.geojson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Those of the same list that have a point, for maps (Organisations)
         * @description Open to everybody.
         */
        get: operations["listOrganisationGeojson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/organisation.jsonfeed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a JSON Feed (Organisations)
         * @description Open to everybody.
         */
        get: operations["listOrganisationJsonfeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/organisation.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list in the words of schema.org (Organisations)
         * @description Open to everybody.
         */
        get: operations["listOrganisationJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/organisation/{idOrSlug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item, by id or slug (Organisations)
         * @description A slug that the item had before is answered with 301 to the present one.
         *
         *     Open to everybody.
         */
        get: operations["getOrganisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/organisation/{idOrSlug}.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item in the words of schema.org (Organisations)
         * @description Open to everybody.
         */
        get: operations["getOrganisationJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of what is published (Places)
         * @description Open to everybody.
         */
        get: operations["listPlace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/place.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as an Atom feed (Places)
         * @description Open to everybody.
         */
        get: operations["listPlaceAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/place.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a table (Places)
         * @description Open to everybody.
         */
        get: operations["listPlaceCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/place.geojson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Those of the same list that have a point, for maps (Places)
         * @description Open to everybody.
         */
        get: operations["listPlaceGeojson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/place.jsonfeed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a JSON Feed (Places)
         * @description Open to everybody.
         */
        get: operations["listPlaceJsonfeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/place.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list in the words of schema.org (Places)
         * @description Open to everybody.
         */
        get: operations["listPlaceJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/place/{idOrSlug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item, by id or slug (Places)
         * @description A slug that the item had before is answered with 301 to the present one.
         *
         *     Open to everybody.
         */
        get: operations["getPlace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/place/{idOrSlug}.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item in the words of schema.org (Places)
         * @description Open to everybody.
         */
        get: operations["getPlaceJsonld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/preview/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A working copy that somebody showed by a link
         * @description Never to be kept or listed. A link that is wrong, expired or revoked answers 404.
         *
         *     Open to everybody.
         */
        get: operations["getPreviewByToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is published, of every type, by words
         * @description Open to everybody.
         */
        get: operations["getSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/sitemap-{part}.xml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One sitemap of the portal, with the languages of every page
         * @description Open to everybody.
         */
        get: operations["getSitemapByPartXml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/sitemap.xml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The list of the sitemaps of the portal
         * @description Open to everybody.
         */
        get: operations["getSitemapXml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Titles that begin like what is typed
         * @description Open to everybody.
         */
        get: operations["getSuggest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What has changed: keep a copy of everything, or of a part
         * @description Begin with initial=true, go on with the cursor. Deletes come without the item and say why. See docs/sync.md.
         *
         *     Open to everybody.
         */
        get: operations["getSync"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/sync/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many items there are, to compare a copy with
         * @description Open to everybody.
         */
        get: operations["getSyncCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/content/v1/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Content types: fields, filters, sorts, labels
         * @description Open to everybody.
         */
        get: operations["getTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ArticleItem: {
            /** @description With near: kilometres. */
            distance?: number;
            /** Format: date-time */
            expiresAt: string | null;
            /** @description With fallback: fields whose text is not in the locale asked for, and the locale that it is in. */
            fallbackFields?: {
                [key: string]: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            };
            /** @description With the parameter `fields` only those. */
            fields: {
                /** Text */
                body: string;
                /** Topics */
                categories: string[];
                /** Order */
                order?: number;
                /**
                 * Belongs under
                 * Format: uuid
                 */
                parent?: string;
                /** Related */
                related?: string[];
                /** Sources */
                sources?: {
                    id: string;
                    /** Name of the source */
                    label?: string;
                    /** Address */
                    url?: string & unknown;
                }[];
                /** In short */
                summary?: string;
                /** Title */
                title: string;
            };
            /** Format: uuid */
            id: string;
            /** @description With include, on a single item. */
            included?: Record<string, never>[];
            /** @enum {string} */
            locale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            locales: ("de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple")[];
            /** @description With from or to: the date that the line is about. */
            occurrence?: {
                /** Format: date-time */
                end: string;
                /**
                 * Format: date-time
                 * @description Where a moved date was before.
                 */
                originally?: string;
                /** Format: date-time */
                start: string;
                /** @enum {string} */
                status: "scheduled" | "moved" | "cancelled";
            };
            organisation: {
                /** Format: uuid */
                id: string;
                name: string;
                slug: string;
            };
            /** Format: date-time */
            publishedAt: string;
            slug: string;
            /** @description With q: a piece of the text, HTML of text and <mark>. */
            snippet?: string;
            translation: {
                /**
                 * Format: date-time
                 * @description When readers of the target group checked the text (Leichte Sprache).
                 */
                checkedAt?: string;
                /**
                 * @description machine where a machine made any of it.
                 * @enum {string}
                 */
                origin: "human" | "machine" | "import";
                /** @description The source has changed since. */
                outdated: boolean;
                /**
                 * Format: date-time
                 * @description When a second person approved the text; null where nobody did.
                 */
                reviewedAt: string | null;
                /** @enum {string} */
                sourceLocale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            } | null;
            /** @constant */
            type: "article";
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            verifiedAt: string | null;
        };
        CategoryItem: {
            /** @description With near: kilometres. */
            distance?: number;
            /** Format: date-time */
            expiresAt: string | null;
            /** @description With fallback: fields whose text is not in the locale asked for, and the locale that it is in. */
            fallbackFields?: {
                [key: string]: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            };
            /** @description With the parameter `fields` only those. */
            fields: {
                /**
                 * Icon
                 * @enum {unknown}
                 */
                icon?: "compass" | "home" | "school" | "work" | "health" | "family" | "law" | "language" | "money" | "people" | "leisure" | "transport";
                /** Order */
                order?: number;
                /**
                 * Belongs to
                 * Format: uuid
                 */
                parent?: string;
                /** In short */
                summary?: string;
                /** Name */
                title: string;
            };
            /** Format: uuid */
            id: string;
            /** @description With include, on a single item. */
            included?: Record<string, never>[];
            /** @enum {string} */
            locale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            locales: ("de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple")[];
            /** @description With from or to: the date that the line is about. */
            occurrence?: {
                /** Format: date-time */
                end: string;
                /**
                 * Format: date-time
                 * @description Where a moved date was before.
                 */
                originally?: string;
                /** Format: date-time */
                start: string;
                /** @enum {string} */
                status: "scheduled" | "moved" | "cancelled";
            };
            organisation: {
                /** Format: uuid */
                id: string;
                name: string;
                slug: string;
            };
            /** Format: date-time */
            publishedAt: string;
            slug: string;
            /** @description With q: a piece of the text, HTML of text and <mark>. */
            snippet?: string;
            translation: {
                /**
                 * Format: date-time
                 * @description When readers of the target group checked the text (Leichte Sprache).
                 */
                checkedAt?: string;
                /**
                 * @description machine where a machine made any of it.
                 * @enum {string}
                 */
                origin: "human" | "machine" | "import";
                /** @description The source has changed since. */
                outdated: boolean;
                /**
                 * Format: date-time
                 * @description When a second person approved the text; null where nobody did.
                 */
                reviewedAt: string | null;
                /** @enum {string} */
                sourceLocale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            } | null;
            /** @constant */
            type: "category";
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            verifiedAt: string | null;
        };
        EventItem: {
            /** @description With near: kilometres. */
            distance?: number;
            /** Format: date-time */
            expiresAt: string | null;
            /** @description With fallback: fields whose text is not in the locale asked for, and the locale that it is in. */
            fallbackFields?: {
                [key: string]: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            };
            /** @description With the parameter `fields` only those. */
            fields: {
                /** Accessibility */
                accessibility?: ("wheelchair" | "partly_wheelchair" | "accessible_toilet" | "lift" | "sign_language" | "induction_loop" | "easy_language" | "guide_dogs")[];
                /** Address */
                address?: {
                    city: string;
                    country: string & unknown;
                    district?: string;
                    extra?: string;
                    municipality?: string & unknown;
                    postcode?: string;
                    street?: string;
                };
                /** Topics */
                categories: string[];
                /** People to ask */
                contacts?: {
                    /**
                     * E-mail
                     * Format: email
                     */
                    email?: string;
                    id: string;
                    /** Name */
                    name?: string;
                    /** Phone */
                    phone?: string;
                    /** Role */
                    role?: string;
                }[];
                /**
                 * Costs
                 * @enum {unknown}
                 */
                costs?: "free" | "paid" | "partly" | "unknown";
                /** About the costs */
                costsNote?: string;
                /** Description */
                description?: string;
                /**
                 * E-mail (general)
                 * Format: email
                 */
                email?: string;
                /** Point on the map */
                geo?: {
                    lat: number;
                    lng: number;
                };
                /** Languages */
                languages?: ("de" | "en" | "ar" | "fa" | "prs" | "fr" | "es" | "ru" | "uk" | "tr" | "ku" | "ps" | "ti" | "so" | "pl" | "ro" | "bg" | "vi" | "ur" | "sq")[];
                /** Online */
                online?: boolean;
                /** Link to take part */
                onlineUrl?: string & unknown;
                /** Organiser */
                organiser?: string;
                /** Phone (general) */
                phone?: string;
                /**
                 * Place
                 * Format: uuid
                 */
                place?: string;
                /**
                 * Registration
                 * @enum {unknown}
                 */
                registration?: "none" | "recommended" | "required";
                /** Registration page */
                registrationUrl?: string & unknown;
                /** Date */
                schedule: {
                    allDay?: boolean;
                    changes?: {
                        date: string & unknown;
                        end?: string & unknown;
                        start?: string & unknown;
                        /** @enum {unknown} */
                        status: "moved" | "cancelled";
                    }[];
                    end?: string & unknown;
                    exclude?: (string & unknown)[];
                    include?: (string & unknown)[];
                    rule?: string;
                    start: string & unknown;
                    timezone?: string;
                };
                /** In short */
                summary?: string;
                /** Who is it for? */
                targetGroups?: ("everyone" | "refugees" | "migrants" | "women" | "men" | "children" | "youth" | "families" | "seniors" | "unaccompanied_minors" | "workers" | "students" | "lgbtiq" | "people_with_disabilities")[];
                /** Title */
                title: string;
                /** Website */
                url?: string & unknown;
            };
            /** Format: uuid */
            id: string;
            /** @description With include, on a single item. */
            included?: Record<string, never>[];
            /** @enum {string} */
            locale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            locales: ("de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple")[];
            /** @description With from or to: the date that the line is about. */
            occurrence?: {
                /** Format: date-time */
                end: string;
                /**
                 * Format: date-time
                 * @description Where a moved date was before.
                 */
                originally?: string;
                /** Format: date-time */
                start: string;
                /** @enum {string} */
                status: "scheduled" | "moved" | "cancelled";
            };
            organisation: {
                /** Format: uuid */
                id: string;
                name: string;
                slug: string;
            };
            /** Format: date-time */
            publishedAt: string;
            slug: string;
            /** @description With q: a piece of the text, HTML of text and <mark>. */
            snippet?: string;
            translation: {
                /**
                 * Format: date-time
                 * @description When readers of the target group checked the text (Leichte Sprache).
                 */
                checkedAt?: string;
                /**
                 * @description machine where a machine made any of it.
                 * @enum {string}
                 */
                origin: "human" | "machine" | "import";
                /** @description The source has changed since. */
                outdated: boolean;
                /**
                 * Format: date-time
                 * @description When a second person approved the text; null where nobody did.
                 */
                reviewedAt: string | null;
                /** @enum {string} */
                sourceLocale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            } | null;
            /** @constant */
            type: "event";
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            verifiedAt: string | null;
        };
        FacetValue: {
            /** Format: int64 */
            count: number;
            value: string;
        };
        FieldView: {
            /** @description Of the groups of a list. */
            fields?: components["schemas"]["FieldView"][] | null;
            help?: string;
            kind: string;
            label: string;
            localised: boolean;
            name: string;
            options?: components["schemas"]["OptionView"][] | null;
            required: boolean;
            /** @description The types that a reference leads to. */
            to?: string[] | null;
        };
        FilterView: {
            field: string;
            operators: ("any" | "all" | "gte" | "lte" | "gt" | "lt")[] | null;
        };
        Item: {
            /** Format: date-time */
            expiresAt: string | null;
            fields: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            locale: string;
            locales: string[] | null;
            organisation: components["schemas"]["OrganisationRef"];
            /** Format: date-time */
            publishedAt: string;
            slug: string;
            translation: components["schemas"]["ItemTranslation"] | null;
            type: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            verifiedAt: string | null;
        };
        ItemTranslation: {
            /** Format: date-time */
            checkedAt?: string;
            origin: string;
            outdated: boolean;
            /** Format: date-time */
            reviewedAt: string | null;
            sourceLocale: string;
        };
        JobItem: {
            /** @description With near: kilometres. */
            distance?: number;
            /** Format: date-time */
            expiresAt: string | null;
            /** @description With fallback: fields whose text is not in the locale asked for, and the locale that it is in. */
            fallbackFields?: {
                [key: string]: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            };
            /** @description With the parameter `fields` only those. */
            fields: {
                /** Address */
                address?: {
                    city: string;
                    country: string & unknown;
                    district?: string;
                    extra?: string;
                    municipality?: string & unknown;
                    postcode?: string;
                    street?: string;
                };
                /**
                 * E-mail for applications
                 * Format: email
                 */
                applyEmail?: string;
                /** Application page */
                applyUrl?: string & unknown;
                /** No experience needed */
                beginnersWelcome?: boolean;
                /** Topics */
                categories?: string[];
                /**
                 * Level of German needed
                 * @enum {unknown}
                 */
                cefrLevel?: "A0" | "A1" | "A2" | "B1" | "B2" | "C1" | "C2";
                /** People to ask */
                contacts?: {
                    /**
                     * E-mail
                     * Format: email
                     */
                    email?: string;
                    id: string;
                    /** Name */
                    name?: string;
                    /** Phone */
                    phone?: string;
                    /** Role */
                    role?: string;
                }[];
                /**
                 * Apply until
                 * Format: date
                 */
                deadline?: string;
                /** Tasks */
                description: string;
                /** Employer */
                employer: string;
                /** Type of employment */
                employmentTypes: ("full_time" | "part_time" | "mini_job" | "apprenticeship" | "internship" | "temporary" | "seasonal" | "voluntary_service" | "shift")[];
                /** ESCO occupation */
                esco?: string & unknown;
                /** Point on the map */
                geo?: {
                    lat: number;
                    lng: number;
                };
                /** Occupation code (KldB 2010) */
                kldb?: string & unknown;
                /** Languages at work */
                languages?: ("de" | "en" | "ar" | "fa" | "prs" | "fr" | "es" | "ru" | "uk" | "tr" | "ku" | "ps" | "ti" | "so" | "pl" | "ro" | "bg" | "vi" | "ur" | "sq")[];
                /** Occupation */
                occupation: string;
                /**
                 * Place of work
                 * Format: uuid
                 */
                place?: string;
                /** Number of positions */
                positions?: number;
                /** Help with the recognition of foreign qualifications */
                recognitionSupport?: boolean;
                /** Reference number */
                reference?: string;
                /**
                 * Working from home
                 * @enum {unknown}
                 */
                remote?: "none" | "partly" | "full";
                /** Requirements */
                requirements?: string;
                /** Pay */
                salary?: {
                    currency: string & unknown;
                    max?: number;
                    min?: number;
                    note?: string;
                    /** @enum {unknown} */
                    per: "hour" | "month" | "year" | "once";
                } | unknown | unknown | unknown;
                /**
                 * Starts on
                 * Format: date
                 */
                startDate?: string;
                /** Job title */
                title: string;
                /** Web page of the job */
                url?: string & unknown;
            };
            /** Format: uuid */
            id: string;
            /** @description With include, on a single item. */
            included?: Record<string, never>[];
            /** @enum {string} */
            locale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            locales: ("de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple")[];
            /** @description With from or to: the date that the line is about. */
            occurrence?: {
                /** Format: date-time */
                end: string;
                /**
                 * Format: date-time
                 * @description Where a moved date was before.
                 */
                originally?: string;
                /** Format: date-time */
                start: string;
                /** @enum {string} */
                status: "scheduled" | "moved" | "cancelled";
            };
            organisation: {
                /** Format: uuid */
                id: string;
                name: string;
                slug: string;
            };
            /** Format: date-time */
            publishedAt: string;
            slug: string;
            /** @description With q: a piece of the text, HTML of text and <mark>. */
            snippet?: string;
            translation: {
                /**
                 * Format: date-time
                 * @description When readers of the target group checked the text (Leichte Sprache).
                 */
                checkedAt?: string;
                /**
                 * @description machine where a machine made any of it.
                 * @enum {string}
                 */
                origin: "human" | "machine" | "import";
                /** @description The source has changed since. */
                outdated: boolean;
                /**
                 * Format: date-time
                 * @description When a second person approved the text; null where nobody did.
                 */
                reviewedAt: string | null;
                /** @enum {string} */
                sourceLocale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            } | null;
            /** @constant */
            type: "job";
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            verifiedAt: string | null;
        };
        ListAnswer: {
            /** @description What facets asked for: values by field, the most frequent first. */
            facets?: {
                [key: string]: components["schemas"]["FacetValue"][] | null;
            };
            /** @description What include asked for, each entry once. */
            included?: components["schemas"]["Item"][] | null;
            items: components["schemas"]["Item"][] | null;
            /** @description The cursor of what follows; null at the end. */
            next: string | null;
            /** @description How many lines the list has, with q, facets or total=true. */
            total?: components["schemas"]["Total"];
        };
        Locale: {
            alignment: string;
            direction: string;
            english: string;
            fallback: string[] | null;
            german: string;
            name: string;
            tag: string;
        };
        LocalesAnswer: {
            items: components["schemas"]["Locale"][] | null;
        };
        OfferItem: {
            /** @description With near: kilometres. */
            distance?: number;
            /** Format: date-time */
            expiresAt: string | null;
            /** @description With fallback: fields whose text is not in the locale asked for, and the locale that it is in. */
            fallbackFields?: {
                [key: string]: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            };
            /** @description With the parameter `fields` only those. */
            fields: {
                /** Accessibility */
                accessibility?: ("wheelchair" | "partly_wheelchair" | "accessible_toilet" | "lift" | "sign_language" | "induction_loop" | "easy_language" | "guide_dogs")[];
                /** Address */
                address?: {
                    city: string;
                    country: string & unknown;
                    district?: string;
                    extra?: string;
                    municipality?: string & unknown;
                    postcode?: string;
                    street?: string;
                };
                /** Topics */
                categories: string[];
                /** Level of German */
                cefrLevel?: ("A0" | "A1" | "A2" | "B1" | "B2" | "C1" | "C2")[];
                /** People to ask */
                contacts?: {
                    /**
                     * E-mail
                     * Format: email
                     */
                    email?: string;
                    id: string;
                    /** Name */
                    name?: string;
                    /** Phone */
                    phone?: string;
                    /** Role */
                    role?: string;
                }[];
                /**
                 * Costs
                 * @enum {unknown}
                 */
                costs?: "free" | "paid" | "partly" | "unknown";
                /** About the costs */
                costsNote?: string;
                /** Description */
                description: string;
                /**
                 * E-mail (general)
                 * Format: email
                 */
                email?: string;
                /** Point on the map */
                geo?: {
                    lat: number;
                    lng: number;
                };
                /** Languages spoken */
                languages?: ("de" | "en" | "ar" | "fa" | "prs" | "fr" | "es" | "ru" | "uk" | "tr" | "ku" | "ps" | "ti" | "so" | "pl" | "ro" | "bg" | "vi" | "ur" | "sq")[];
                /** Service key (LeiKa) */
                leikaKey?: string & unknown;
                /**
                 * Kind of offer
                 * @enum {unknown}
                 */
                offerType: "counselling" | "language_course" | "qualification" | "childcare_family" | "health" | "legal_aid" | "housing" | "leisure" | "volunteering" | "first_aid_arrival";
                /** Available online */
                online?: boolean;
                /** Opening hours */
                openingHours?: {
                    byAppointment?: boolean;
                    exceptions?: {
                        closed?: boolean;
                        /** Format: date */
                        from: string;
                        hours?: {
                            from: string & unknown;
                            to: string & unknown;
                        }[];
                        note?: string;
                        /** Format: date */
                        to: string;
                    }[];
                    /** @enum {unknown} */
                    holidays?: "closed" | "open";
                    weekly?: {
                        /** @enum {unknown} */
                        day: "mo" | "tu" | "we" | "th" | "fr" | "sa" | "su";
                        from: string & unknown;
                        to: string & unknown;
                    }[];
                };
                /** About the times */
                openingHoursNote?: string;
                /** Phone (general) */
                phone?: string;
                /** Places */
                places?: string[];
                /**
                 * Registration
                 * @enum {unknown}
                 */
                registration?: "none" | "recommended" | "required";
                /** Registration page */
                registrationUrl?: string & unknown;
                /** Dates */
                schedule?: {
                    allDay?: boolean;
                    changes?: {
                        date: string & unknown;
                        end?: string & unknown;
                        start?: string & unknown;
                        /** @enum {unknown} */
                        status: "moved" | "cancelled";
                    }[];
                    end?: string & unknown;
                    exclude?: (string & unknown)[];
                    include?: (string & unknown)[];
                    rule?: string;
                    start: string & unknown;
                    timezone?: string;
                };
                /** In short */
                summary: string;
                /** Who is it for? */
                targetGroups?: ("everyone" | "refugees" | "migrants" | "women" | "men" | "children" | "youth" | "families" | "seniors" | "unaccompanied_minors" | "workers" | "students" | "lgbtiq" | "people_with_disabilities")[];
                /** Title */
                title: string;
                /** Website */
                url?: string & unknown;
                /**
                 * Available from
                 * Format: date
                 */
                validFrom?: string;
                /**
                 * Available until
                 * Format: date
                 */
                validUntil?: string;
            };
            /** Format: uuid */
            id: string;
            /** @description With include, on a single item. */
            included?: Record<string, never>[];
            /** @enum {string} */
            locale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            locales: ("de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple")[];
            /** @description With from or to: the date that the line is about. */
            occurrence?: {
                /** Format: date-time */
                end: string;
                /**
                 * Format: date-time
                 * @description Where a moved date was before.
                 */
                originally?: string;
                /** Format: date-time */
                start: string;
                /** @enum {string} */
                status: "scheduled" | "moved" | "cancelled";
            };
            organisation: {
                /** Format: uuid */
                id: string;
                name: string;
                slug: string;
            };
            /** Format: date-time */
            publishedAt: string;
            slug: string;
            /** @description With q: a piece of the text, HTML of text and <mark>. */
            snippet?: string;
            translation: {
                /**
                 * Format: date-time
                 * @description When readers of the target group checked the text (Leichte Sprache).
                 */
                checkedAt?: string;
                /**
                 * @description machine where a machine made any of it.
                 * @enum {string}
                 */
                origin: "human" | "machine" | "import";
                /** @description The source has changed since. */
                outdated: boolean;
                /**
                 * Format: date-time
                 * @description When a second person approved the text; null where nobody did.
                 */
                reviewedAt: string | null;
                /** @enum {string} */
                sourceLocale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            } | null;
            /** @constant */
            type: "offer";
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            verifiedAt: string | null;
        };
        OptionView: {
            label: string;
            value: string;
        };
        OrganisationItem: {
            /** @description With near: kilometres. */
            distance?: number;
            /** Format: date-time */
            expiresAt: string | null;
            /** @description With fallback: fields whose text is not in the locale asked for, and the locale that it is in. */
            fallbackFields?: {
                [key: string]: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            };
            /** @description With the parameter `fields` only those. */
            fields: {
                /** Address */
                address?: {
                    city: string;
                    country: string & unknown;
                    district?: string;
                    extra?: string;
                    municipality?: string & unknown;
                    postcode?: string;
                    street?: string;
                };
                /** Description */
                description?: string;
                /**
                 * E-mail
                 * Format: email
                 */
                email?: string;
                /** Point on the map */
                geo?: {
                    lat: number;
                    lng: number;
                };
                /**
                 * Kind of organisation
                 * @enum {unknown}
                 */
                kind: "initiative" | "employer" | "ministry" | "agency";
                /** Languages */
                languages?: ("de" | "en" | "ar" | "fa" | "prs" | "fr" | "es" | "ru" | "uk" | "tr" | "ku" | "ps" | "ti" | "so" | "pl" | "ro" | "bg" | "vi" | "ur" | "sq")[];
                /** Phone */
                phone?: string;
                /** In short */
                summary?: string;
                /** Name */
                title: string;
                /** Website */
                url?: string & unknown;
            };
            /** Format: uuid */
            id: string;
            /** @description With include, on a single item. */
            included?: Record<string, never>[];
            /** @enum {string} */
            locale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            locales: ("de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple")[];
            /** @description With from or to: the date that the line is about. */
            occurrence?: {
                /** Format: date-time */
                end: string;
                /**
                 * Format: date-time
                 * @description Where a moved date was before.
                 */
                originally?: string;
                /** Format: date-time */
                start: string;
                /** @enum {string} */
                status: "scheduled" | "moved" | "cancelled";
            };
            organisation: {
                /** Format: uuid */
                id: string;
                name: string;
                slug: string;
            };
            /** Format: date-time */
            publishedAt: string;
            slug: string;
            /** @description With q: a piece of the text, HTML of text and <mark>. */
            snippet?: string;
            translation: {
                /**
                 * Format: date-time
                 * @description When readers of the target group checked the text (Leichte Sprache).
                 */
                checkedAt?: string;
                /**
                 * @description machine where a machine made any of it.
                 * @enum {string}
                 */
                origin: "human" | "machine" | "import";
                /** @description The source has changed since. */
                outdated: boolean;
                /**
                 * Format: date-time
                 * @description When a second person approved the text; null where nobody did.
                 */
                reviewedAt: string | null;
                /** @enum {string} */
                sourceLocale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            } | null;
            /** @constant */
            type: "organisation";
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            verifiedAt: string | null;
        };
        OrganisationRef: {
            /** Format: uuid */
            id: string;
            name: string;
            slug: string;
        };
        PlaceItem: {
            /** @description With near: kilometres. */
            distance?: number;
            /** Format: date-time */
            expiresAt: string | null;
            /** @description With fallback: fields whose text is not in the locale asked for, and the locale that it is in. */
            fallbackFields?: {
                [key: string]: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            };
            /** @description With the parameter `fields` only those. */
            fields: {
                /** Accessibility */
                accessibility?: ("wheelchair" | "partly_wheelchair" | "accessible_toilet" | "lift" | "sign_language" | "induction_loop" | "easy_language" | "guide_dogs")[];
                /** Address */
                address: {
                    city: string;
                    country: string & unknown;
                    district?: string;
                    extra?: string;
                    municipality?: string & unknown;
                    postcode?: string;
                    street?: string;
                };
                /** Topics */
                categories?: string[];
                /** People to ask */
                contacts?: {
                    /**
                     * E-mail
                     * Format: email
                     */
                    email?: string;
                    id: string;
                    /** Name */
                    name?: string;
                    /** Phone */
                    phone?: string;
                    /** Role */
                    role?: string;
                }[];
                /** Description */
                description?: string;
                /**
                 * E-mail (general)
                 * Format: email
                 */
                email?: string;
                /** Point on the map */
                geo: {
                    lat: number;
                    lng: number;
                };
                /** Languages spoken */
                languages?: ("de" | "en" | "ar" | "fa" | "prs" | "fr" | "es" | "ru" | "uk" | "tr" | "ku" | "ps" | "ti" | "so" | "pl" | "ro" | "bg" | "vi" | "ur" | "sq")[];
                /** Opening hours */
                openingHours?: {
                    byAppointment?: boolean;
                    exceptions?: {
                        closed?: boolean;
                        /** Format: date */
                        from: string;
                        hours?: {
                            from: string & unknown;
                            to: string & unknown;
                        }[];
                        note?: string;
                        /** Format: date */
                        to: string;
                    }[];
                    /** @enum {unknown} */
                    holidays?: "closed" | "open";
                    weekly?: {
                        /** @enum {unknown} */
                        day: "mo" | "tu" | "we" | "th" | "fr" | "sa" | "su";
                        from: string & unknown;
                        to: string & unknown;
                    }[];
                };
                /** About the times */
                openingHoursNote?: string;
                /** Phone (general) */
                phone?: string;
                /**
                 * Kind of place
                 * @enum {unknown}
                 */
                placeType: "authority" | "counselling_centre" | "school" | "childcare" | "health" | "language_school" | "meeting_place" | "library" | "accommodation" | "religious" | "sports" | "employer" | "other";
                /** In short */
                summary?: string;
                /** Who is it for? */
                targetGroups?: ("everyone" | "refugees" | "migrants" | "women" | "men" | "children" | "youth" | "families" | "seniors" | "unaccompanied_minors" | "workers" | "students" | "lgbtiq" | "people_with_disabilities")[];
                /** Name of the place */
                title: string;
                /** How to get there */
                transport?: string;
                /** Website */
                url?: string & unknown;
            };
            /** Format: uuid */
            id: string;
            /** @description With include, on a single item. */
            included?: Record<string, never>[];
            /** @enum {string} */
            locale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            locales: ("de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple")[];
            /** @description With from or to: the date that the line is about. */
            occurrence?: {
                /** Format: date-time */
                end: string;
                /**
                 * Format: date-time
                 * @description Where a moved date was before.
                 */
                originally?: string;
                /** Format: date-time */
                start: string;
                /** @enum {string} */
                status: "scheduled" | "moved" | "cancelled";
            };
            organisation: {
                /** Format: uuid */
                id: string;
                name: string;
                slug: string;
            };
            /** Format: date-time */
            publishedAt: string;
            slug: string;
            /** @description With q: a piece of the text, HTML of text and <mark>. */
            snippet?: string;
            translation: {
                /**
                 * Format: date-time
                 * @description When readers of the target group checked the text (Leichte Sprache).
                 */
                checkedAt?: string;
                /**
                 * @description machine where a machine made any of it.
                 * @enum {string}
                 */
                origin: "human" | "machine" | "import";
                /** @description The source has changed since. */
                outdated: boolean;
                /**
                 * Format: date-time
                 * @description When a second person approved the text; null where nobody did.
                 */
                reviewedAt: string | null;
                /** @enum {string} */
                sourceLocale: "de" | "en" | "ar" | "fa" | "fr" | "es" | "ru" | "uk" | "de-simple";
            } | null;
            /** @constant */
            type: "place";
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            verifiedAt: string | null;
        };
        PreviewItem: {
            /** Format: date-time */
            expiresAt: string | null;
            fields: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            locale: string;
            locales: string[] | null;
            organisation: components["schemas"]["OrganisationRef"];
            preview: components["schemas"]["PreviewState"];
            /** Format: date-time */
            publishedAt: string;
            slug: string;
            translation: components["schemas"]["ItemTranslation"] | null;
            type: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            verifiedAt: string | null;
        };
        PreviewState: {
            /**
             * Format: date-time
             * @description The end of the link.
             */
            expiresAt: string;
            /** @description Fields that refer to something that is not public; those references are left out. */
            leftOut: string[];
            /** @description Editing state of the working copy. */
            state: string;
            /**
             * Format: int64
             * @description Version of the working copy: it rises with every save.
             */
            version: number;
        };
        Problem: {
            /** @description Stable name of the problem; all are listed in docs/errors.md. */
            code: string;
            /** @description A sentence for people, German or English by Accept-Language. */
            detail: string;
            /** @description Every single problem with the input. */
            errors?: components["schemas"]["ProblemField"][] | null;
            /** @description Name this when asking for help. */
            requestId: string;
            /** Format: int64 */
            status: number;
            /** @description The HTTP status in words. */
            title: string;
            /**
             * @description Address of the explanation of the code.
             * @example /errors#stale
             */
            type: string;
        } & {
            [key: string]: unknown;
        };
        ProblemField: {
            code: string;
            detail: string;
            /**
             * @description Present where the form of the request is wrong, not the content.
             * @enum {string}
             */
            in?: "body" | "query" | "header";
            locale?: string;
            params?: {
                [key: string]: unknown;
            };
            /** @description JSON Pointer (RFC 6901) into the content, or into what 'in' names. */
            pointer: string;
        };
        SuggestAnswer: {
            items: components["schemas"]["Suggestion"][] | null;
        };
        Suggestion: {
            /** Format: uuid */
            id: string;
            slug: string;
            /** @description The title of an item. */
            text: string;
            type: string;
        };
        SyncChange: {
            /** Format: uuid */
            id: string;
            /** @description Of an upsert: the item, as GET /{type}/{id} has it. */
            item?: components["schemas"]["ArticleItem"] | components["schemas"]["CategoryItem"] | components["schemas"]["EventItem"] | components["schemas"]["JobItem"] | components["schemas"]["OfferItem"] | components["schemas"]["OrganisationItem"] | components["schemas"]["PlaceItem"];
            locale: string;
            /** @enum {string} */
            op: "upsert" | "delete";
            /**
             * @description Of a delete.
             * @enum {string}
             */
            reason?: "withdrawn" | "expired" | "deleted" | "out_of_scope";
            type: string;
            /** @description Of an upsert: the first 16 digits of the SHA-256 of the bytes of item. */
            version?: string;
        };
        SyncCount: {
            /** Format: int64 */
            count: number;
            locale: string;
            type: string;
        };
        SyncCountsAnswer: {
            /** @description The versions of all items, as numbers of 64 bits, xor each other; 16 digits. */
            checksum: string;
            /** Format: int64 */
            count: number;
            items: components["schemas"]["SyncCount"][] | null;
        };
        SyncPageAnswer: {
            items: components["schemas"]["SyncChange"][] | null;
            /** @description There is more to be had at once. A page may be empty and still have more behind it. */
            more: boolean;
            /** @description The cursor to go on with, now or later. Keep it with the copy. */
            next: string;
        };
        Total: {
            exact: boolean;
            /** Format: int64 */
            value: number;
        };
        TypesAnswer: {
            items: components["schemas"]["TypeView"][] | null;
        };
        TypeView: {
            /** @description What facets takes. */
            facets: string[] | null;
            fields: components["schemas"]["FieldView"][] | null;
            /** @description What filter[field] and filter[field][operator] take. */
            filters: components["schemas"]["FilterView"][] | null;
            help?: string;
            /** @description What include takes; a second step follows after a point. */
            includes: string[] | null;
            label: string;
            /** @description What stands in the path. */
            name: string;
            /** @description Further parameters that lists of the type take. */
            parameters: string[] | null;
            plural: string;
            /** @description What sort takes, with - before it for the other direction. */
            sorts: string[] | null;
            /** @description The field that names an item. */
            title: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listArticle: {
        parameters: {
            query?: {
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What facets asked for: values by field, the most frequent first. */
                        facets?: {
                            categories?: {
                                count: number;
                                value: string;
                            }[];
                        };
                        /** @description What include asked for, each entry once. */
                        included?: (components["schemas"]["ArticleItem"] | components["schemas"]["CategoryItem"] | components["schemas"]["EventItem"] | components["schemas"]["JobItem"] | components["schemas"]["OfferItem"] | components["schemas"]["OrganisationItem"] | components["schemas"]["PlaceItem"])[];
                        items: components["schemas"]["ArticleItem"][];
                        /** @description The cursor of what follows; null at the end. */
                        next: string | null;
                        /** @description How many lines the list has, with q, facets or total=true. */
                        total?: {
                            /** @description false: there are more than value. */
                            exact: boolean;
                            value: number;
                        };
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listArticleAtom: {
        parameters: {
            query?: {
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listArticleCsv: {
        parameters: {
            query?: {
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listArticleJsonfeed: {
        parameters: {
            query?: {
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listArticleJsonld: {
        parameters: {
            query?: {
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getArticle: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleItem"];
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getArticleJsonld: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCategory: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Icon. One of these, separated by commas. Values: compass, home, school, work, health, family, law, language, money, people, leisure, transport. */
                "filter[icon]"?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What facets asked for: values by field, the most frequent first. */
                        facets?: {
                            icon?: {
                                count: number;
                                value: string;
                            }[];
                        };
                        /** @description What include asked for, each entry once. */
                        included?: (components["schemas"]["ArticleItem"] | components["schemas"]["CategoryItem"] | components["schemas"]["EventItem"] | components["schemas"]["JobItem"] | components["schemas"]["OfferItem"] | components["schemas"]["OrganisationItem"] | components["schemas"]["PlaceItem"])[];
                        items: components["schemas"]["CategoryItem"][];
                        /** @description The cursor of what follows; null at the end. */
                        next: string | null;
                        /** @description How many lines the list has, with q, facets or total=true. */
                        total?: {
                            /** @description false: there are more than value. */
                            exact: boolean;
                            value: number;
                        };
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCategoryAtom: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Icon. One of these, separated by commas. Values: compass, home, school, work, health, family, law, language, money, people, leisure, transport. */
                "filter[icon]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCategoryCsv: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Icon. One of these, separated by commas. Values: compass, home, school, work, health, family, law, language, money, people, leisure, transport. */
                "filter[icon]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCategoryJsonfeed: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Icon. One of these, separated by commas. Values: compass, home, school, work, health, family, law, language, money, people, leisure, transport. */
                "filter[icon]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCategoryJsonld: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Icon. One of these, separated by commas. Values: compass, home, school, work, health, family, law, language, money, people, leisure, transport. */
                "filter[icon]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCategory: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryItem"];
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCategoryJsonld: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvent: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Place. One of these, separated by commas. */
                "filter[place]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Date. Operator gt. */
                "filter[schedule][gt]"?: string;
                /** @description Date. Operator gte. */
                "filter[schedule][gte]"?: string;
                /** @description Date. Operator lt. */
                "filter[schedule][lt]"?: string;
                /** @description Date. Operator lte. */
                "filter[schedule][lte]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /**
                 * @description Dates instead of items, from a day or an RFC 3339 time on (now where only `to` is there): one line a date, with `occurrence`, by their start.
                 * @example 2026-12-01
                 */
                from?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /**
                 * @description Dates up to a day, which counts, or a time.
                 * @example 2026-12-31
                 */
                to?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What facets asked for: values by field, the most frequent first. */
                        facets?: {
                            accessibility?: {
                                count: number;
                                value: string;
                            }[];
                            categories?: {
                                count: number;
                                value: string;
                            }[];
                            costs?: {
                                count: number;
                                value: string;
                            }[];
                            languages?: {
                                count: number;
                                value: string;
                            }[];
                            online?: {
                                count: number;
                                value: string;
                            }[];
                            place?: {
                                count: number;
                                value: string;
                            }[];
                            registration?: {
                                count: number;
                                value: string;
                            }[];
                            targetGroups?: {
                                count: number;
                                value: string;
                            }[];
                        };
                        /** @description What include asked for, each entry once. */
                        included?: (components["schemas"]["ArticleItem"] | components["schemas"]["CategoryItem"] | components["schemas"]["EventItem"] | components["schemas"]["JobItem"] | components["schemas"]["OfferItem"] | components["schemas"]["OrganisationItem"] | components["schemas"]["PlaceItem"])[];
                        items: components["schemas"]["EventItem"][];
                        /** @description The cursor of what follows; null at the end. */
                        next: string | null;
                        /** @description How many lines the list has, with q, facets or total=true. */
                        total?: {
                            /** @description false: there are more than value. */
                            exact: boolean;
                            value: number;
                        };
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEventAtom: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Place. One of these, separated by commas. */
                "filter[place]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Date. Operator gt. */
                "filter[schedule][gt]"?: string;
                /** @description Date. Operator gte. */
                "filter[schedule][gte]"?: string;
                /** @description Date. Operator lt. */
                "filter[schedule][lt]"?: string;
                /** @description Date. Operator lte. */
                "filter[schedule][lte]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /**
                 * @description Dates instead of items, from a day or an RFC 3339 time on (now where only `to` is there): one line a date, with `occurrence`, by their start.
                 * @example 2026-12-01
                 */
                from?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /**
                 * @description Dates up to a day, which counts, or a time.
                 * @example 2026-12-31
                 */
                to?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEventCsv: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Place. One of these, separated by commas. */
                "filter[place]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Date. Operator gt. */
                "filter[schedule][gt]"?: string;
                /** @description Date. Operator gte. */
                "filter[schedule][gte]"?: string;
                /** @description Date. Operator lt. */
                "filter[schedule][lt]"?: string;
                /** @description Date. Operator lte. */
                "filter[schedule][lte]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /**
                 * @description Dates instead of items, from a day or an RFC 3339 time on (now where only `to` is there): one line a date, with `occurrence`, by their start.
                 * @example 2026-12-01
                 */
                from?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /**
                 * @description Dates up to a day, which counts, or a time.
                 * @example 2026-12-31
                 */
                to?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEventGeojson: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Place. One of these, separated by commas. */
                "filter[place]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Date. Operator gt. */
                "filter[schedule][gt]"?: string;
                /** @description Date. Operator gte. */
                "filter[schedule][gte]"?: string;
                /** @description Date. Operator lt. */
                "filter[schedule][lt]"?: string;
                /** @description Date. Operator lte. */
                "filter[schedule][lte]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /**
                 * @description Dates instead of items, from a day or an RFC 3339 time on (now where only `to` is there): one line a date, with `occurrence`, by their start.
                 * @example 2026-12-01
                 */
                from?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /**
                 * @description Dates up to a day, which counts, or a time.
                 * @example 2026-12-31
                 */
                to?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEventIcs: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Place. One of these, separated by commas. */
                "filter[place]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Date. Operator gt. */
                "filter[schedule][gt]"?: string;
                /** @description Date. Operator gte. */
                "filter[schedule][gte]"?: string;
                /** @description Date. Operator lt. */
                "filter[schedule][lt]"?: string;
                /** @description Date. Operator lte. */
                "filter[schedule][lte]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /**
                 * @description Dates instead of items, from a day or an RFC 3339 time on (now where only `to` is there): one line a date, with `occurrence`, by their start.
                 * @example 2026-12-01
                 */
                from?: string;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /**
                 * @description Dates up to a day, which counts, or a time.
                 * @example 2026-12-31
                 */
                to?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEventJsonfeed: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Place. One of these, separated by commas. */
                "filter[place]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Date. Operator gt. */
                "filter[schedule][gt]"?: string;
                /** @description Date. Operator gte. */
                "filter[schedule][gte]"?: string;
                /** @description Date. Operator lt. */
                "filter[schedule][lt]"?: string;
                /** @description Date. Operator lte. */
                "filter[schedule][lte]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /**
                 * @description Dates instead of items, from a day or an RFC 3339 time on (now where only `to` is there): one line a date, with `occurrence`, by their start.
                 * @example 2026-12-01
                 */
                from?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /**
                 * @description Dates up to a day, which counts, or a time.
                 * @example 2026-12-31
                 */
                to?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEventJsonld: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Place. One of these, separated by commas. */
                "filter[place]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Date. Operator gt. */
                "filter[schedule][gt]"?: string;
                /** @description Date. Operator gte. */
                "filter[schedule][gte]"?: string;
                /** @description Date. Operator lt. */
                "filter[schedule][lt]"?: string;
                /** @description Date. Operator lte. */
                "filter[schedule][lte]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /**
                 * @description Dates instead of items, from a day or an RFC 3339 time on (now where only `to` is there): one line a date, with `occurrence`, by their start.
                 * @example 2026-12-01
                 */
                from?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /**
                 * @description Dates up to a day, which counts, or a time.
                 * @example 2026-12-31
                 */
                to?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvent: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventItem"];
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEventIcs: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEventJsonld: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJob: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description No experience needed. One of these, separated by commas. */
                "filter[beginnersWelcome]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German needed. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Type of employment. One of these, separated by commas. Values: full_time, part_time, mini_job, apprenticeship, internship, temporary, seasonal, voluntary_service, shift. */
                "filter[employmentTypes]"?: string;
                /** @description Type of employment. Operator all. Values: full_time, part_time, mini_job, apprenticeship, internship, temporary, seasonal, voluntary_service, shift. */
                "filter[employmentTypes][all]"?: string;
                /** @description Occupation code (KldB 2010). One of these, separated by commas. */
                "filter[kldb]"?: string;
                /** @description Languages at work. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages at work. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Help with the recognition of foreign qualifications. One of these, separated by commas. */
                "filter[recognitionSupport]"?: string;
                /** @description Working from home. One of these, separated by commas. Values: none, partly, full. */
                "filter[remote]"?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What facets asked for: values by field, the most frequent first. */
                        facets?: {
                            beginnersWelcome?: {
                                count: number;
                                value: string;
                            }[];
                            categories?: {
                                count: number;
                                value: string;
                            }[];
                            cefrLevel?: {
                                count: number;
                                value: string;
                            }[];
                            employmentTypes?: {
                                count: number;
                                value: string;
                            }[];
                            languages?: {
                                count: number;
                                value: string;
                            }[];
                            recognitionSupport?: {
                                count: number;
                                value: string;
                            }[];
                            remote?: {
                                count: number;
                                value: string;
                            }[];
                        };
                        /** @description What include asked for, each entry once. */
                        included?: (components["schemas"]["ArticleItem"] | components["schemas"]["CategoryItem"] | components["schemas"]["EventItem"] | components["schemas"]["JobItem"] | components["schemas"]["OfferItem"] | components["schemas"]["OrganisationItem"] | components["schemas"]["PlaceItem"])[];
                        items: components["schemas"]["JobItem"][];
                        /** @description The cursor of what follows; null at the end. */
                        next: string | null;
                        /** @description How many lines the list has, with q, facets or total=true. */
                        total?: {
                            /** @description false: there are more than value. */
                            exact: boolean;
                            value: number;
                        };
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobAtom: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description No experience needed. One of these, separated by commas. */
                "filter[beginnersWelcome]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German needed. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Type of employment. One of these, separated by commas. Values: full_time, part_time, mini_job, apprenticeship, internship, temporary, seasonal, voluntary_service, shift. */
                "filter[employmentTypes]"?: string;
                /** @description Type of employment. Operator all. Values: full_time, part_time, mini_job, apprenticeship, internship, temporary, seasonal, voluntary_service, shift. */
                "filter[employmentTypes][all]"?: string;
                /** @description Occupation code (KldB 2010). One of these, separated by commas. */
                "filter[kldb]"?: string;
                /** @description Languages at work. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages at work. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Help with the recognition of foreign qualifications. One of these, separated by commas. */
                "filter[recognitionSupport]"?: string;
                /** @description Working from home. One of these, separated by commas. Values: none, partly, full. */
                "filter[remote]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobCsv: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description No experience needed. One of these, separated by commas. */
                "filter[beginnersWelcome]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German needed. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Type of employment. One of these, separated by commas. Values: full_time, part_time, mini_job, apprenticeship, internship, temporary, seasonal, voluntary_service, shift. */
                "filter[employmentTypes]"?: string;
                /** @description Type of employment. Operator all. Values: full_time, part_time, mini_job, apprenticeship, internship, temporary, seasonal, voluntary_service, shift. */
                "filter[employmentTypes][all]"?: string;
                /** @description Occupation code (KldB 2010). One of these, separated by commas. */
                "filter[kldb]"?: string;
                /** @description Languages at work. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages at work. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Help with the recognition of foreign qualifications. One of these, separated by commas. */
                "filter[recognitionSupport]"?: string;
                /** @description Working from home. One of these, separated by commas. Values: none, partly, full. */
                "filter[remote]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobGeojson: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description No experience needed. One of these, separated by commas. */
                "filter[beginnersWelcome]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German needed. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Type of employment. One of these, separated by commas. Values: full_time, part_time, mini_job, apprenticeship, internship, temporary, seasonal, voluntary_service, shift. */
                "filter[employmentTypes]"?: string;
                /** @description Type of employment. Operator all. Values: full_time, part_time, mini_job, apprenticeship, internship, temporary, seasonal, voluntary_service, shift. */
                "filter[employmentTypes][all]"?: string;
                /** @description Occupation code (KldB 2010). One of these, separated by commas. */
                "filter[kldb]"?: string;
                /** @description Languages at work. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages at work. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Help with the recognition of foreign qualifications. One of these, separated by commas. */
                "filter[recognitionSupport]"?: string;
                /** @description Working from home. One of these, separated by commas. Values: none, partly, full. */
                "filter[remote]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobJsonfeed: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description No experience needed. One of these, separated by commas. */
                "filter[beginnersWelcome]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German needed. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Type of employment. One of these, separated by commas. Values: full_time, part_time, mini_job, apprenticeship, internship, temporary, seasonal, voluntary_service, shift. */
                "filter[employmentTypes]"?: string;
                /** @description Type of employment. Operator all. Values: full_time, part_time, mini_job, apprenticeship, internship, temporary, seasonal, voluntary_service, shift. */
                "filter[employmentTypes][all]"?: string;
                /** @description Occupation code (KldB 2010). One of these, separated by commas. */
                "filter[kldb]"?: string;
                /** @description Languages at work. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages at work. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Help with the recognition of foreign qualifications. One of these, separated by commas. */
                "filter[recognitionSupport]"?: string;
                /** @description Working from home. One of these, separated by commas. Values: none, partly, full. */
                "filter[remote]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobJsonld: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description No experience needed. One of these, separated by commas. */
                "filter[beginnersWelcome]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German needed. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Type of employment. One of these, separated by commas. Values: full_time, part_time, mini_job, apprenticeship, internship, temporary, seasonal, voluntary_service, shift. */
                "filter[employmentTypes]"?: string;
                /** @description Type of employment. Operator all. Values: full_time, part_time, mini_job, apprenticeship, internship, temporary, seasonal, voluntary_service, shift. */
                "filter[employmentTypes][all]"?: string;
                /** @description Occupation code (KldB 2010). One of these, separated by commas. */
                "filter[kldb]"?: string;
                /** @description Languages at work. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages at work. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Help with the recognition of foreign qualifications. One of these, separated by commas. */
                "filter[recognitionSupport]"?: string;
                /** @description Working from home. One of these, separated by commas. Values: none, partly, full. */
                "filter[remote]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobItem"];
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobJsonld: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLocales: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocalesAnswer"];
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOffer: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Level of German. Operator all. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of offer. One of these, separated by commas. Values: counselling, language_course, qualification, childcare_family, health, legal_aid, housing, leisure, volunteering, first_aid_arrival. */
                "filter[offerType]"?: string;
                /** @description Available online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Places. One of these, separated by commas. */
                "filter[places]"?: string;
                /** @description Places. Operator all. */
                "filter[places][all]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What facets asked for: values by field, the most frequent first. */
                        facets?: {
                            accessibility?: {
                                count: number;
                                value: string;
                            }[];
                            categories?: {
                                count: number;
                                value: string;
                            }[];
                            cefrLevel?: {
                                count: number;
                                value: string;
                            }[];
                            costs?: {
                                count: number;
                                value: string;
                            }[];
                            languages?: {
                                count: number;
                                value: string;
                            }[];
                            offerType?: {
                                count: number;
                                value: string;
                            }[];
                            online?: {
                                count: number;
                                value: string;
                            }[];
                            places?: {
                                count: number;
                                value: string;
                            }[];
                            registration?: {
                                count: number;
                                value: string;
                            }[];
                            targetGroups?: {
                                count: number;
                                value: string;
                            }[];
                        };
                        /** @description What include asked for, each entry once. */
                        included?: (components["schemas"]["ArticleItem"] | components["schemas"]["CategoryItem"] | components["schemas"]["EventItem"] | components["schemas"]["JobItem"] | components["schemas"]["OfferItem"] | components["schemas"]["OrganisationItem"] | components["schemas"]["PlaceItem"])[];
                        items: components["schemas"]["OfferItem"][];
                        /** @description The cursor of what follows; null at the end. */
                        next: string | null;
                        /** @description How many lines the list has, with q, facets or total=true. */
                        total?: {
                            /** @description false: there are more than value. */
                            exact: boolean;
                            value: number;
                        };
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOfferAtom: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Level of German. Operator all. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of offer. One of these, separated by commas. Values: counselling, language_course, qualification, childcare_family, health, legal_aid, housing, leisure, volunteering, first_aid_arrival. */
                "filter[offerType]"?: string;
                /** @description Available online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Places. One of these, separated by commas. */
                "filter[places]"?: string;
                /** @description Places. Operator all. */
                "filter[places][all]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOfferCsv: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Level of German. Operator all. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of offer. One of these, separated by commas. Values: counselling, language_course, qualification, childcare_family, health, legal_aid, housing, leisure, volunteering, first_aid_arrival. */
                "filter[offerType]"?: string;
                /** @description Available online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Places. One of these, separated by commas. */
                "filter[places]"?: string;
                /** @description Places. Operator all. */
                "filter[places][all]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOfferGeojson: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Level of German. Operator all. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of offer. One of these, separated by commas. Values: counselling, language_course, qualification, childcare_family, health, legal_aid, housing, leisure, volunteering, first_aid_arrival. */
                "filter[offerType]"?: string;
                /** @description Available online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Places. One of these, separated by commas. */
                "filter[places]"?: string;
                /** @description Places. Operator all. */
                "filter[places][all]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOfferIcs: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Level of German. Operator all. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of offer. One of these, separated by commas. Values: counselling, language_course, qualification, childcare_family, health, legal_aid, housing, leisure, volunteering, first_aid_arrival. */
                "filter[offerType]"?: string;
                /** @description Available online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Places. One of these, separated by commas. */
                "filter[places]"?: string;
                /** @description Places. Operator all. */
                "filter[places][all]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOfferJsonfeed: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Level of German. Operator all. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of offer. One of these, separated by commas. Values: counselling, language_course, qualification, childcare_family, health, legal_aid, housing, leisure, volunteering, first_aid_arrival. */
                "filter[offerType]"?: string;
                /** @description Available online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Places. One of these, separated by commas. */
                "filter[places]"?: string;
                /** @description Places. Operator all. */
                "filter[places][all]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOfferJsonld: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Level of German. One of these, separated by commas. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel]"?: string;
                /** @description Level of German. Operator all. Values: A0, A1, A2, B1, B2, C1, C2. */
                "filter[cefrLevel][all]"?: string;
                /** @description Costs. One of these, separated by commas. Values: free, paid, partly, unknown. */
                "filter[costs]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of offer. One of these, separated by commas. Values: counselling, language_course, qualification, childcare_family, health, legal_aid, housing, leisure, volunteering, first_aid_arrival. */
                "filter[offerType]"?: string;
                /** @description Available online. One of these, separated by commas. */
                "filter[online]"?: string;
                /** @description Places. One of these, separated by commas. */
                "filter[places]"?: string;
                /** @description Places. Operator all. */
                "filter[places][all]"?: string;
                /** @description Registration. One of these, separated by commas. Values: none, recommended, required. */
                "filter[registration]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOffer: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferItem"];
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOfferIcs: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOfferJsonld: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisation: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Kind of organisation. One of these, separated by commas. Values: initiative, employer, ministry, agency. */
                "filter[kind]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What facets asked for: values by field, the most frequent first. */
                        facets?: {
                            kind?: {
                                count: number;
                                value: string;
                            }[];
                            languages?: {
                                count: number;
                                value: string;
                            }[];
                        };
                        /** @description What include asked for, each entry once. */
                        included?: (components["schemas"]["ArticleItem"] | components["schemas"]["CategoryItem"] | components["schemas"]["EventItem"] | components["schemas"]["JobItem"] | components["schemas"]["OfferItem"] | components["schemas"]["OrganisationItem"] | components["schemas"]["PlaceItem"])[];
                        items: components["schemas"]["OrganisationItem"][];
                        /** @description The cursor of what follows; null at the end. */
                        next: string | null;
                        /** @description How many lines the list has, with q, facets or total=true. */
                        total?: {
                            /** @description false: there are more than value. */
                            exact: boolean;
                            value: number;
                        };
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisationAtom: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Kind of organisation. One of these, separated by commas. Values: initiative, employer, ministry, agency. */
                "filter[kind]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisationCsv: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Kind of organisation. One of these, separated by commas. Values: initiative, employer, ministry, agency. */
                "filter[kind]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisationGeojson: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Kind of organisation. One of these, separated by commas. Values: initiative, employer, ministry, agency. */
                "filter[kind]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisationJsonfeed: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Kind of organisation. One of these, separated by commas. Values: initiative, employer, ministry, agency. */
                "filter[kind]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisationJsonld: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Kind of organisation. One of these, separated by commas. Values: initiative, employer, ministry, agency. */
                "filter[kind]"?: string;
                /** @description Languages. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisation: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationItem"];
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisationJsonld: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlace: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of place. One of these, separated by commas. Values: authority, counselling_centre, school, childcare, health, language_school, meeting_place, library, accommodation, religious, sports, employer, other. */
                "filter[placeType]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What facets asked for: values by field, the most frequent first. */
                        facets?: {
                            accessibility?: {
                                count: number;
                                value: string;
                            }[];
                            categories?: {
                                count: number;
                                value: string;
                            }[];
                            languages?: {
                                count: number;
                                value: string;
                            }[];
                            placeType?: {
                                count: number;
                                value: string;
                            }[];
                            targetGroups?: {
                                count: number;
                                value: string;
                            }[];
                        };
                        /** @description What include asked for, each entry once. */
                        included?: (components["schemas"]["ArticleItem"] | components["schemas"]["CategoryItem"] | components["schemas"]["EventItem"] | components["schemas"]["JobItem"] | components["schemas"]["OfferItem"] | components["schemas"]["OrganisationItem"] | components["schemas"]["PlaceItem"])[];
                        items: components["schemas"]["PlaceItem"][];
                        /** @description The cursor of what follows; null at the end. */
                        next: string | null;
                        /** @description How many lines the list has, with q, facets or total=true. */
                        total?: {
                            /** @description false: there are more than value. */
                            exact: boolean;
                            value: number;
                        };
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlaceAtom: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of place. One of these, separated by commas. Values: authority, counselling_centre, school, childcare, health, language_school, meeting_place, library, accommodation, religious, sports, employer, other. */
                "filter[placeType]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlaceCsv: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of place. One of these, separated by commas. Values: authority, counselling_centre, school, childcare, health, language_school, meeting_place, library, accommodation, religious, sports, employer, other. */
                "filter[placeType]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlaceGeojson: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of place. One of these, separated by commas. Values: authority, counselling_centre, school, childcare, health, language_school, meeting_place, library, accommodation, religious, sports, employer, other. */
                "filter[placeType]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlaceJsonfeed: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of place. One of these, separated by commas. Values: authority, counselling_centre, school, childcare, health, language_school, meeting_place, library, accommodation, religious, sports, employer, other. */
                "filter[placeType]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlaceJsonld: {
        parameters: {
            query?: {
                /**
                 * @description west,south,east,north in degrees. West greater than east: across 180°.
                 * @example 11.4,50.8,11.8,51
                 */
                bbox?: string;
                /** @description Ids or slugs of categories: short for filter[categories]. */
                category?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /**
                 * @description Fields whose values are counted, separated by commas.
                 * @example categories
                 */
                facets?: string;
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /** @description Accessibility. One of these, separated by commas. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility]"?: string;
                /** @description Accessibility. Operator all. Values: wheelchair, partly_wheelchair, accessible_toilet, lift, sign_language, induction_loop, easy_language, guide_dogs. */
                "filter[accessibility][all]"?: string;
                /** @description Topics. One of these, separated by commas. */
                "filter[categories]"?: string;
                /** @description Topics. Operator all. */
                "filter[categories][all]"?: string;
                /** @description Languages spoken. One of these, separated by commas. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages]"?: string;
                /** @description Languages spoken. Operator all. Values: de, en, ar, fa, prs, fr, es, ru, uk, tr, ku, ps, ti, so, pl, ro, bg, vi, ur, sq. */
                "filter[languages][all]"?: string;
                /** @description Kind of place. One of these, separated by commas. Values: authority, counselling_centre, school, childcare, health, language_school, meeting_place, library, accommodation, religious, sports, employer, other. */
                "filter[placeType]"?: string;
                /** @description Who is it for?. One of these, separated by commas. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups]"?: string;
                /** @description Who is it for?. Operator all. Values: everyone, refugees, migrants, women, men, children, youth, families, seniors, unaccompanied_minors, workers, students, lgbtiq, people_with_disabilities. */
                "filter[targetGroups][all]"?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description latitude,longitude in degrees: items within radius, the nearest first; `distance` is in kilometres.
                 * @example 50.93,11.59
                 */
                near?: string;
                /**
                 * @description `now` or an RFC 3339 time: what is open then.
                 * @example now
                 */
                open?: string;
                /** @description Id or slug of the organisation. */
                organisation?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q?: string;
                /** @description With near: kilometres, up to 500; 25 where it is missing. */
                radius?: number;
                /**
                 * @description publishedAt, updatedAt or a declared field; with - before it in the other direction. Where it is missing: by relevance with q, by distance with near, else -publishedAt. Items without a value come last.
                 * @example -publishedAt
                 */
                sort?: string;
                /** @description true: count the lines, up to 10,000. With q and facets it is always done. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPlace: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description Fields that `fields` shall keep, separated by commas.
                 * @example title,summary
                 */
                fields?: string;
                /**
                 * @description Reference fields, separated by commas, one or two steps: `places,places.categories`. Their public targets stand in `included`.
                 * @example categories
                 */
                include?: string;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceItem"];
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_field`: There is no such field here.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPlaceJsonld: {
        parameters: {
            query?: {
                /** @description Serve items that lack the locale in the next locale of its chain (ar, en, de), and fill missing texts from there; fallbackFields names them. */
                fallback?: boolean;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description Id, or slug. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPreviewByToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the link. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewItem"];
                };
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSearch: {
        parameters: {
            query: {
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description 1 to 100, 25 where it is missing. */
                limit?: number;
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description Words to look for. "Words in quotes" must follow each other, a word after - must be missing. Words that hold or resemble a word are found as well, after those that have it.
                 * @example deutschkurs
                 */
                q: string;
                /**
                 * @description Only these content types, separated by commas.
                 * @example offer,event
                 */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: (components["schemas"]["ArticleItem"] | components["schemas"]["CategoryItem"] | components["schemas"]["EventItem"] | components["schemas"]["JobItem"] | components["schemas"]["OfferItem"] | components["schemas"]["OrganisationItem"] | components["schemas"]["PlaceItem"])[];
                        /** @description The cursor of what follows; null at the end. */
                        next: string | null;
                        /** @description How many lines the list has, with q, facets or total=true. */
                        total?: {
                            /** @description false: there are more than value. */
                            exact: boolean;
                            value: number;
                        };
                    };
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSitemapByPartXml: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Type and number, as in the list.
                 * @example offer-1
                 */
                part: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSitemapXml: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": string;
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSuggest: {
        parameters: {
            query: {
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
                /**
                 * @description What somebody has typed so far, two letters at least.
                 * @example deut
                 */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestAnswer"];
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSync: {
        parameters: {
            query?: {
                /**
                 * @description A district: the first five digits of the municipality's key.
                 * @example 16053
                 */
                area?: string;
                /** @description Id or slug of one category. */
                category?: string;
                /** @description `next` of the page before. The filter is inside: only limit and wait go with it. */
                cursor?: string;
                /** @description true: from the beginning, with a filter. Without it a cursor is needed. */
                initial?: boolean;
                /** @description 1 to 1000, 250 where it is missing. */
                limit?: number;
                /**
                 * @description Languages, separated by commas.
                 * @example de,ar
                 */
                locale?: string;
                /** @description Id or slug of one organisation. */
                organisation?: string;
                /**
                 * @description Content types, separated by commas.
                 * @example offer,event
                 */
                type?: string;
                /** @description 0 to 30 seconds: how long the answer may wait for something to tell. */
                wait?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncPageAnswer"];
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `bad_cursor`: The cursor does not belong to this query. Begin again without it.
             *
             *     `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cursor_expired`: The feed cannot be read on from this cursor. Begin again at the address in restart. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `busy`: Too much happens at once. Please try again.
             *
             *     `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSyncCounts: {
        parameters: {
            query?: {
                /**
                 * @description A district: the first five digits of the municipality's key.
                 * @example 16053
                 */
                area?: string;
                /** @description Id or slug of one category. */
                category?: string;
                /**
                 * @description Languages, separated by commas.
                 * @example de,ar
                 */
                locale?: string;
                /** @description Id or slug of one organisation. */
                organisation?: string;
                /**
                 * @description Content types, separated by commas.
                 * @example offer,event
                 */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncCountsAnswer"];
                };
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `busy`: Too much happens at once. Please try again.
             *
             *     `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTypes: {
        parameters: {
            query?: {
                /**
                 * @description BCP 47 tag, one of /locales. German where it is missing.
                 * @example en
                 */
                locale?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TypesAnswer"];
                };
            };
            /** @description Nothing changed since (If-None-Match). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_parameter`: A parameter has a value that it cannot have.
             *
             *     `unknown_parameter`: The address has an unknown parameter.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad_key`: This key is not valid, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: Pages of this origin may not use this key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: Too many requests. Please wait a little; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. Please tell us the request id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached now.
             *
             *     `timeout`: It took too long. Please try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
