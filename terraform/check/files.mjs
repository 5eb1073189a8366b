// All resources of the modules and examples, parsed by HashiCorp's own parser.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";

export const root = fileURLToPath(new URL("..", import.meta.url));

export function files(folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.name === "node_modules" || entry.name === ".terraform" ? []
      : entry.isDirectory() ? files(join(folder, entry.name))
      : entry.name.endsWith(".tf") ? [join(folder, entry.name)] : []);
}

export async function parsed() {
  return Promise.all(files().map(async (file) =>
    ({ file, content: await parse(file, readFileSync(file, "utf8")) })));
}

export async function resources() {
  return (await parsed()).flatMap(({ file, content }) =>
    Object.entries(content.resource ?? {}).flatMap(([type, named]) =>
      Object.entries(named).flatMap(([name, bodies]) => bodies.map((body) => ({ file, type, name, body })))));
}
