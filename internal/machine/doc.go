// Package machine asks services that translate: DeepL and LibreTranslate, behind one interface, Provider.
//
// What leaves is HTML of one segment each, with ids in place of addresses (internal/segment); what comes back is
// mended by the same package and never trusted: whether it says what it should is for segment.Check. An Error says
// whether the service should be left alone for a while or only these texts failed. Neither the key nor a text ever
// stands in an error, and nothing is logged here.
//
// What must not be here: what is translated, when, who pays, what is kept. Those are commands above.
//
// The address of a service comes from the operator's environment, so private addresses are allowed; a redirect to
// another host is not followed. Start reading at provider.go; deepl.go and libretranslate.go are the services,
// docs/adr/0033-machine-translation.md says why it is done so. Peers for tests are in machinetest.
package machine
