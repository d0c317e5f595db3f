/** Tokens that are known by their shape alone. */
const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}-----|$)/,
  // JSON Web Tokens, such as MotherDuck's
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/,
  // GitHub, GitLab
  /\bgh[oprsu]_\w{36,}/,
  /\bgithub_pat_\w{22,}/,
  /\bgl(?:pat|rt|dt|cbt|ptt)-[\w-]{20,}/,
  // OpenAI, Anthropic and others of that form
  /\bsk-[\w-]{20,}/,
  // Hugging Face, Replicate, Groq, NVIDIA, Databricks, Weights & Biases
  /\bhf_[A-Za-z0-9]{30,}/,
  /\br8_\w{37,}/,
  /\bgsk_\w{40,}/,
  /\bnvapi-[\w-]{40,}/,
  /\bdapi[0-9a-f]{32}\b/,
  /\bwandb_v1_\w{20,}/,
  // AWS, Google, DigitalOcean
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/,
  /\bAIza[\w-]{35}/,
  /\bGOCSPX-[\w-]{20,}/,
  /\bya29\.[\w-]{20,}/,
  /\bdo[opr]_v1_[0-9a-f]{64}/,
  // Slack, Stripe, SendGrid, Telegram
  /\bxox[a-z]-[\w-]{10,}/,
  /\bxapp-[\w-]{10,}/,
  /\bhooks\.slack\.com\/services\/[\w/]+/,
  /\b[rs]k_(?:live|test)_\w{16,}/,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/,
  /\b\d{8,10}:AA[\w-]{33}\b/,
  // npm, PyPI
  /\bnpm_\w{36,}/,
  /\bpypi-[\w-]{50,}/,
  // a header's value
  /(?<=\bBearer\s)[\w.~+/-]{16,}=*/,
];

/** Match every token that is known by its shape. */
export const secretShapes = new RegExp(
  shapes.map(({ source }) => source).join("|"),
  "g",
);
