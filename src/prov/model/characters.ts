/** The letters of names in PROV-N, Turtle and XML, for a class of a `u` expression. */
export const LETTERS =
  "A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF" +
  "\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF" +
  "\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}";

/** What may follow a letter besides `_`, `-` and `.`. */
export const MARKS = "0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040";
