// Package holiday knows the public holidays of the German Länder: those by law on a whole Land, today and for the years
// ahead. Holidays of single municipalities (Augsburger Friedensfest, Fronleichnam in parts of Saxony and
// Thuringia, Mariä Himmelfahrt in the Catholic municipalities of Bavaria) are not among them.
//
// It is pure: no clock, no time zone, no files. Start at holiday.go.
package holiday
