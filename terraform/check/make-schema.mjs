// Writes schema.json: the arguments of every resource that the modules use, which are required, and
// which are blocks, from the provider's published bindings.
//
//   npm install --no-save @cdktf/provider-google@16 && node make-schema.mjs
import { readFileSync, writeFileSync, existsSync } from "node:fs";
import { resources } from "./files.mjs";

const provider = new URL("./node_modules/@cdktf/provider-google/", import.meta.url);
const version = JSON.parse(readFileSync(new URL("package.json", provider))).version;

function interfaces(text) {
  const found = {};
  for (const [, name, body] of text.matchAll(/export interface (\w+)[^{]*\{([\s\S]*?)\n\}/g)) {
    found[name] = [...body.matchAll(/#(\w+) \w+#(\w+)\}[\s\S]*?readonly \w+(\?)?: ([^;]+);/g)].map(
      ([, , argument, optional, type]) => ({ argument, required: !optional, type }));
  }
  return found;
}

function block(name, all) {
  const shape = {};
  for (const { argument, required, type } of all[name]) {
    const nested = (type.match(/\b[A-Z]\w+\b/g) ?? []).find((candidate) => all[candidate]);
    shape[argument] = { ...(required && { required }), ...(nested && { block: block(nested, all) }) };
  }
  return shape;
}

const schema = {};
for (const type of [...new Set((await resources()).map((resource) => resource.type))].sort()) {
  const folder = type.replace(/^google_/, "").replaceAll("_", "-");
  const file = new URL(`lib/${folder}/index.d.ts`, provider);
  if (!existsSync(file)) {
    throw new Error(`the provider has no ${type}`);
  }
  const all = interfaces(readFileSync(file, "utf8"));
  schema[type] = block(Object.keys(all).find((name) => name.endsWith("Config")), all);
}
writeFileSync(new URL("schema.json", import.meta.url),
  JSON.stringify({ provider: `hashicorp/google as bound by @cdktf/provider-google ${version}`, resources: schema }, null, 1) + "\n");
