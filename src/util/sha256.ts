import * as crypto from "node:crypto";

type Content = string | NodeJS.ArrayBufferView;

/** Return the SHA-256 of bytes, or of text in UTF-8, as 64 hexadecimal digits. */
export const sha256: (content: Content) => string =
  // In one call, which takes half the time, where Node has it: from 20.12 on.
  typeof crypto.hash === "function"
    ? (content) => crypto.hash("sha256", content)
    : (content) => crypto.createHash("sha256").update(content).digest("hex");
