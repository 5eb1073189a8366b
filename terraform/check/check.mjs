// Holds the Terraform files against schema.json and a few rules of the house; prints every fault.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { files, parsed, resources, root } from "./files.mjs";

const META = new Set(["for_each", "count", "depends_on", "provider", "lifecycle"]);
const schema = JSON.parse(readFileSync(new URL("schema.json", import.meta.url))).resources;
const faults = [];

function checkBlock(where, body, shape) {
  const given = new Set(Object.keys(body).filter((name) => name !== "dynamic"));
  for (const [name, bodies] of Object.entries(body.dynamic ?? {})) {
    given.add(name);
    if (!shape[name]?.block) {
      faults.push(`${where}: there is no block ${name}`);
      continue;
    }
    for (const dynamic of [bodies].flat()) {
      for (const content of [dynamic.content].flat()) {
        checkBlock(`${where}.${name}`, content, shape[name].block);
      }
    }
  }
  for (const [name, value] of Object.entries(body)) {
    if (META.has(name) || name === "dynamic") {
      continue;
    }
    const argument = shape[name];
    if (!argument) {
      faults.push(`${where}: there is no argument ${name}`);
    } else if (argument.block) {
      for (const nested of [value].flat()) {
        if (typeof nested === "object") {
          checkBlock(`${where}.${name}`, nested, argument.block);
        }
      }
    }
  }
  for (const [name, { required }] of Object.entries(shape)) {
    if (required && !given.has(name)) {
      faults.push(`${where}: ${name} is missing`);
    }
  }
}

const all = await resources();
for (const { file, type, name, body } of all) {
  const where = `${relative(root, file)}: ${type}.${name}`;
  if (!schema[type]) {
    faults.push(`${where}: schema.json does not know it; run make-schema.mjs`);
    continue;
  }
  checkBlock(where, body, schema[type]);
  const text = JSON.stringify(body);
  for (const [rule, pattern] of [
    ["a basic role, which allows nearly all", /roles\/(owner|editor|viewer)\b/],
    ["an administrator's role", /roles\/[\w.]*\b\w*[aA]dmin\b/],
    ["everybody", /allUsers|allAuthenticatedUsers/],
    ["a wildcard", /"[^"]*\.\*"|"\*"/],
  ]) {
    if (pattern.test(text)) {
      faults.push(`${where}: ${rule}`);
    }
  }
  if (type === "google_storage_bucket"
      && !(body.uniform_bucket_level_access === true && body.public_access_prevention === "enforced")) {
    faults.push(`${where}: access must be uniform and never public`);
  }
  if (type === "google_service_account_key") {
    faults.push(`${where}: a key is a secret in the state`);
  }
}
for (const { file, content } of await parsed()) {
  for (const [name, [variable]] of Object.entries(content.variable ?? {})) {
    for (const needed of ["type", "description"]) {
      if (!variable[needed]) {
        faults.push(`${relative(root, file)}: variable ${name} has no ${needed}`);
      }
    }
  }
}
for (const file of files()) {
  const text = readFileSync(file, "utf8");
  if (/-----BEGIN|AIza[\w-]{30}|ya29\.|password\s*=|private_key\s*=/.test(text)) {
    faults.push(`${relative(root, file)}: a secret`);
  }
}
faults.forEach((fault) => console.error(fault));
console.log(`${all.length} resources, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
