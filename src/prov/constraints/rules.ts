/** What each constraint says, in a few words, by its number in PROV-CONSTRAINTS. */
export const titles: Readonly<Record<number, string>> = {
  22: "an activity has one start time and one end time",
  23: "an identifier names one statement of a kind",
  24: "an entity is generated once by an activity",
  25: "an entity is invalidated once by an activity",
  26: "an activity is started once by an activity",
  27: "an activity is ended once by an activity",
  28: "an activity starts at the time of its start",
  29: "an activity ends at the time of its end",
  42: "an entity would come before what it is derived from",
  51: "a derivation has a generation or a usage but no activity",
  52: "an entity would specialise itself",
  53: "an identifier names relations of two kinds",
  54: "an identifier names both a thing and a relation",
  55: "a thing is both an entity and an activity",
  56: "an empty collection has a member",
};
